"""Moving takes new time before it gives back the old; everybody is told once."""

import pytest

from qurultai.calendar.public import (
    MoveSpec,
    NotOnCalendar,
    TimeTaken,
    TooFarToWalk,
    agenda_of,
    busy,
    cancel,
    join,
    move,
    move_many,
    soft_claims,
)
from qurultai.calendar.testing import ClaimedSlot, a_person, a_venue, an_actor, at, booked, in_room, told_facts
from qurultai.kit.access import SYSTEM
from qurultai.kit.ids import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def venue():
    return a_venue()


@pytest.fixture
def aru():
    return a_person("Aru")


def test_a_moved_booking_gives_its_old_time_back(venue, aru):
    booking = booked(venue, at(0), [aru], in_room(venue.hall), change_over_minutes=15)
    moved = move(booking, during=at(60), places=in_room(venue.side), by=SYSTEM)
    assert (moved.during, moved.change_number) == (at(60), 1)
    assert [(one.key[0], one.during) for one in busy([aru.id], in_room(venue.hall, venue.side), at(-60, 300))] == [
        ("person", at(60)),
        ("room", at(60, 75)),
    ]
    assert ClaimedSlot.objects.count() == 12 + 15


def test_a_booking_may_move_into_its_own_time(venue, aru):
    booking = booked(venue, at(0), [aru], in_room(venue.hall))
    assert move(booking, during=at(30), by=SYSTEM).during == at(30)
    assert ClaimedSlot.objects.count() == 24


def test_the_fact_names_the_old_and_the_new_and_whom_it_concerns(venue, aru):
    booking = booked(venue, at(0), [aru], in_room(venue.hall))
    move(booking, during=at(60), places=in_room(venue.side), by=SYSTEM)
    (fact,) = told_facts("BookingMoved")
    assert (fact.booking_id, fact.change_number, fact.person_ids, fact.soft_person_ids) == (
        booking.id,
        1,
        (aru.id,),
        (),
    )
    assert (fact.was_starts_at, fact.was_ends_at, fact.was_place_ids) == (
        at(0).starts_at,
        at(0).ends_at,
        (venue.hall.id,),
    )
    assert (fact.starts_at, fact.ends_at, fact.place_ids) == (at(60).starts_at, at(60).ends_at, (venue.side.id,))


def test_moving_to_where_it_is_changes_nothing_and_tells_nobody(venue, aru):
    booking = booked(venue, at(0), [aru], in_room(venue.hall))
    assert move(booking, during=at(0), places=in_room(venue.hall), by=SYSTEM).change_number == 0
    assert told_facts("BookingMoved") == []


def test_a_refused_move_leaves_everything_as_it_was(venue, aru):
    booking = booked(venue, at(0), [aru], in_room(venue.hall))
    booked(venue, at(60), places=in_room(venue.hall))
    with pytest.raises(TimeTaken):
        move(booking, during=at(30), by=SYSTEM)
    (entry,) = agenda_of(aru.id)
    assert (entry.during, entry.change_number, entry.firm) == (at(0), 0, True)
    assert told_facts("BookingMoved") == []


def test_a_speaker_holds_a_move_up_and_an_attendee_does_not(venue, aru):
    bek = a_person("Bek")
    booking = booked(venue, at(0), [aru], in_room(venue.hall))
    join(booking, bek.id, "attendee", by=SYSTEM)
    booked(venue, at(60), [bek])
    move(booking, during=at(60), by=SYSTEM)
    assert [(entry.during, entry.firm) for entry in agenda_of(bek.id)] == [(at(60), False), (at(60), True)]
    assert told_facts("BookingMoved")[0].soft_person_ids == (bek.id,)
    (clashed,) = told_facts("AttendanceClashed")
    assert (clashed.booking_id, clashed.person_ids, clashed.change_number) == (booking.id, (bek.id,), 1)
    booked(venue, at(120), [aru])
    with pytest.raises(TimeTaken):
        move(booking, during=at(120), by=SYSTEM)


