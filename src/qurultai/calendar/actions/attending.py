"""Who takes part: a person's time is added to a booking or given back."""

from uuid import UUID

from django.db.models import QuerySet

from qurultai.calendar import events
from qurultai.calendar.actions.changing import locked, told_of
from qurultai.calendar.actions.drafts import Draft, settle, weigh, write_claims
from qurultai.calendar.actions.ledger import lock_resources, places_in
from qurultai.calendar.actions.moving import open_ledger
from qurultai.calendar.actions.resolving import resolve
from qurultai.calendar.models import Booking, Claim
from qurultai.calendar.rules.claims import PERSON, OnClash
from qurultai.kit import journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.prepared import prepared


@action
def join(booking: Booking | UUID, person_id: UUID, purpose: str, *, by: Actor, on_clash: OnClash = "refuse") -> Claim:
    """Add a person's time; joining twice changes at most the purpose.

    Raises TimeTaken or TooFarToWalk, or with on_clash="soft" makes a soft claim. Raises NotOnCalendar.
    """
    row = locked(booking)
    for claim in _own_claim(row.id, person_id):
        claim.purpose = purpose
        claim.save(update_fields=["purpose"])
        return claim
    pending = row.state == Booking.State.PENDING
    draft = Draft(row, row.during, {(PERSON, person_id): purpose}, ())
    ledger = open_ledger([draft], {})
    # where it is matters only when somebody must walk, and a thousand others stand between
    places = () if ledger.is_empty else tuple((kind, ref) for _, kind, ref in places_in([row.id]))
    ledger.know_places(ref for _, ref in places)
    weigh(draft, ledger, at=places, pending=pending)
    settle(() if pending else draft.hurdles, on_clash, by)
    write_claims(draft.claims)
    claim = draft.claims[0]
    fact = told_of(events.PersonJoined, row, person_id=person_id, purpose=purpose, soft=not (claim.firm or pending))
    journal.record(fact, by=by, edition_id=row.edition_id)
    return claim


@prepared
def _own_claim(booking_id: UUID, person_id: UUID) -> QuerySet[Claim]:
    return Claim.objects.filter(booking_id=booking_id, resource__kind=PERSON, resource__ref=person_id).order_by()


@action
def leave(booking: Booking | UUID, person_id: UUID, *, by: Actor) -> bool:
    """Give a person's time back; False when she was not there."""
    row = locked(booking)
    lock_resources([(PERSON, person_id)])
    gone, _ = Claim.objects.filter(booking=row, resource__kind=PERSON, resource__ref=person_id).delete()
    if gone:
        journal.record(told_of(events.PersonLeft, row, person_id=person_id), by=by, edition_id=row.edition_id)
        resolve([(PERSON, person_id)], by)
    return bool(gone)
