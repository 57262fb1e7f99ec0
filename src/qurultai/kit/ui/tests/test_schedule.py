"""Sessions on the grid of rooms and time."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from qurultai.kit.ui.schedule import Item, laid_out

ZONE = ZoneInfo("Asia/Almaty")
ROOMS = ("Hall", "Studio")


def at(hour, minute=0):
    return dt.datetime(2027, 9, 9, hour, minute, tzinfo=ZONE)


def placed(*items):
    return [(cell.title, cell.row, cell.span, cell.column) for cell in laid_out(items, ROOMS, ZONE).cells]


def test_rows_count_five_minutes_from_the_half_hour_before_the_first_session():
    assert placed(Item("a", at(9, 40), at(10, 10), "Hall"), Item("b", at(10, 5), at(10, 30), "Studio")) == [
        ("a", 4, 6, 2),
        ("b", 9, 5, 3),
    ]


def test_a_session_without_a_room_is_for_all_columns():
    assert placed(Item("lunch", at(12), at(13))) == [("lunch", 2, 12, 0)]


def test_sessions_come_by_time_and_then_by_room():
    late, studio, hall = (
        Item("late", at(11), at(12), "Hall"),
        Item("studio", at(10), at(11), "Studio"),
        Item("hall", at(10), at(11), "Hall"),
    )
    assert [title for title, *_ in placed(late, studio, hall)] == ["hall", "studio", "late"]


def test_instants_of_another_zone_are_placed_in_the_editions():
    utc = dt.datetime(2027, 9, 9, 5, 0, tzinfo=dt.UTC)
    plan = laid_out([Item("a", utc, utc + dt.timedelta(hours=1), "Hall")], ROOMS, ZONE)
    assert ([cell.clock for cell in plan.cells], [mark.label for mark in plan.marks]) == (["10:00"], ["10:00", "10:30"])


def test_the_scale_covers_a_session_that_ends_between_half_hours():
    plan = laid_out([Item("a", at(9), at(10, 5), "Hall")], ROOMS, ZONE)
    assert [(mark.label, mark.row) for mark in plan.marks] == [("09:00", 2), ("09:30", 8), ("10:00", 14)]


def test_a_session_of_a_minute_still_takes_one_row():
    assert placed(Item("a", at(9), at(9, 1), "Hall")) == [("a", 2, 1, 2)]


def test_a_session_past_midnight_goes_on_below():
    end = at(0, 30) + dt.timedelta(days=1)
    assert placed(Item("party", at(23), end, "Hall")) == [("party", 2, 18, 2)]


def test_a_room_that_is_not_shown_is_refused_by_name():
    with pytest.raises(ValueError, match="Cellar"):
        laid_out([Item("a", at(9), at(10), "Cellar")], ROOMS, ZONE)


def test_an_empty_day_has_rooms_and_nothing_else():
    plan = laid_out([], ROOMS, ZONE)
    assert (plan.rooms, plan.marks, plan.cells) == (ROOMS, (), ())
