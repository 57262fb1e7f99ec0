"""Moving: new time is taken before old time is given back, in one transaction; everybody is told once (R4)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from qurultai.calendar import events
from qurultai.calendar.actions.drafts import (
    Draft,
    last_word,
    people_of,
    places_of,
    refuse,
    slots_of,
    weigh,
    write_slots,
)
from qurultai.calendar.actions.ledger import BATCH, Ledger, chunks
from qurultai.calendar.actions.refusals import NotOnCalendar
from qurultai.calendar.actions.resolving import resolve
from qurultai.calendar.models import Booking, Claim, ClaimedSlot
from qurultai.calendar.queries.clashes import Clash, told
from qurultai.calendar.rules.claims import PERSON, YIELDING, Key, MoveSpec, OnClash
from qurultai.kit import clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.journal import Fact
from qurultai.kit.prepared import prepared
from qurultai.kit.ranges import During


@action
def move(
    booking: Booking | UUID,
    *,
    during: During,
    by: Actor,
    places: Sequence[Key] | None = None,
    on_clash: OnClash = "refuse",
) -> Booking:
    """Give a booking another time, or other places (None keeps them); its change number rises by one.

    Raises TimeTaken or TooFarToWalk; attendees never hold a move up: their claims turn soft and BookingMoved and
    AttendanceClashed name them. Moving to where it already is changes nothing. Raises NotOnCalendar when cancelled.
    """
    booking_id = booking.id if isinstance(booking, Booking) else booking
    move_many([MoveSpec(booking_id, during, places)], by=by, on_clash=on_clash)
    return Booking.objects.get(id=booking_id)


@action
def move_many(moves: Sequence[MoveSpec], *, by: Actor, on_clash: OnClash = "refuse") -> list[tuple[Clash, ...]]:
    """Move bookings at once, as one step: they may take each other's places. Per move, the clashes left soft."""
    bookings = locked_bookings(one.booking_id for one in moves)
    before = claims_of(bookings)
    drafts = {
        one.booking_id: draft
        for one in moves
        if (draft := _draft(one, bookings[one.booking_id], before[one.booking_id])) is not None
    }
    if drafts:
        _carry_out(drafts, by, on_clash)
    return [tuple(told(drafts[one.booking_id].hurdles, by)) if one.booking_id in drafts else () for one in moves]


def locked_bookings(booking_ids: Iterable[UUID]) -> dict[UUID, Booking]:
    """The rows, locked in key order. Raises NotOnCalendar for one that is not there or cancelled."""
    ids = sorted(set(booking_ids))
    rows = {row.id: row for part in chunks(ids) for row in _locked(part)}
    if len(rows) < len(ids) or any(row.state == Booking.State.CANCELLED for row in rows.values()):
        raise NotOnCalendar
    return rows


@prepared
def _locked(booking_ids: list[UUID]) -> QuerySet[Booking]:
    return Booking.objects.filter(id__in=booking_ids).order_by("id").select_for_update(no_key=True)


def claims_of(booking_ids: Iterable[UUID]) -> dict[UUID, list[Claim]]:
    """All claims of these bookings with their resources."""
    found: dict[UUID, list[Claim]] = defaultdict(list)
    for part in chunks(booking_ids):
        for claim in Claim.objects.filter(booking_id__in=part).select_related("resource").order_by("id"):
            found[claim.booking_id].append(claim)
    return found


def draft_of(booking: Booking, claims: Sequence[Claim]) -> Draft:
    """The booking as it stands, to be weighed again."""
    return Draft(booking, booking.during, people_of(claims), places_of(claims))


def _draft(spec: MoveSpec, booking: Booking, claims: Sequence[Claim]) -> Draft | None:
    draft = draft_of(booking, claims)
    if spec.places is not None:
        draft.places = tuple(dict.fromkeys(spec.places))
    if spec.during == booking.during and set(draft.places) == set(places_of(claims)):
        return None
    draft.during = spec.during
    return draft


def _carry_out(drafts: dict[UUID, Draft], by: Actor, on_clash: OnClash) -> None:
    before = claims_of(drafts)
    ledger = open_ledger(drafts.values(), before)
    before = claims_of(drafts)
    ledger.drop(set(drafts))
    for draft in drafts.values():
        weigh(draft, ledger, pending=draft.booking.state == Booking.State.PENDING)
        _settle(draft, on_clash, by)
    freed = {(claim.resource.kind, claim.resource.ref) for id_ in drafts for claim in before[id_] if claim.firm}
    facts = [fact for draft in drafts.values() for fact in _facts(draft, before[draft.booking.id])]
    _write_bookings(drafts.values())
    with last_word():
        rewrite([claim for booking_id in drafts for claim in before[booking_id]], list(drafts.values()))
    journal.record_many(facts, by=by)
    resolve(freed, by, besides=drafts)


