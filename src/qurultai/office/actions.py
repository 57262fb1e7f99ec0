"""What the office itself does: try stuck deliveries again."""

from uuid import UUID

from qurultai.kit import access, clock
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.models import Delivery
from qurultai.office.policies import LIST_EVENTS


@action
def try_again(edition_id: UUID, *, by: Actor) -> int:
    """Put every stuck delivery of an edition back into the queue; returns how many."""
    access.require(LIST_EVENTS, by, edition_id=edition_id)
    stuck = Delivery.objects.filter(state=Delivery.State.STUCK, event__edition_id=edition_id)
    return stuck.update(state=Delivery.State.PENDING, attempts=0, due_at=clock.now())
