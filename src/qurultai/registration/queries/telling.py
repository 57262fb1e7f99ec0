"""What letters to applicants need to know."""

from dataclasses import dataclass
from uuid import UUID

from qurultai.notices.public import Stranger
from qurultai.registration.models import Registration


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a letter is for, in which language: a person who can be written to, or what her registration says of her."""

    person_id: UUID | None
    stranger: Stranger | None
    language: str


def registration_for_letter(key: UUID) -> Registration | None:
    """A registration with its forum and category; None when it is gone."""
    return Registration.objects.select_related("edition__series", "category", "person").filter(pk=key).first()


def reader_of(row: Registration) -> Reader | None:
    """Of a registration with its person; None when she gave no address."""
    if row.person_id and row.person.email:
        return Reader(row.person_id, None, row.person.language)
    return Reader(None, Stranger(row.name or row.email, row.email, row.language), row.language) if row.email else None
