"""Time that was given back makes clashes go away: soft claims that now fit turn firm, the oldest wish first."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from qurultai.calendar import events
from qurultai.calendar.actions.drafts import slots_of, write_slots
from qurultai.calendar.actions.ledger import Ledger, chunks
from qurultai.calendar.models import Booking, Claim
from qurultai.calendar.rules.claims import NOWHERE, PERSON, Held, Key
from qurultai.kit import journal
from qurultai.kit.access import Actor
from qurultai.kit.ranges import During


def resolve(freed: Iterable[Key], by: Actor, *, besides: Iterable[UUID] = ()) -> None:
    """Turn soft claims of confirmed bookings on these resources firm where nothing is in the way any more.

    The caller holds the resources' locks; `besides` are bookings it has just decided itself.
    """
    claims = _soft_claims(freed, set(besides))
    if not claims:
        return
    window = During(min(claim.starts_at for claim in claims), max(claim.ends_at for claim in claims))
    keys = {(claim.resource.kind, claim.resource.ref) for claim in claims}
    ledger = Ledger(keys, window, {claim.booking.edition_id for claim in claims})
    buildings = ledger.buildings_of_bookings({claim.booking_id for claim in claims})
    fitting = []
    for claim in claims:
        key = (claim.resource.kind, claim.resource.ref)
        during = During(claim.starts_at, claim.ends_at)
        wanted = Held(key, during, claim.booking_id, buildings.get(claim.booking_id, NOWHERE))
        if not ledger.hurdles(wanted):
            ledger.take(wanted)
            claim.firm = True
            fitting.append(claim)
    for part in chunks([claim.id for claim in fitting]):
        Claim.objects.filter(id__in=part).update(firm=True)
    write_slots(slots_of(fitting))
    journal.record_many(_facts(fitting), by=by)


def _soft_claims(freed: Iterable[Key], besides: set[UUID]) -> list[Claim]:
    keys = set(freed)
    found = [
        claim
        for part in chunks(sorted(keys, key=lambda key: (key[0], key[1].hex)))
        for claim in Claim.objects.filter(
            resource__ref__in=[ref for _, ref in part], firm=False, booking__state=Booking.State.CONFIRMED
        ).select_related("booking", "resource")
        if (claim.resource.kind, claim.resource.ref) in keys and claim.booking_id not in besides
    ]
    return sorted(found, key=lambda claim: claim.id)


def _facts(claims: list[Claim]) -> list[tuple[journal.Fact, UUID]]:
    by_booking: dict[UUID, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_booking[claim.booking_id].append(claim)
    return [(_fact(claims), claims[0].booking.edition_id) for claims in by_booking.values()]


def _fact(claims: list[Claim]) -> events.ClashResolved:
    booking = claims[0].booking
    return events.ClashResolved(
        booking_id=booking.id,
        kind=booking.kind,
        subject_id=booking.subject_id,
        change_number=booking.change_number,
        person_ids=tuple(claim.resource.ref for claim in claims if claim.resource.kind == PERSON),
        place_ids=tuple(claim.resource.ref for claim in claims if claim.resource.kind != PERSON),
    )
