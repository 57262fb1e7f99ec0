"""Titles, cancellations, confirmations and expiry."""

import datetime as dt

import pytest

from qurultai.calendar.public import (
    NotOnCalendar,
    TimeTaken,
    agenda_of,
    bookings_of,
    busy,
    cancel,
    confirm,
    expire_pending,
    retitle,
)
from qurultai.calendar.testing import NINE, ClaimedSlot, a_person, a_venue, at, booked, in_room, told_facts
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text

pytestmark = pytest.mark.django_db
BEFORE = NINE - dt.timedelta(days=2)


@pytest.fixture
def venue():
    return a_venue()


@pytest.fixture
def aru():
    return a_person("Aru")


def test_a_cancelled_booking_gives_its_time_back_and_stays_to_be_shown(venue, aru):
    booking = cancel(booked(venue, at(0), [aru], in_room(venue.hall)), by=SYSTEM)
    assert (booking.state, booking.change_number) == ("cancelled", 1)
    assert (busy([aru.id], in_room(venue.hall), at(0)), ClaimedSlot.objects.count()) == ([], 0)
    assert agenda_of(aru.id) == []
    assert [entry.state for entry in agenda_of(aru.id, cancelled=True)] == ["cancelled"]
    (fact,) = told_facts("BookingCancelled")
    assert (fact.person_ids, fact.place_ids, fact.change_number) == ((aru.id,), (venue.hall.id,), 1)


def test_cancelling_twice_is_cancelling_once(venue, aru):
    booking = booked(venue, at(0), [aru])
    assert [cancel(booking, by=SYSTEM).change_number for _ in range(3)] == [1, 1, 1]
    assert len(told_facts("BookingCancelled")) == 1


def test_a_cancellation_resolves_the_clash_of_another(venue, aru):
    booking = booked(venue, at(0), [aru])
    booked(venue, at(30), [aru], on_clash="soft")
    booked(venue, at(30), [aru], on_clash="soft")
    cancel(booking, by=SYSTEM)
    assert [entry.firm for entry in agenda_of(aru.id)] == [True, False]


def test_a_new_title_raises_the_change_number_and_the_same_title_does_not(venue):
    booking = booked(venue, at(0))
    assert retitle(booking, Text(en="Other"), by=SYSTEM).change_number == 1
    assert retitle(booking, Text(en="Other"), by=SYSTEM).change_number == 1
    assert len(told_facts("BookingRetitled")) == 1
    cancel(booking, by=SYSTEM)
    with pytest.raises(NotOnCalendar):
        retitle(booking, Text(en="Third"), by=SYSTEM)


def test_a_confirmed_booking_holds_its_time_from_then_on(venue, aru):
    with clock.frozen(BEFORE):
        booking = booked(venue, at(0), [aru], in_room(venue.hall), pending_until=NINE)
        assert [confirm(booking, by=SYSTEM).change_number for _ in range(2)] == [1, 1]
    with pytest.raises(TimeTaken):
        booked(venue, at(0), [aru])
    assert len(told_facts("BookingConfirmed")) == 1


def test_a_confirmation_is_refused_when_the_time_was_taken_meanwhile(venue, aru):
    with clock.frozen(BEFORE):
        booking = booked(venue, at(0), [aru], pending_until=NINE)
        booked(venue, at(30), [aru])
        with pytest.raises(TimeTaken):
            confirm(booking, by=SYSTEM)
        assert [entry.state for entry in agenda_of(aru.id)] == ["pending", "confirmed"]


def test_a_pending_booking_expires_by_itself(venue, aru):
    with clock.frozen(BEFORE):
        booking = booked(venue, at(0), [aru], pending_until=NINE)
        later = booked(venue, at(0), [aru], pending_until=NINE + dt.timedelta(seconds=1))
    assert [expire_pending(NINE) for _ in range(2)] == [1, 0]
    assert [fact.booking_id for fact in told_facts("BookingExpired")] == [booking.id]
    assert [one.id for one in bookings_of(venue.edition.id)] == [later.id]


def test_nobody_confirms_too_late(venue):
    with clock.frozen(BEFORE):
        booking = booked(venue, at(0), pending_until=NINE)
    with clock.frozen(NINE), pytest.raises(NotOnCalendar):
        confirm(booking, by=SYSTEM)
    expire_pending(NINE)
    with clock.frozen(BEFORE), pytest.raises(NotOnCalendar):
        confirm(booking, by=SYSTEM)
