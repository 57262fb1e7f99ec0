"""Booking takes time once."""

import datetime as dt

import pytest

from qurultai.calendar.public import AlreadyBooked, TimeTaken, TooFarToWalk, agenda_of, busy, cancel
from qurultai.calendar.testing import (
    NINE,
    WALK_MINUTES,
    Booking,
    Claim,
    ClaimedSlot,
    a_person,
    a_venue,
    an_actor,
    at,
    at_table,
    booked,
    in_room,
    told_facts,
)
from qurultai.kit import clock
from qurultai.kit.ids import uuid7
from qurultai.kit.text import Text

pytestmark = pytest.mark.django_db


@pytest.fixture
def venue():
    return a_venue()


@pytest.fixture
def aru():
    return a_person("Aru")


def test_a_booking_owns_the_slots_of_its_people_and_places(venue, aru):
    booking = booked(venue, at(0, 60), [aru], in_room(venue.hall))
    assert ClaimedSlot.objects.count() == 2 * 12
    assert [(one.key, one.during) for one in busy([aru.id], in_room(venue.hall), at(0))] == [
        (("person", aru.id), booking.during),
        (("room", venue.hall.id), booking.during),
    ]


def test_a_person_is_in_one_place_at_a_time_whatever_the_kinds(venue, aru):
    held = booked(venue, at(0), [aru], title=Text(en="Opening"))
    with pytest.raises(TimeTaken) as refusal:
        booked(venue, at(30), [aru], kind="meeting")
    assert str(refusal.value) == f"Aru is taken on 20.05 04:00–05:00: “Opening” ({held.code})"
    assert (refusal.value.code, refusal.value.status) == ("time_taken", 409)
    assert Booking.objects.count() == 1


def test_a_room_and_a_table_hold_one_booking_at_a_time(venue):
    booked(venue, at(0), places=in_room(venue.hall))
    booked(venue, at(0), places=at_table(venue.tables[0]))
    for places in (in_room(venue.hall), at_table(venue.tables[0])):
        with pytest.raises(TimeTaken):
            booked(venue, at(59), places=places)
    booked(venue, at(0), places=at_table(venue.tables[1]))


def test_touching_times_are_no_clash(venue, aru):
    booked(venue, at(0), [aru], in_room(venue.hall))
    booked(venue, at(60), [aru], in_room(venue.hall))
    booked(venue, at(-60), [aru], in_room(venue.hall))
    assert Booking.objects.count() == 3


def test_times_that_are_not_aligned_touch_without_a_clash(venue, aru):
    booked(venue, at(0, 7), [aru])
    booked(venue, at(7, 11), [aru])
    booked(venue, at(18, 4), [aru])
    assert Booking.objects.count() == 3


def test_an_overlap_of_one_minute_is_refused_though_the_rounded_slots_touch(venue, aru):
    booked(venue, at(0, 12), [aru])
    with pytest.raises(TimeTaken):
        booked(venue, at(11, 9), [aru])


def test_a_range_too_short_for_a_slot_still_holds_its_time(venue, aru):
    booked(venue, at(1, 1), [aru])
    with pytest.raises(TimeTaken):
        booked(venue, at(1, 1), [aru])


def test_a_place_is_taken_until_it_is_changed_over(venue):
    booked(venue, at(0), places=in_room(venue.hall), change_over_minutes=15)
    with pytest.raises(TimeTaken):
        booked(venue, at(70), places=in_room(venue.hall))
    booked(venue, at(75), places=in_room(venue.hall))
    with pytest.raises(TimeTaken):
        booked(venue, at(-65), places=in_room(venue.hall), change_over_minutes=15)


def test_nobody_is_booked_further_away_than_she_can_walk(venue, aru):
    booked(venue, at(0), [aru], in_room(venue.hall))
    booked(venue, at(60), [aru], in_room(venue.side))
    with pytest.raises(TooFarToWalk) as refusal:
        booked(venue, at(125), [aru], at_table(venue.tables[0]))
    assert refusal.value.code == "too_far_to_walk"
    assert refusal.value.clashes[0].walk_minutes == WALK_MINUTES
    booked(venue, at(130), [aru], at_table(venue.tables[0]))


