"""Steps that can be taken back for a while: an action offers, wiring.py says who undoes, one's own button asks."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from qurultai.kit import clock
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Refusal
from qurultai.kit.models import Undo
from qurultai.kit.wired import wired

A_WHILE = dt.timedelta(hours=1)


class TooLateToUndo(Refusal):
    """The while is over, or it was undone already."""

    code = "too-late-to-undo"
    text = _("This can no longer be undone.")


def offer(kind: str, before: Mapping[str, Any], *, by: Actor, edition_id: UUID) -> UUID | None:
    """Inside an action: let whoever acts take the step back for an hour; None when no person acts."""
    if by.person_id is None:
        return None
    Undo.objects.filter(until__lt=clock.now()).delete()
    until = clock.now() + A_WHILE
    made = Undo.objects.create(
        edition_id=edition_id, person_id=by.person_id, kind=kind, before=dict(before), until=until
    )
    return made.id


def my_undo(actor: Actor, edition: object | None, key: UUID) -> Undo:
    """A step of one's own in the edition at hand. Raises Undo.DoesNotExist."""
    return Undo.objects.get(id=key, person_id=actor.person_id, edition_id=edition.id if edition else None)


@action
def undo(step: Undo, *, by: Actor) -> None:
    """Take it back, once. Raises TooLateToUndo, and whatever the undoing refuses."""
    step = Undo.objects.select_for_update().get(pk=step.pk)
    if step.done_at is not None or step.until < clock.now():
        raise TooLateToUndo
    wired("UNDOINGS")[step.kind](step.before, by=by, edition_id=step.edition_id)
    step.done_at = clock.now()
    step.save(update_fields=["done_at"])
