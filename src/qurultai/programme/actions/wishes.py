"""What planning shall respect between two sessions."""

from collections.abc import Mapping
from uuid import UUID

from qurultai.kit import access, journal, undoing
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Invalid
from qurultai.programme.events import WishesChanged
from qurultai.programme.models import Session, Wish
from qurultai.programme.policies import CREATE_SESSION

REMOVAL = "programme.wish"


@action
def add_wish(kind: str, first: Session, second: Session, *, by: Actor) -> Wish:
    """A wish of one of the kinds; a second time changes nothing. Raises Invalid for anything else."""
    access.require(CREATE_SESSION, by, edition_id=first.edition_id)
    if kind not in Wish.Kind.values or first.pk == second.pk or first.edition_id != second.edition_id:
        raise Invalid
    if kind != Wish.Kind.BEFORE and first.pk > second.pk:
        first, second = second, first
    wish, made = Wish.objects.get_or_create(kind=kind, first=first, second=second)
    if made:
        journal.record(WishesChanged(first.edition_id), by=by, edition_id=first.edition_id)
    return wish


@action
def remove_wish(wish: Wish, *, by: Actor) -> UUID | None:
    """Planning no longer respects it; and how to undo that."""
    edition_id = wish.first.edition_id
    access.require(CREATE_SESSION, by, edition_id=edition_id)
    journal.record(WishesChanged(edition_id), by=by, edition_id=edition_id)
    before = {"kind": wish.kind, "first": str(wish.first_id), "second": str(wish.second_id)}
    wish.delete()
    return undoing.offer(REMOVAL, before, by=by, edition_id=edition_id)


@action
def undo_wish_removal(before: Mapping[str, str], *, by: Actor, edition_id: UUID) -> None:
    """Planning respects it again; nothing comes back of a wish whose session is gone."""
    ends = Session.objects.filter(edition=edition_id).in_bulk([before["first"], before["second"]])
    if len(ends) == 2:
        add_wish(before["kind"], ends[UUID(before["first"])], ends[UUID(before["second"])], by=by)