def _write_bookings(drafts: Iterable[Draft]) -> None:
    now = clock.now()
    rows = [draft.booking for draft in drafts]
    for draft in drafts:
        row = draft.booking
        row.starts_at, row.ends_at, row.changed_at = draft.during.starts_at, draft.during.ends_at, now
        row.change_number += 1
    Booking.objects.bulk_update(rows, ["starts_at", "ends_at", "changed_at", "change_number"], batch_size=BATCH)


def open_ledger(drafts: Iterable[Draft], before: dict[UUID, list[Claim]]) -> Ledger:
    """Lock every resource that the drafts have or want, and read what is held around their times."""
    drafts = list(drafts)
    held = {(claim.resource.kind, claim.resource.ref) for claims in before.values() for claim in claims}
    window = During(
        min(draft.during.starts_at for draft in drafts),
        max(draft.during.ends_at + dt.timedelta(minutes=draft.change_over_minutes) for draft in drafts),
    )
    keys = held | {key for draft in drafts for key in draft.resources()}
    return Ledger(keys, window, {draft.booking.edition_id for draft in drafts})


def _settle(draft: Draft, on_clash: OnClash, by: Actor) -> None:
    if on_clash == "refuse" and draft.booking.state != Booking.State.PENDING:
        firm = [found for found in draft.hurdles if draft.purpose(found.key) not in YIELDING]
        if firm:
            refuse(firm, by)


def rewrite(before: Sequence[Claim], drafts: Sequence[Draft]) -> None:
    """Turn the claims that are there into those of the drafts, whose bookings have their new times already.

    One booking takes its new slots before it gives the old ones back; several at once give back first, because they
    may change places with each other.
    """
    rows = {(claim.booking_id, claim.resource_id): claim for claim in before}
    wanted = {(claim.booking_id, claim.resource_id): claim for draft in drafts for claim in draft.claims}
    owned = {
        (slot.claim_id, slot.slot): slot.id
        for part in chunks([claim.id for claim in before])
        for slot in ClaimedSlot.objects.filter(claim_id__in=part)
    }
    for key in wanted.keys() & rows.keys():
        wanted[key].id = rows[key].id
    _follow_bookings(drafts)
    Claim.objects.bulk_create((claim for claim in wanted.values() if claim.id is None), batch_size=BATCH)
    for part in chunks([claim.id for key, claim in wanted.items() if claim.firm and key in rows]):
        Claim.objects.filter(id__in=part).update(firm=True)
    slots = slots_of(wanted.values())
    new = [slot for slot in slots if (slot.claim_id, slot.slot) not in owned]
    stay = {(slot.claim_id, slot.slot) for slot in slots}
    old = [slot_id for key, slot_id in owned.items() if key not in stay]
    if len(drafts) > 1:
        give_back_slots(old)
        write_slots(new)
    else:
        write_slots(new)
        give_back_slots(old)
    for part in chunks([claim.id for key, claim in rows.items() if key not in wanted]):
        Claim.objects.filter(id__in=part).delete()


def _follow_bookings(drafts: Sequence[Draft]) -> None:
    """Let claims have their bookings' times, softly until all of them do."""
    booking = Booking.objects.filter(id=OuterRef("booking_id"))
    for part in chunks([draft.booking.id for draft in drafts]):
        Claim.objects.filter(booking_id__in=part, firm=True).update(firm=False)
        Claim.objects.filter(booking_id__in=part).update(
            starts_at=Subquery(booking.values("starts_at")), ends_at=Subquery(booking.values("ends_at"))
        )
    for draft in drafts:
        if draft.change_over_minutes:
            places = Claim.objects.filter(booking=draft.booking).exclude(resource__kind=PERSON)
            places.update(ends_at=draft.reach().ends_at)


def give_back_slots(slot_ids: Sequence[int]) -> None:
    """Free these slots."""
    for part in chunks(slot_ids):
        ClaimedSlot.objects.filter(id__in=part).delete()


def _facts(draft: Draft, before: Sequence[Claim]) -> list[tuple[Fact, UUID]]:
    booking = draft.booking
    soft = () if booking.state == Booking.State.PENDING else draft.soft_keys()
    people = tuple(ref for _kind, ref in draft.people)
    soft_people = tuple(ref for kind, ref in soft if kind == PERSON)
    moved = events.BookingMoved(
        booking_id=booking.id,
        kind=booking.kind,
        subject_id=booking.subject_id,
        change_number=booking.change_number + 1,
        starts_at=draft.during.starts_at,
        ends_at=draft.during.ends_at,
        place_ids=tuple(ref for _kind, ref in draft.places),
        was_starts_at=booking.starts_at,
        was_ends_at=booking.ends_at,
        was_place_ids=tuple(ref for _kind, ref in places_of(before)),
        person_ids=people,
        soft_person_ids=soft_people,
    )
    facts: list[tuple[Fact, UUID]] = [(moved, booking.edition_id)]
    yielded = tuple(ref for ref in soft_people if draft.purpose((PERSON, ref)) in YIELDING)
    if yielded:
        clashed = events.AttendanceClashed(
            booking.id, booking.kind, booking.subject_id, booking.change_number + 1, yielded
        )
        facts.append((clashed, booking.edition_id))
    return facts
