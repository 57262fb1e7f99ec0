"""What letters to applicants need to know."""

from uuid import UUID

from qurultai.registration.models import Registration


def registration_for_letter(key: UUID) -> Registration | None:
    """A registration with its forum and category; None when it is gone."""
    return Registration.objects.select_related("edition__series", "category", "person").filter(pk=key).first()