def test_the_walk_before_an_earlier_booking_counts_as_well(venue, aru):
    booked(venue, at(60), [aru], in_room(venue.far))
    with pytest.raises(TooFarToWalk):
        booked(venue, at(0, 55), [aru], in_room(venue.hall))
    booked(venue, at(0, 50), [aru], in_room(venue.hall))


def test_an_overlap_is_named_before_a_walk(venue, aru):
    booked(venue, at(0), [aru], in_room(venue.far))
    booked(venue, at(65), places=in_room(venue.hall))
    with pytest.raises(TimeTaken) as refusal:
        booked(venue, at(65), [aru], in_room(venue.hall))
    assert [clash.name for clash in refusal.value.clashes] == ["Hall", "Aru"]


def test_a_soft_claim_blocks_nobody_and_is_told(venue, aru):
    booked(venue, at(0), [aru])
    second = booked(venue, at(0), [aru], in_room(venue.hall), on_clash="soft")
    assert [(entry.firm, entry.clashes) for entry in agenda_of(aru.id)] == [(True, False), (False, True)]
    assert told_facts("Booked")[1].soft_person_ids == (aru.id,)
    assert told_facts("Booked")[1].soft_place_ids == ()
    assert ClaimedSlot.objects.filter(claim__booking=second).values("resource").distinct().count() == 1


def test_a_pending_booking_blocks_nobody(venue, aru):
    booked(venue, at(0), [aru], pending_until=NINE)
    booked(venue, at(0), [aru])
    assert list(Claim.objects.order_by("id").values_list("firm", flat=True)) == [False, True]


def test_the_title_is_told_to_the_office_to_those_inside_and_to_nobody_else(venue, aru):
    secret = Text(en="Takeover talks")
    held = booked(venue, at(0), [aru], kind="meeting", title=secret)
    stranger, officer = an_actor(venue, "part"), an_actor(venue, "prog")
    herself = an_actor(venue, "part", person=aru)
    for actor, title, code in ((stranger, None, None), (officer, secret, held.code), (herself, secret, held.code)):
        with pytest.raises(TimeTaken) as refusal:
            booked(venue, at(0), [aru], by=actor)
        clash = refusal.value.clashes[0]
        assert (clash.title, clash.code, clash.kind, clash.during) == (title, code, "meeting", held.during)
    with pytest.raises(TimeTaken) as refusal:
        booked(venue, at(0), [aru], by=stranger)
    assert str(refusal.value) == "Aru is taken on 20.05 04:00–05:00: a meeting"
    assert refusal.value.clashes[0].booking_id is None


def test_a_subject_is_booked_once(venue):
    subject = uuid7()
    booked(venue, at(0), subject_id=subject)
    with pytest.raises(AlreadyBooked):
        booked(venue, at(60), subject_id=subject)


def test_a_cancelled_subject_is_taken_up_again_under_its_id(venue, aru):
    subject = uuid7()
    first = booked(venue, at(0), [aru], subject_id=subject)
    cancel(first, by=an_actor(venue))
    again = booked(venue, at(60), [aru], subject_id=subject)
    assert (again.id, again.change_number, again.state) == (first.id, 2, "confirmed")
    assert [one.during for one in busy([aru.id], (), at(0, 120))] == [at(60)]


def test_one_fact_tells_of_it(venue, aru):
    booking = booked(venue, at(0), [aru], in_room(venue.hall))
    (fact,) = told_facts("Booked")
    assert (fact.booking_id, fact.person_ids, fact.place_ids, fact.change_number, fact.pending) == (
        booking.id,
        (aru.id,),
        (venue.hall.id,),
        0,
        False,
    )
    assert (fact.starts_at, fact.ends_at) == (booking.starts_at, booking.ends_at)


def test_the_instant_of_the_change_is_the_clocks(venue):
    moment = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    with clock.frozen(moment):
        assert booked(venue, at(0)).changed_at == moment
