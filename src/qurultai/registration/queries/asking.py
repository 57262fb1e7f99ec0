"""Which questions are asked of a registration."""

from uuid import UUID

from django.db.models import QuerySet

from qurultai.kit.prepared import prepared
from qurultai.registration.models import Field, Registration


def questions_of(registration: Registration) -> list[Field]:
    """The fields of the version that was answered, or of the category's present one; one query, then none."""
    form_id = registration.form_id or registration.category.form_id
    known = registration.__dict__.get("asked_fields")
    if known is None or known[0] != form_id:
        known = registration.__dict__["asked_fields"] = (form_id, _fields_of(form_id) if form_id else [])
    return known[1]


@prepared
def _fields_of(form_id: UUID) -> QuerySet[Field]:
    return Field.objects.filter(form_id=form_id).order_by("position", "id")
