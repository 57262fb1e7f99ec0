"""Joining and leaving a booking."""

import pytest

from qurultai.calendar.public import NotOnCalendar, TimeTaken, TooFarToWalk, agenda_of, busy, cancel, join, leave
from qurultai.calendar.testing import NINE, ClaimedSlot, a_person, a_venue, at, booked, in_room, told_facts
from qurultai.kit.access import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def venue():
    return a_venue()


@pytest.fixture
def bek():
    return a_person("Bek")


def test_whoever_joins_is_busy(venue, bek):
    booking = booked(venue, at(0), places=in_room(venue.hall))
    join(booking, bek.id, "attendee", by=SYSTEM)
    assert [(one.during, one.purpose) for one in busy([bek.id], (), at(0))] == [(at(0), "attendee")]
    (fact,) = told_facts("PersonJoined")
    assert (fact.person_id, fact.purpose, fact.soft) == (bek.id, "attendee", False)


def test_joining_twice_is_joining_once(venue, bek):
    booking = booked(venue, at(0))
    assert join(booking, bek.id, "attendee", by=SYSTEM).id == join(booking, bek.id, "speaker", by=SYSTEM).id
    assert [one.purpose for one in busy([bek.id], (), at(0))] == ["speaker"]
    assert (ClaimedSlot.objects.count(), len(told_facts("PersonJoined"))) == (12, 1)


def test_whoever_is_busy_is_refused_or_joins_softly(venue, bek):
    booked(venue, at(30), [bek])
    booking = booked(venue, at(0), places=in_room(venue.hall))
    with pytest.raises(TimeTaken):
        join(booking, bek.id, "attendee", by=SYSTEM)
    assert join(booking, bek.id, "attendee", by=SYSTEM, on_clash="soft").firm is False
    assert told_facts("PersonJoined")[0].soft is True


def test_whoever_cannot_walk_there_in_time_is_refused(venue, bek):
    booked(venue, at(65), [bek], in_room(venue.far))
    booking = booked(venue, at(0), places=in_room(venue.hall))
    with pytest.raises(TooFarToWalk):
        join(booking, bek.id, "attendee", by=SYSTEM)
    assert join(booked(venue, at(0), places=in_room(venue.far)), bek.id, "attendee", by=SYSTEM).firm is True


def test_whoever_leaves_has_her_time_back(venue, bek):
    booking = booked(venue, at(0), [bek])
    assert [leave(booking, bek.id, by=SYSTEM) for _ in range(2)] == [True, False]
    assert (busy([bek.id], (), at(0)), ClaimedSlot.objects.count(), agenda_of(bek.id)) == ([], 0, [])
    assert [fact.person_id for fact in told_facts("PersonLeft")] == [bek.id]


def test_leaving_resolves_another_clash(venue, bek):
    booking = booked(venue, at(0), [bek])
    booked(venue, at(0), [bek], on_clash="soft")
    leave(booking, bek.id, by=SYSTEM)
    assert [entry.firm for entry in agenda_of(bek.id)] == [True]


def test_joining_a_pending_booking_takes_no_time(venue, bek):
    booked(venue, at(0), [bek])
    pending = booked(venue, at(0), pending_until=NINE)
    assert join(pending, bek.id, "side", by=SYSTEM).firm is False
    assert told_facts("PersonJoined")[0].soft is False


def test_nobody_joins_or_leaves_what_is_cancelled(venue, bek):
    booking = cancel(booked(venue, at(0), [bek]), by=SYSTEM)
    with pytest.raises(NotOnCalendar):
        join(booking, bek.id, "attendee", by=SYSTEM)
    with pytest.raises(NotOnCalendar):
        leave(booking, bek.id, by=SYSTEM)
