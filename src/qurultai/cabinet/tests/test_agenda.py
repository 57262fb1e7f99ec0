"""What is next, how soon and how far; pure."""

import datetime as dt
import uuid

import pytest
from django.utils import translation

from qurultai.cabinet.agenda import days_of, line_of, next_of
from qurultai.calendar.public import AgendaEntry
from qurultai.calendar.testing import NINE, at
from qurultai.editions.public import PlaceName
from qurultai.kit.text import Text

HALL, SIDE, FAR = (uuid.uuid4() for _room in range(3))
WALKS = {(HALL, FAR): 10, (FAR, HALL): 10, (HALL, SIDE): 0}


def entry(minutes: int, room: uuid.UUID = HALL, length: int = 60, title: str = "Talk") -> AgendaEntry:
    place = PlaceName(room, room, Text(en="Room"), building=Text(en="Palace"))
    during, key = at(minutes, length), uuid.uuid4()
    more = {"kind": "session", "subject_id": None, "code": "", "state": "confirmed", "firm": True, "purpose": ""}
    return AgendaEntry(
        booking_id=key,
        edition_id=key,
        title=Text(en=title),
        during=during,
        places=(place,),
        change_number=0,
        changed_at=NINE,
        **more,
    )


def when(minutes: int) -> dt.datetime:
    return NINE + dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("now", "title", "words"),
    [
        (-3 * 24 * 60, "First", "in 3 days"),
        (-90, "First", "in 1 h 30 min"),
        (-5, "First", "in 5 minutes"),
        (-1, "First", "in 1 minute"),
        (0, "First", "Now"),
        (59, "First", "Now"),
        (60, "Second", "in 1 h 0 min"),
        (119, "Second", "in 1 minute"),
    ],
)
def test_what_comes_next_and_how_soon(now, title, words):
    entries = [entry(0, title="First"), entry(120, FAR, title="Second")]
    coming = next_of(entries, when(now), WALKS)
    assert (str(coming.entry.title), coming.in_words) == (title, words)


def test_half_a_minute_before_the_start_is_still_a_minute():
    coming = next_of([entry(0)], NINE - dt.timedelta(seconds=30), WALKS)
    assert (coming.minutes, coming.running) == (1, False)


def test_nothing_is_next_when_all_is_over():
    assert next_of([entry(0)], when(60), WALKS) is None
    assert next_of([], when(0), WALKS) is None


@pytest.mark.parametrize(
    ("room", "walk", "words"),
    [(FAR, 10, "10 minutes on foot"), (SIDE, 0, "In the same building"), (HALL, 0, "In the same building")],
)
def test_the_way_is_counted_from_where_she_is_before(room, walk, words):
    coming = next_of([entry(0, HALL), entry(120, room)], when(70), WALKS)
    assert (coming.walk, coming.walk_in_words, coming.place) == (walk, words, "Room, Palace")


def test_yesterdays_room_is_no_place_to_walk_from():
    coming = next_of([entry(-24 * 60, HALL), entry(0, FAR)], when(-10), WALKS)
    assert (coming.walk, coming.walk_in_words) == (None, "")


def test_every_day_of_the_forum_is_shown_and_others_on_which_something_is():
    zone = dt.timezone(dt.timedelta(hours=5))
    evening = entry(-10 * 60)
    days = days_of([evening, entry(0)], NINE.date(), NINE.date() + dt.timedelta(days=1), zone, NINE)
    assert [(day.on.day, len(day.lines)) for day in days] == [(19, 1), (20, 1), (21, 0)]


@pytest.mark.parametrize(
    ("language", "words"), [("kk", "5 минуттан кейін"), ("ru", "через 5 минут"), ("en", "in 5 minutes")]
)
def test_how_soon_is_said_in_three_languages(language, words):
    with translation.override(language):
        assert next_of([entry(0)], when(-5), WALKS).in_words == words


def test_a_line_says_in_which_state_it_is_and_shows_the_forums_time():
    zone = dt.timezone(dt.timedelta(hours=5))
    lines = [line_of(entry(0), zone, when(minutes)) for minutes in (-1, 0, 59, 60)]
    assert [line.state for line in lines] == ["", "now", "now", "past"]
    assert (lines[0].from_time, lines[0].until_time, lines[0].places) == ("09:00", "10:00", ["Room, Palace"])
