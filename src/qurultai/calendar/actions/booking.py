"""Booking: time is taken once, or the refusal names what is in the way."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from qurultai.calendar import events
from qurultai.calendar.actions.drafts import Draft, settle, weigh, write_claims
from qurultai.calendar.actions.ledger import BATCH, Ledger, chunks
from qurultai.calendar.actions.refusals import AlreadyBooked
from qurultai.calendar.models import Booking, Claim
from qurultai.calendar.queries.clashes import Clash, told
from qurultai.calendar.rules.claims import PERSON, BookingSpec, Key, OnClash
from qurultai.kit import clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.ids import spoken_code
from qurultai.kit.ranges import During
from qurultai.kit.text import Text

REWRITTEN = [
    "edition_id",
    "title",
    "state",
    "starts_at",
    "ends_at",
    "change_over_minutes",
    "expires_at",
    "change_number",
    "changed_at",
]
"""What a cancelled booking gets anew when its subject is booked again."""


@dataclass(frozen=True)
class BookedWith:
    """A booking made, and the clashes that its soft claims stand for."""

    booking: Booking
    clashes: tuple[Clash, ...] = ()


@action
def book(
    *,
    edition_id: UUID,
    kind: str,
    title: Text,
    during: During,
    people: Mapping[UUID, str],
    by: Actor,
    places: Sequence[Key] = (),
    subject_id: UUID | None = None,
    change_over_minutes: int = 0,
    on_clash: OnClash = "refuse",
    pending_until: dt.datetime | None = None,
) -> Booking:
    """Take the time of people (each with a purpose) and places.

    Raises TimeTaken or TooFarToWalk, or with on_clash="soft" claims softly what is not free. A booking with
    `pending_until` blocks nobody until it is confirmed. Raises AlreadyBooked when the subject has a live booking; a
    cancelled one is taken up again under its id, so that calendars follow.
    """
    spec = BookingSpec(
        edition_id, kind, title, during, people, tuple(places), subject_id, change_over_minutes, pending_until
    )
    return book_many([spec], by=by, on_clash=on_clash)[0].booking


@action
def book_many(specs: Sequence[BookingSpec], *, by: Actor, on_clash: OnClash = "soft") -> list[BookedWith]:
    """Book in bulk, in order, in a few statements whatever the number; the earlier spec holds the time."""
    if not specs:
        return []
    window = During(
        min(spec.during.starts_at for spec in specs),
        max(spec.during.ends_at + dt.timedelta(minutes=spec.change_over_minutes) for spec in specs),
    )
    drafts = [_draft(spec, booking) for spec, booking in zip(specs, _bookings(specs), strict=True)]
    ledger = Ledger({key for spec in specs for key in spec.resources()}, window, {spec.edition_id for spec in specs})
    for spec, draft in zip(specs, drafts, strict=True):
        weigh(draft, ledger, pending=spec.pending_until is not None)
        settle(() if spec.pending_until else draft.hurdles, on_clash, by)
    write_claims([claim for draft in drafts for claim in draft.claims])
    journal.record_many([(_booked(draft), draft.booking.edition_id) for draft in drafts], by=by)
    return [BookedWith(draft.booking, tuple(told(draft.hurdles, by))) for draft in drafts]


def _bookings(specs: Sequence[BookingSpec]) -> list[Booking]:
    """Rows for the specs: new ones, or the cancelled one of the same subject revived."""
    cancelled = _of_subjects([spec.subject_id for spec in specs if spec.subject_id])
    codes = iter(_fresh_codes(len(specs)))
    now = clock.now()
    bookings = [_row(spec, cancelled.get((spec.kind, spec.subject_id)), next(codes), now) for spec in specs]
    revived = [booking for booking in bookings if not booking._state.adding]
    if revived:
        Claim.objects.filter(booking__in=revived).delete()
        Booking.objects.bulk_update(revived, REWRITTEN, batch_size=BATCH)
    try:
        with transaction.atomic():
            Booking.objects.bulk_create((row for row in bookings if row._state.adding), batch_size=BATCH)
    except IntegrityError as twin:
        raise AlreadyBooked from twin
    return bookings


def _of_subjects(subject_ids: list[UUID]) -> dict[tuple[str, UUID | None], Booking]:
    found = {}
    for part in chunks(sorted(subject_ids)):
        for booking in Booking.objects.filter(subject_id__in=part).order_by("id").select_for_update(no_key=True):
            found[(booking.kind, booking.subject_id)] = booking
    return found


def _row(spec: BookingSpec, before: Booking | None, code: str, now: dt.datetime) -> Booking:
    if before is not None and before.state != Booking.State.CANCELLED:
        raise AlreadyBooked
    row = before or Booking(kind=spec.kind, subject_id=spec.subject_id, code=code)
    row.change_number += before is not None
    row.edition_id, row.title, row.changed_at = spec.edition_id, spec.title, now
    row.starts_at, row.ends_at = spec.during.starts_at, spec.during.ends_at
    row.change_over_minutes, row.expires_at = spec.change_over_minutes, spec.pending_until
    row.state = Booking.State.PENDING if spec.pending_until else Booking.State.CONFIRMED
    return row


def _fresh_codes(number: int) -> list[str]:
    """So many spoken codes that no booking has."""
    codes: dict[str, None] = {}
    while len(codes) < number:
        drawn = {spoken_code() for _ in range(number - len(codes))}
        taken = {
            code
            for part in chunks(drawn)
            for code in Booking.objects.filter(code__in=part).values_list("code", flat=True)
        }
        codes |= dict.fromkeys(drawn - taken)
    return list(codes)


def _draft(spec: BookingSpec, booking: Booking) -> Draft:
    people = {(PERSON, person): purpose for person, purpose in spec.people.items()}
    return Draft(booking, spec.during, people, tuple(dict.fromkeys(spec.places)))


def _booked(draft: Draft) -> events.Booked:
    booking = draft.booking
    pending = booking.state == Booking.State.PENDING
    soft = [] if pending else draft.soft_keys()
    return events.Booked(
        booking_id=booking.id,
        kind=booking.kind,
        subject_id=booking.subject_id,
        change_number=booking.change_number,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        person_ids=tuple(ref for _, ref in draft.people),
        place_ids=tuple(ref for _, ref in draft.places),
        soft_person_ids=tuple(ref for kind, ref in soft if kind == PERSON),
        soft_place_ids=tuple(ref for kind, ref in soft if kind != PERSON),
        pending=pending,
    )
