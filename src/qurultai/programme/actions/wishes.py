"""What planning shall respect between two sessions."""

from qurultai.kit import access, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Invalid
from qurultai.programme.events import WishesChanged
from qurultai.programme.models import Session, Wish
from qurultai.programme.policies import CREATE_SESSION


@action
def add_wish(kind: str, first: Session, second: Session, *, by: Actor) -> Wish:
    """`before`, `same_day` or `not_together`; a second time changes nothing. Raises Invalid for anything else."""
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
def remove_wish(wish: Wish, *, by: Actor) -> None:
    """Planning no longer respects it."""
    edition_id = wish.first.edition_id
    access.require(CREATE_SESSION, by, edition_id=edition_id)
    journal.record(WishesChanged(edition_id), by=by, edition_id=edition_id)
    wish.delete()
