"""What is next, how soon and how far; pure."""

import datetime as dt
import uuid

import pytest
from django.utils import translation

from qurultai.cabinet.agenda import days_of, line_of, lines_of, next_of, rest_of_day
from qurultai.calendar.public import AgendaEntry
from qurultai.calendar.testing import NINE, at
from qurultai.editions.public import PlaceName
from qurultai.kit.text import Text
from qurultai.programme.public import Starred

PALACE, CENTRE = uuid.uuid4(), uuid.uuid4()
HALL, SIDE, FAR = (uuid.uuid4() for _room in range(3))
HOUSES = {HALL: PALACE, SIDE: PALACE, FAR: CENTRE}
WAYS = {PALACE: {}, CENTRE: {PALACE: 10}}
PAGES = "/en/my/sessions/"


def entry(minutes: int, room: uuid.UUID = HALL, length: int = 60, title: str = "Talk") -> AgendaEntry:
    house = HOUSES[room]
    place = PlaceName(room, room, Text(en="Room"), building=Text(en="Palace"), building_id=house, ways=WAYS[house])
    during, key = at(minutes, length), uuid.uuid4()
    more = {"kind": "session", "subject_id": key, "code": "", "state": "confirmed", "firm": True, "purpose": ""}
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


def wish(minutes: int, title: str = "Wish", **more: object) -> Starred:
    known = {"session_id": uuid.uuid4(), "code": "K7", "places": (), "sign_up": False, "waiting": False} | more
    return Starred(title=Text(en=title), during=at(minutes), **known)


def told(lines) -> list[tuple[str, str]]:
    return [(str(line.entry.title), line.state) for line in lines]


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
    coming = next_of(entries, when(now))
    assert (str(coming.entry.title), coming.in_words) == (title, words)


def test_half_a_minute_before_the_start_is_still_a_minute():
    coming = next_of([entry(0)], NINE - dt.timedelta(seconds=30))
    assert (coming.minutes, coming.running) == (1, False)


def test_nothing_is_next_when_all_is_over():
    assert next_of([entry(0)], when(60)) is None
    assert next_of([], when(0)) is None


@pytest.mark.parametrize(
    ("room", "walk", "words"),
    [(FAR, 10, "10 minutes on foot"), (SIDE, 0, "In the same building"), (HALL, 0, "In the same building")],
)
def test_the_way_is_counted_from_where_she_is_before(room, walk, words):
    coming = next_of([entry(0, HALL), entry(120, room)], when(70))
    assert (coming.walk, coming.walk_in_words, coming.place) == (walk, words, "Room, Palace")


def test_yesterdays_room_is_no_place_to_walk_from():
    coming = next_of([entry(-24 * 60, HALL), entry(0, FAR)], when(-10))
    assert (coming.walk, coming.walk_in_words) == (None, "")


def test_every_day_of_the_forum_is_shown_and_others_on_which_something_is():
    zone = dt.timezone(dt.timedelta(hours=5))
    evening = entry(-10 * 60)
    lines = lines_of([evening, entry(0)], [], zone, NINE, PAGES)
    days = days_of(lines, NINE.date(), NINE.date() + dt.timedelta(days=1))
    assert [(day.on.day, len(day.lines)) for day in days] == [(19, 1), (20, 1), (21, 0)]


@pytest.mark.parametrize(
    ("language", "words"), [("kk", "5 минуттан кейін"), ("ru", "через 5 минут"), ("en", "in 5 minutes")]
)
def test_how_soon_is_said_in_three_languages(language, words):
    with translation.override(language):
        assert next_of([entry(0)], when(-5)).in_words == words


def test_a_line_says_in_which_state_it_is_and_shows_the_forums_time():
    zone = dt.timezone(dt.timedelta(hours=5))
    lines = [line_of(entry(0), zone, when(minutes)) for minutes in (-1, 0, 59, 60)]
    assert [line.state for line in lines] == ["", "now", "now", "past"]
    assert (lines[0].from_time, lines[0].until_time, lines[0].places) == ("09:00", "10:00", ["Room, Palace"])


def test_wishes_stand_between_commitments_in_order_of_time_and_are_no_clash():
    entries = [entry(0, title="First"), entry(120, title="Third")]
    lines = lines_of(entries, [wish(30, "Second"), wish(300, "Fourth")], dt.UTC, when(-1), PAGES)
    assert told(lines) == [("First", ""), ("Second", "starred"), ("Third", ""), ("Fourth", "starred")]
    assert [[str(other.title) for other in line.beside] for line in lines] == [[], ["First"], [], []]
    assert [line.url for line in lines] == ["", "/en/my/sessions/K7/", "", "/en/my/sessions/K7/"]


def test_a_wish_that_became_a_commitment_is_shown_once():
    mine = entry(0, title="Mine")
    assert told(lines_of([mine], [wish(0, session_id=mine.subject_id)], dt.UTC, when(-1), PAGES)) == [("Mine", "")]


def test_the_rest_of_the_day_leaves_out_what_comes_next_and_what_began():
    entries = [entry(0, title="On"), entry(120, title="Next"), entry(24 * 60, title="Tomorrow")]
    lines = lines_of(entries, [wish(30, "Begun"), wish(180, "Later")], dt.UTC, when(70), PAGES)
    coming = next_of(entries, when(70))
    assert told(rest_of_day(lines, coming, NINE.date(), when(70))) == [("Later", "starred")]


def test_with_nothing_to_come_the_wishes_of_the_next_day_are_told():
    lines = lines_of([], [wish(24 * 60, "A"), wish(25 * 60, "B"), wish(48 * 60, "C")], dt.UTC, NINE, PAGES)
    assert told(rest_of_day(lines, None, NINE.date(), NINE)) == [("A", "starred"), ("B", "starred")]
    assert rest_of_day([], None, NINE.date(), NINE) == []
