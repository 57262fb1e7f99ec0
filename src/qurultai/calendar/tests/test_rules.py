"""What is in the way, as plain values."""

import datetime as dt
import uuid

from qurultai.calendar.rules.claims import Held, Hurdle, claimed, gap_minutes, hurdle, walk_minutes
from qurultai.calendar.testing import NINE, at

HERE, THERE = uuid.uuid4(), uuid.uuid4()
WALKING = {(HERE, THERE): 10, (THERE, HERE): 10}
PERSON = ("person", uuid.uuid4())
ROOM = ("room", HERE)


def held(key, during, *rooms):
    return Held(key, during, uuid.uuid4(), frozenset(rooms))


def test_touching_ranges_do_not_overlap():
    assert hurdle(held(ROOM, at(0)), held(ROOM, at(60)), {}) is None


def test_one_second_of_overlap_is_in_the_way():
    earlier = held(ROOM, at(0))
    late = type(earlier.during)(NINE + dt.timedelta(minutes=59, seconds=59), NINE + dt.timedelta(minutes=90))
    other = held(ROOM, late)
    assert hurdle(earlier, other, {}) == Hurdle(ROOM, other)


def test_a_walk_of_exactly_the_gap_is_in_time_and_a_minute_less_is_not():
    first = held(PERSON, at(0), HERE)
    in_time, late = held(PERSON, at(70), THERE), held(PERSON, at(69), THERE)
    assert hurdle(first, in_time, WALKING) is None
    assert hurdle(first, late, WALKING) == Hurdle(PERSON, late, 10)
    assert hurdle(late, first, WALKING) == Hurdle(PERSON, first, 10)


def test_rooms_do_not_walk():
    assert hurdle(held(ROOM, at(0), HERE), held(ROOM, at(61), THERE), WALKING) is None


def test_nothing_is_known_about_a_booking_without_a_room():
    assert hurdle(held(PERSON, at(0)), held(PERSON, at(60), THERE), WALKING) is None


def test_the_longest_walk_between_several_rooms_counts():
    assert walk_minutes([HERE, THERE], [THERE], WALKING) == 10
    assert walk_minutes([THERE], [THERE], WALKING) == 0
    assert walk_minutes([], [THERE], WALKING) == 0


def test_the_gap_is_the_same_from_both_sides():
    assert (gap_minutes(at(0), at(75)), gap_minutes(at(75), at(0))) == (15, 15)


def test_a_place_needs_its_change_over_and_a_person_does_not():
    assert claimed(ROOM, at(0, 60), 15) == at(0, 75)
    assert claimed(PERSON, at(0, 60), 15) == at(0, 60)


def test_slots_of_touching_ranges_never_meet_whatever_their_seconds():
    moments = [NINE + dt.timedelta(seconds=seconds) for seconds in range(0, 1800, 30)]
    for middle in moments[1:-1]:
        first, second = (type(at(0))(*ends) for ends in ((moments[0], middle), (middle, moments[-1])))
        assert set(first.slots()) & set(second.slots()) == set()
