"""The demands leave room for a plan without clashes, with slack."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from qurultai.demo.content import forum
from qurultai.demo.content.shapes import Presence
from qurultai.demo.tests.planned import fits, plan

FORUM = forum()
SESSIONS = {session.code: session for session in FORUM.sessions}
PEOPLE = {person.code: person for person in FORUM.people}


@pytest.fixture(scope="module")
def planned():
    return plan(FORUM, seconds=60)


def test_a_plan_that_keeps_every_demand_and_wish_exists(planned):
    assert set(planned) == set(SESSIONS)


def test_in_that_plan_nobody_is_in_two_sessions_or_commitments_at_once(planned):
    diary = defaultdict(list)
    for code, (start, _) in planned.items():
        for person in SESSIONS[code].people:
            diary[person].append((start, start + timedelta(minutes=SESSIONS[code].minutes)))
    for commitment in FORUM.commitments:
        for person in commitment.people:
            diary[person].append((commitment.starts_at, commitment.ends_at))
    assert [person for person, spans in diary.items() if clash(spans)] == []


def test_in_that_plan_no_room_holds_two_sessions_at_once(planned):
    rooms = defaultdict(list)
    for code, (start, room) in planned.items():
        rooms[room].append((start, start + timedelta(minutes=SESSIONS[code].minutes)))
    assert [room for room, spans in rooms.items() if clash(spans)] == []


def test_a_speaker_who_is_there_only_for_lunch_leaves_no_plan():
    session = next(one for one in FORUM.sessions if one.fixed is None)
    lunch = FORUM.edition.breaks[0]
    never = Presence(min(session.people), lunch.starts_at, lunch.ends_at, lunch.name)
    assert plan(replace(FORUM, presences=(*FORUM.presences, never)), seconds=20) is None


def test_sessions_use_at_most_three_quarters_of_the_room_minutes():
    hours = sum(
        (datetime.combine(day.on, day.closes_at) - datetime.combine(day.on, day.opens_at)).total_seconds() / 60
        for day in FORUM.edition.days
    )
    paused = sum((one.ends_at - one.starts_at).total_seconds() / 60 for one in FORUM.edition.breaks)
    alone = sum(one.minutes for one in FORUM.sessions if one.whole_forum)
    rooms = sum(room.for_sessions for room in FORUM.rooms)
    free = [one.minutes for one in FORUM.sessions if not one.whole_forum]
    assert sum(free) <= 0.75 * rooms * (hours - paused - alone)


def test_every_session_fits_some_room_and_a_fixed_one_its_own():
    rooms = {room.code: room for room in FORUM.rooms}
    assert [one.code for one in FORUM.sessions if not any(fits(one, room) for room in FORUM.rooms)] == []
    assert [one.code for one in FORUM.sessions if one.fixed and not fits(one, rooms[one.fixed.room])] == []


def test_nobody_but_interpreters_has_more_than_four_sessions():
    load = Counter(part.person for session in FORUM.sessions for part in session.parts if part.role != "interpreter")
    assert max(load.values()) <= 4


def test_every_booth_has_two_interpreters_of_its_languages():
    for session in FORUM.sessions:
        pairs = [PEOPLE[part.person].interprets[0] for part in session.parts if part.role == "interpreter"]
        assert sorted(pairs) == sorted(session.interpretation * 2)


def test_interpreters_work_less_than_fourteen_hours_in_two_days():
    minutes = Counter()
    for session in FORUM.sessions:
        minutes.update({part.person: session.minutes for part in session.parts if part.role == "interpreter"})
    assert max(minutes.values()) <= 2 * 7 * 60


def test_who_leads_a_session_speaks_its_floor_language():
    leading = [
        (session, part) for session in FORUM.sessions for part in session.parts if part.role in ("chair", "moderator")
    ]
    assert [one.code for one, part in leading if one.floor_language not in PEOPLE[part.person].speaks] == []


def test_speaking_minutes_fit_into_the_session():
    assert [one.code for one in FORUM.sessions if sum(part.minutes for part in one.parts) > one.minutes] == []


def test_nobody_has_two_parts_in_one_session():
    assert [one.code for one in FORUM.sessions if len(one.people) != len(one.parts)] == []


def test_commitments_do_not_clash_with_each_other_nor_with_fixed_sessions():
    spans = defaultdict(list)
    for one in FORUM.commitments:
        for person in one.people:
            spans[person].append((one.starts_at, one.ends_at))
    for one in FORUM.sessions:
        for person in one.people if one.fixed else ():
            spans[person].append((one.fixed.starts_at, one.fixed.starts_at + timedelta(minutes=one.minutes)))
    assert [person for person, own in spans.items() if clash(own)] == []


def test_nobody_has_a_commitment_outside_of_the_own_presence():
    windows = defaultdict(list)
    for one in FORUM.presences:
        windows[one.person].append((one.starts_at, one.ends_at))
    outside = [
        one.code
        for one in FORUM.commitments
        for person in one.people
        if person in windows
        and not any(begin <= one.starts_at and one.ends_at <= end for begin, end in windows[person])
    ]
    assert outside == []


def test_some_come_late_and_some_leave_early():
    opens = datetime.combine(FORUM.edition.days[0].on, FORUM.edition.days[0].opens_at)
    closes = datetime.combine(FORUM.edition.days[1].on, FORUM.edition.days[1].closes_at)
    first, last = {}, {}
    for one in FORUM.presences:
        first[one.person] = min(one.starts_at, first.get(one.person, one.starts_at))
        last[one.person] = max(one.ends_at, last.get(one.person, one.ends_at))
    assert sum(start > opens for start in first.values()) >= 20
    assert sum(end < closes for end in last.values()) >= 20


def test_wishes_name_sessions_that_exist():
    assert [wish.kind for wish in FORUM.wishes if not set(wish.sessions) <= set(SESSIONS)] == []
    assert {wish.kind for wish in FORUM.wishes} == {"before", "same_day", "not_together", "same_room"}


def clash(spans: list[tuple[datetime, datetime]]) -> bool:
    """Return whether two of the spans overlap."""
    ordered = sorted(spans)
    return any(later[0] < earlier[1] for earlier, later in pairwise(ordered))
