"""The demonstration has the size and the mixture that it promises."""

from collections import Counter
from datetime import date, time
from itertools import pairwise

from qurultai.demo.content import forum
from qurultai.demo.content.shapes import CATEGORIES, KINDS

FORUM = forum()


def test_seven_hundred_people_come_from_fifty_countries():
    assert len(FORUM.people) == 700
    assert len({person.country for person in FORUM.people}) == 50
    assert {person.country for person in FORUM.people} == {country.code for country in FORUM.countries}


def test_there_are_twelve_rooms_in_three_buildings_and_forty_eight_tables():
    assert (len(FORUM.rooms), len(FORUM.buildings), len(FORUM.tables)) == (12, 3, 48)
    assert {room.building for room in FORUM.rooms} == {building.code for building in FORUM.buildings}
    assert {table.room for table in FORUM.tables} == {room.code for room in FORUM.rooms if not room.for_sessions}


def test_every_two_buildings_have_walking_minutes():
    codes = {building.code for building in FORUM.buildings}
    pairs = {frozenset({one, other}) for one in codes for other in codes if one != other}
    assert {frozenset({walk.one, walk.other}) for walk in FORUM.walks} == pairs
    assert all(walk.minutes > 0 for walk in FORUM.walks)


def test_seventy_sessions_cover_every_kind():
    assert len(FORUM.sessions) == len({session.code for session in FORUM.sessions}) == 70
    assert Counter(session.kind for session in FORUM.sessions) == {
        "symposium_talk": 12,
        "panel": 10,
        "workshop": 10,
        "round_table": 9,
        "side_meeting": 7,
        "seminar": 6,
        "ceremony": 5,
        "press_conference": 5,
        "plenary": 3,
        "film_screening": 3,
    }
    assert {session.kind for session in FORUM.sessions} == set(KINDS)


def test_every_topic_has_sessions_and_every_category_people():
    assert {session.topic for session in FORUM.sessions} == {topic.code for topic in FORUM.topics}
    assert {person.category for person in FORUM.people} == {named.code for named in FORUM.categories} == set(CATEGORIES)


def test_sessions_are_held_in_each_of_the_three_languages():
    assert {session.floor_language for session in FORUM.sessions} == {"kk", "ru", "en"}
    assert {person.language for person in FORUM.people} == {"kk", "ru", "en"}


def test_it_lasts_a_monday_and_a_tuesday_of_september():
    days = [day.on for day in FORUM.edition.days]
    assert days == [date(2027, 9, 13), date(2027, 9, 14)]
    assert [day.weekday() for day in days] == [0, 1]


def test_the_opening_begins_at_nine_in_the_main_hall():
    opening = next(session for session in FORUM.sessions if session.code == "opening")
    main_hall = max(FORUM.rooms, key=lambda room: room.capacity)
    assert f"{opening.fixed.starts_at:%Y-%m-%d %H:%M}" == "2027-09-13 09:00"
    assert opening.fixed.room == main_hall.code


def test_workshops_have_limited_places_within_some_room():
    workshops = [session for session in FORUM.sessions if session.kind == "workshop"]
    assert all(session.places and session.places >= session.expected for session in workshops)
    for session in (one for one in FORUM.sessions if one.places):
        fitting = [room for room in FORUM.rooms if room.for_sessions and session.equipment <= room.equipment]
        assert max(room.capacity for room in fitting) >= session.places


def test_everybody_stars_at_most_four_open_sessions_of_others():
    sessions = {session.code: session for session in FORUM.sessions}
    assert [one.person for one in FORUM.stars] == [person.code for person in FORUM.people]
    assert {1 <= len(one.sessions) <= 4 for one in FORUM.stars} == {True}
    starred = [(one.person, sessions[code]) for one in FORUM.stars for code in one.sessions]
    assert [session.code for person, session in starred if person in session.people or session.whole_forum] == []


def test_people_of_one_topic_want_sessions_of_others_too():
    topics = {session.code: session.topic for session in FORUM.sessions}
    wide = [one for one in FORUM.stars if len({topics[code] for code in one.sessions}) > 1]
    assert len(wide) >= len(FORUM.stars) / 5


def test_sessions_begin_together_and_leave_a_quarter_of_an_hour_to_change_rooms():
    starts = FORUM.edition.common_starts
    longest = max(session.minutes for session in FORUM.sessions)
    lunch = {(pause.starts_at.time(), pause.ends_at.time()) for pause in FORUM.edition.breaks}
    pauses = [_minutes(later) - _minutes(one) for one, later in pairwise(starts)]
    assert (longest, lunch) == (75, {(time(13), time(14))})
    assert min(pauses) >= longest + 15


def _minutes(at: time) -> int:
    return 60 * at.hour + at.minute


def test_popularity_differs_by_at_least_four_times():
    counts = Counter(code for one in FORUM.stars for code in one.sessions).values()
    assert max(counts) >= 4 * min(counts)


def test_a_further_call_with_the_same_seed_gives_the_same_forum():
    again = forum.__wrapped__(2027)
    assert again is not FORUM
    assert again == FORUM


def test_another_seed_gives_other_people_and_the_same_texts():
    other = forum.__wrapped__(1)
    assert [one.email for one in other.people] != [one.email for one in FORUM.people]
    assert [one.title for one in other.sessions] == [one.title for one in FORUM.sessions]
