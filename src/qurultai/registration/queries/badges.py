"""What contexts above need of registrations: who takes part, and what stands on a badge."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from qurultai.kit.text import Text
from qurultai.registration.models import Category, Edition, Registration, StoredFile
from qurultai.registration.queries.twins import survivor_of

_COLUMNS = (
    "id", "code", "person_id", "name", "latin_name", "organisation", "country", "category_id", "category__number",
    "category__name", "category__colour", "photo", "state",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BadgeFacts:
    """What is on a badge; `photo` is the SHA-256 of the picture, for `photo_bytes`."""

    registration_id: UUID
    code: str
    person_id: UUID
    name: str
    latin_name: str
    organisation: str
    country: str
    category_id: UUID
    category_number: int
    category_name: Text
    colour: str
    photo: str | None
    state: str


def approved(edition: Edition) -> QuerySet[Registration]:
    """Those who take part."""
    return Registration.objects.filter(edition=edition, state=Registration.State.APPROVED)


def registration_for(edition: Edition, person_id: UUID) -> Registration | None:
    """Somebody's registration, whatever became of it; drafts too. Of one that was merged, the one that lives."""
    found = Registration.objects.select_related("category").filter(edition=edition, person_id=person_id).first()
    return survivor_of(found) if found is not None else None


def badge_facts(edition: Edition, ids: Iterable[UUID] | None = None) -> list[BadgeFacts]:
    """Of everybody who takes part, or of these registrations in whatever state, in the order of names; one query."""
    rows = approved(edition) if ids is None else Registration.objects.filter(edition=edition, pk__in=list(ids))
    rows = rows.filter(person__isnull=False).order_by("latin_name", "name", "id")
    return [
        BadgeFacts(*facts[:9], Text(facts[9]), facts[10], facts[11] or None, facts[12])
        for facts in rows.values_list(*_COLUMNS)
    ]


def photo_bytes(sha256: str) -> bytes:
    """A photograph as JPEG. Raises StoredFile.DoesNotExist."""
    found = StoredFile.objects.filter(sha256=sha256, kind="photo")
    return bytes(found.only("body")[:1].get().body)


def categories_of(edition: Edition) -> list[Category]:
    """The categories of a forum, in their order."""
    return list(Category.objects.filter(edition=edition))


def category_of(edition: Edition, code: str) -> Category:
    """One of them. Raises Category.DoesNotExist."""
    return Category.objects.select_related("edition").get(edition=edition, code=code)


def codes_of(edition: Edition, emails: Iterable[str]) -> list[str]:
    """The codes of those who registered with these addresses."""
    rows = Registration.objects.filter(edition=edition, email__in=list(emails)).order_by("asked_at", "pk")
    return list(rows.values_list("code", flat=True))
