"""What else happens to a booking: another title, the end, confirmation, expiry."""

import datetime as dt
from uuid import UUID

from django.db.models import F

from qurultai.calendar import events
from qurultai.calendar.actions.drafts import last_word, settle, weigh
from qurultai.calendar.actions.ledger import lock_resources
from qurultai.calendar.actions.moving import claims_of, draft_of, locked_bookings, open_ledger, rewrite
from qurultai.calendar.actions.refusals import NotOnCalendar
from qurultai.calendar.actions.resolving import resolve
from qurultai.calendar.models import Booking, Claim, ClaimedSlot
from qurultai.calendar.rules.claims import PERSON, OnClash
from qurultai.kit import clock, journal
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.kit.journal import Fact
from qurultai.kit.text import Text


def locked(booking: Booking | UUID) -> Booking:
    """One live booking, locked. Raises NotOnCalendar."""
    booking_id = booking.id if isinstance(booking, Booking) else booking
    return locked_bookings([booking_id])[booking_id]


def changed(booking: Booking, **values: object) -> Booking:
    """Write new values and the next change number."""
    values |= {"changed_at": clock.now(), "change_number": booking.change_number + 1}
    for name, value in values.items():
        setattr(booking, name, value)
    booking.save(update_fields=list(values))
    return booking


def told_of(fact: type[Fact], booking: Booking, **more: object) -> Fact:
    """A fact about this booking as it now is."""
    return fact(
        booking_id=booking.id,
        kind=booking.kind,
        subject_id=booking.subject_id,
        change_number=booking.change_number,
        **more,
    )


@action
def retitle(booking: Booking | UUID, title: Text, *, by: Actor) -> Booking:
    """Give it another title; the same title changes nothing. Raises NotOnCalendar."""
    row = locked(booking)
    if row.title != title:
        changed(row, title=title)
        journal.record(told_of(events.BookingRetitled, row), by=by, edition_id=row.edition_id)
    return row


@action
def cancel(booking: Booking | UUID, *, by: Actor) -> Booking:
    """Give all its time back and keep the row, so that calendars show the cancellation; twice is once."""
    booking_id = booking.id if isinstance(booking, Booking) else booking
    row = Booking.objects.select_for_update(no_key=True).get(id=booking_id)
    if row.state == Booking.State.CANCELLED:
        return row
    claims = claims_of([row.id])[row.id]
    freed = [(claim.resource.kind, claim.resource.ref) for claim in claims]
    lock_resources(freed)
    ClaimedSlot.objects.filter(claim__booking=row).delete()
    Claim.objects.filter(booking=row).update(firm=False)
    changed(row, state=Booking.State.CANCELLED)
    fact = told_of(
        events.BookingCancelled,
        row,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        person_ids=tuple(claim.resource.ref for claim in claims if claim.resource.kind == PERSON),
        place_ids=tuple(claim.resource.ref for claim in claims if claim.resource.kind != PERSON),
    )
    journal.record(fact, by=by, edition_id=row.edition_id)
    resolve(freed, by)
    return row


@action
def confirm(booking: Booking | UUID, *, by: Actor, on_clash: OnClash = "refuse") -> Booking:
    """Let a pending booking hold its time; a confirmed one stays as it is.

    Raises TimeTaken or TooFarToWalk when the time is no longer free, NotOnCalendar when cancelled or too late.
    """
    row = locked(booking)
    if row.state == Booking.State.CONFIRMED:
        return row
    if row.expires_at is not None and row.expires_at <= clock.now():
        raise NotOnCalendar
    before = claims_of([row.id])
    draft = draft_of(row, before[row.id])
    ledger = open_ledger([draft], before)
    weigh(draft, ledger)
    settle(draft.hurdles, on_clash, by)
    with last_word():
        rewrite(before[row.id], [draft])
    changed(row, state=Booking.State.CONFIRMED, expires_at=None)
    journal.record(told_of(events.BookingConfirmed, row), by=by, edition_id=row.edition_id)
    return row


@action
def expire_pending(now: dt.datetime, *, by: Actor = SYSTEM) -> int:
    """Cancel the pending bookings whose time to be confirmed is over (R3); returns how many."""
    due = Booking.objects.filter(state=Booking.State.PENDING, expires_at__lte=now).order_by("id")
    rows = list(due.select_for_update(no_key=True))
    Booking.objects.filter(id__in=[row.id for row in rows]).update(
        state=Booking.State.CANCELLED, change_number=F("change_number") + 1, changed_at=clock.now()
    )
    for row in rows:
        row.change_number += 1
    facts = [(told_of(events.BookingExpired, row), row.edition_id) for row in rows]
    journal.record_many(facts, by=by)
    return len(rows)
