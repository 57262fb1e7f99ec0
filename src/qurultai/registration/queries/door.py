"""What is open to those who stand at the door, and what was made there already."""

from dataclasses import dataclass
from uuid import UUID

from qurultai.kit.text import Text
from qurultai.registration.models import Category, Edition, Registration
from qurultai.registration.queries.building import questions_by_form


@dataclass(frozen=True, slots=True)
class OpenAtDoor:
    """A category in which people are registered at the door; `left` places (None: no limit), and the consents that its
    form asks: key, words, whether it must be given."""

    category_id: UUID
    code: str
    name: Text
    left: int | None
    by_hand: bool
    consents: tuple[tuple[str, Text, bool], ...]


def open_at_door(edition: Edition) -> list[OpenAtDoor]:
    """The categories that the office opened for it, in their order; two queries."""
    rows = list(Category.objects.filter(edition=edition, walk_up=True))
    asked = questions_by_form({row.form_id for row in rows if row.form_id})
    return [
        OpenAtDoor(
            category_id=row.pk,
            code=row.code,
            name=row.name,
            left=None if row.capacity is None else row.capacity - row.used,
            by_hand=row.approval != Category.Approval.AUTOMATIC,
            consents=tuple(
                (one.key, one.label, one.required) for one in asked.get(row.form_id, ()) if one.type == "consent"
            ),
        )
        for row in rows
    ]


def made_with(key: UUID, edition_id: UUID) -> Registration | None:
    """What was registered with a key that was made where somebody was typed in; None the first time."""
    rows = Registration.objects.select_related("category", "edition")
    return rows.filter(edition_id=edition_id, client_key=key).first()
