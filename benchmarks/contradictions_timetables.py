"""Small timetables, tightened demand by demand."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from benchmarks.contradictions_trying import Family
from qurultai.planning import timetable
from qurultai.planning.timetable import (
    DAY,
    Apart,
    Interpreters,
    Lunch,
    Order,
    Person,
    Place,
    Problem,
    Room,
    SameDay,
    SameRoom,
    Session,
    Span,
    Walk,
)
from qurultai.planning.timetable.changes import minus

HOURS = (Span(540, 720), Span(DAY + 540, DAY + 720))
EQUIPMENT = frozenset({"stage"})


def _loose(dice: random.Random) -> Problem:
    """Five sessions, two rooms, two short days."""
    return Problem(
        tuple(Session(f"s{n}", dice.choice((60, 60, 120)), audience=dice.choice((10, 30))) for n in range(5)),
        (Room("hall", 50, HOURS, EQUIPMENT), Room("foyer", 20, HOURS)),
        (Person("asel"), Person("timur")),
        grid=60,
    )


def _choices(problem: Problem) -> list[list[dict[str, Place]]]:
    """Every start on the grid in every room for each session."""
    last = max(s.end for r in problem.rooms for s in r.open)
    starts = {*range(0, last, problem.grid), *(s.start for s in problem.sessions if s.start is not None)}
    return [[{s.id: Place(t, r.id)} for t in sorted(starts) for r in problem.rooms] for s in problem.sessions]


def _of_session(change: Callable[[random.Random], dict]) -> Callable[[Problem, random.Random], Problem]:
    def tightened(problem: Problem, dice: random.Random) -> Problem:
        session = dice.choice(problem.sessions)
        new = replace(session, **change(dice))
        return replace(problem, sessions=tuple(new if s is session else s for s in problem.sessions))

    return tightened


def _takes_part(problem: Problem, dice: random.Random) -> Problem:
    session, person = dice.choice(problem.sessions), dice.choice(problem.people).id
    new = replace(session, people=session.people | {person})
    return replace(problem, sessions=tuple(new if s is session else s for s in problem.sessions))


def _pair(field: str, kind: Callable[[str, str], Any]) -> Callable[[Problem, random.Random], Problem]:
    def tightened(problem: Problem, dice: random.Random) -> Problem:
        a, b = dice.sample([s.id for s in problem.sessions], 2)
        pairs: dict[str, Any] = {field: (*getattr(problem, field), kind(a, b))}
        return replace(problem, **pairs)

    return tightened


def _away(problem: Problem, dice: random.Random) -> Problem:
    person = dice.choice(problem.people)
    new = (
        replace(person, busy=(*person.busy, _span(dice)))
        if dice.random() < 0.5
        else replace(person, available=(dice.choice(HOURS),))
    )
    return replace(problem, people=tuple(new if p is person else p for p in problem.people))


def _room_closed(problem: Problem, dice: random.Random) -> Problem:
    room, hole = dice.choice(problem.rooms), _span(dice)
    return replace(
        problem, rooms=tuple(replace(r, open=minus(r.open, hole)) if r is room else r for r in problem.rooms)
    )


def _lunch(problem: Problem, dice: random.Random) -> Problem:
    day = dice.choice((0, DAY))
    return replace(problem, lunches=(*problem.lunches, Lunch(Span(day + 600, day + 720), 60, dice.random() < 0.5)))


def _interpreters(problem: Problem, dice: random.Random) -> Problem:
    some = dice.sample(problem.sessions, 3)
    sessions = (replace(s, languages=frozenset({"kk-en"})) if s in some else s for s in problem.sessions)
    return replace(problem, sessions=tuple(sessions), interpreters=(Interpreters("kk-en", 1),))


def _span(dice: random.Random) -> Span:
    start = dice.choice((0, DAY)) + dice.choice((540, 600, 660))
    return Span(start, start + 60)


_TIGHTER: tuple[Callable[[Problem, random.Random], Problem], ...] = (
    _takes_part,
    _takes_part,
    _takes_part,
    _away,
    _room_closed,
    _room_closed,
    _lunch,
    _interpreters,
    _of_session(lambda dice: {"windows": (Span(540, 660), Span(DAY + 540, DAY + 600))}),
    _of_session(lambda dice: {"days": frozenset({dice.randrange(2)})}),
    _of_session(lambda dice: {"start": dice.choice((0, DAY)) + dice.choice((540, 600))}),
    _of_session(lambda dice: {"room": dice.choice(("hall", "foyer"))}),
    _of_session(lambda dice: {"equipment": EQUIPMENT}),
    _of_session(lambda dice: {"seats_required": True}),
    _of_session(lambda dice: {"alone": True}),
    _pair("orders", lambda a, b: Order(a, b, 60)),
    _pair("same_days", SameDay),
    _pair("same_rooms", SameRoom),
    _pair("aparts", Apart),
    lambda problem, dice: replace(problem, walks=(Walk("hall", "foyer", 30),)),
    lambda problem, dice: replace(problem, change_over=15),
)

TIMETABLES = Family(timetable, _loose, _choices, _TIGHTER)