def test_the_walk_to_the_new_room_is_checked(venue, aru):
    booking = booked(venue, at(0), [aru], in_room(venue.hall))
    booked(venue, at(60), [aru], in_room(venue.side))
    with pytest.raises(TooFarToWalk):
        move(booking, during=at(0), places=in_room(venue.far), by=SYSTEM)
    assert move(booking, during=at(-10), places=in_room(venue.far), by=SYSTEM).during == at(-10)


def test_a_clash_resolves_itself_when_the_other_moves_away(venue, aru):
    first = booked(venue, at(0), [aru])
    second = booked(venue, at(0), [aru], on_clash="soft")
    assert [(entry.booking_id, entry.soft) for entry in soft_claims(venue.edition.id)] == [
        (second.id, (("person", aru.id),))
    ]
    move(first, during=at(60), by=SYSTEM)
    assert soft_claims(venue.edition.id) == []
    assert [entry.firm for entry in agenda_of(aru.id)] == [True, True]
    (fact,) = told_facts("ClashResolved")
    assert (fact.booking_id, fact.person_ids) == (second.id, (aru.id,))
    with pytest.raises(TimeTaken):
        booked(venue, at(30), [aru])


def test_a_soft_claim_turns_firm_when_its_own_booking_moves_where_it_fits(venue, aru):
    booked(venue, at(0), [aru])
    second = booked(venue, at(0), [aru], on_clash="soft")
    move(second, during=at(60), by=SYSTEM)
    assert [entry.firm for entry in agenda_of(aru.id)] == [True, True]


def test_several_bookings_may_change_places_with_each_other(venue, aru):
    bek = a_person("Bek")
    first = booked(venue, at(0), [aru], in_room(venue.hall))
    second = booked(venue, at(60), [bek], in_room(venue.hall))
    third = booked(venue, at(0), places=in_room(venue.side))
    specs = [
        MoveSpec(first.id, at(60)),
        MoveSpec(second.id, at(0), in_room(venue.side)),
        MoveSpec(third.id, at(0), in_room(venue.hall)),
    ]
    assert move_many(specs, by=SYSTEM) == [(), (), ()]
    assert [(one.booking_id, one.during) for one in busy((), in_room(venue.hall), at(0, 120))] == [
        (third.id, at(0)),
        (first.id, at(60)),
    ]
    assert len(told_facts("BookingMoved")) == 3


def test_of_several_moves_none_happens_when_one_is_refused(venue):
    first = booked(venue, at(0), places=in_room(venue.hall))
    second = booked(venue, at(0), places=in_room(venue.side))
    booked(venue, at(120), places=in_room(venue.side))
    with pytest.raises(TimeTaken):
        move_many([MoveSpec(first.id, at(60)), MoveSpec(second.id, at(120))], by=SYSTEM)
    assert [one.during for one in busy((), in_room(venue.hall), at(0, 120))] == [at(0)]


def test_what_is_cancelled_or_unknown_does_not_move(venue):
    booking = booked(venue, at(0))
    cancel(booking, by=SYSTEM)
    with pytest.raises(NotOnCalendar):
        move(booking, during=at(60), by=SYSTEM)
    with pytest.raises(NotOnCalendar):
        move(uuid7(), during=at(60), by=SYSTEM)


def test_a_pending_booking_moves_without_asking_anybody(venue, aru):
    pending = booked(venue, at(0), [aru], pending_until=at(0).starts_at)
    booked(venue, at(60), [aru])
    assert move(pending, during=at(60), by=SYSTEM).during == at(60)
    assert ClaimedSlot.objects.count() == 12


def test_the_refusal_hides_the_title_of_what_is_in_the_way_from_a_stranger(venue, aru):
    booking = booked(venue, at(0), [aru])
    booked(venue, at(60), [aru], kind="meeting")
    with pytest.raises(TimeTaken) as refusal:
        move(booking, during=at(60), by=an_actor(venue, "part"))
    assert [(clash.title, clash.code, clash.booking_id) for clash in refusal.value.clashes] == [(None, None, None)]
