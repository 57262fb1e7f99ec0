"""Forcing a session costs what the best plan with it there costs more, or a contradiction says why it cannot be."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qurultai.planning.timetable import (
    Budget,
    Interest,
    Problem,
    ProblemError,
    Room,
    Session,
    Span,
    plan,
    why_not,
)
from qurultai.planning.timetable.demands import only

from .small import best_by_trying, problems

SHORT = Budget(seconds=60, work=5)
HALL, FOYER = (Room(name, 50, (Span(540, 660),)) for name in ("hall", "foyer"))


def forced(problem: Problem, session: str, start: int | None, room: str | None) -> Problem:
    """The problem in which the session stands there."""
    return replace(
        problem,
        sessions=tuple(
            replace(s, start=start or s.start, room=room or s.room) if s.id == session else s for s in problem.sessions
        ),
    )


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(problems(), st.sampled_from((None, 540, 600, 1980)), st.sampled_from((None, "r1", "r2")))
def test_the_cost_is_that_of_the_best_plan_with_the_session_there(problem, start, room):
    made = plan(problem, SHORT)
    session = problem.sessions[-1]
    moved = {session.start, start} - {None}, {session.room, room} - {None}
    if made.value is None or any(len(fixed) == 2 for fixed in moved):
        return
    answer = why_not(problem, made, session.id, start, room, SHORT)
    there = forced(problem, session.id, start, room)
    best = best_by_trying(there)
    assert answer.proven
    if best is None:
        assert answer.contradiction is not None and answer.contradiction.minimal
        demands = frozenset(answer.contradiction.demands)
        assert best_by_trying(only(there, demands)) is None
        return
    assert answer.contradiction is None
    assert answer.least == answer.most == best - made.value
    assert answer.plan is not None
    place = answer.plan.assignment[session.id]
    assert place.start == (place.start if start is None else start)
    assert place.room == (room or place.room)
    assert sum(answer.score.values()) == answer.most


def parallel(**more) -> Problem:
    """Two talks that nine people want both of: together they cost nine."""
    return Problem(
        (Session("a", 60, start=540, room="hall"), Session("b", 60, **more)),
        (HALL, FOYER),
        interests=(Interest("a", "b", 9),),
        grid=60,
    )


def test_what_then_hurts_is_told_and_what_hurts_anyway_is_not():
    problem = replace(parallel(), sessions=(*parallel().sessions, Session("c", 60, audience=60)))
    made = plan(problem, SHORT)
    answer = why_not(problem, made, "b", start=540)
    assert (answer.least, answer.most) == (9, 9)
    assert [(r.code, r.subjects, r.cost) for r in answer.hurts] == [("interest", ("a", "b"), 9)]
    assert [r.code for r in made.reasons] == ["shortfall"]
    assert dict(answer.score) == dict.fromkeys(made.score, 0) | {"interest": 9}


def test_where_another_stands_for_good_a_contradiction_names_both():
    problem = parallel()
    answer = why_not(problem, plan(problem, SHORT), "b", start=540, room="hall")
    assert (answer.least, answer.most, answer.plan) == (None, None, None)
    assert answer.contradiction is not None and answer.contradiction.minimal
    fixed = {(code, i) for code in ("session", "start_fixed", "room_fixed") for i in "ab"}
    assert {(d.code, d.subjects[0]) for d in answer.contradiction.demands} == fixed


@pytest.mark.parametrize(
    ("fixed", "asked", "code"),
    [({"start": 540}, {"start": 600}, "start_fixed"), ({"room": "hall"}, {"room": "foyer"}, "room_fixed")],
)
def test_what_is_fixed_elsewhere_is_what_stands_against_it(fixed, asked, code):
    problem = parallel(**fixed)
    answer = why_not(problem, plan(problem, SHORT), "b", **asked)
    assert answer.contradiction is not None
    assert [d.code for d in answer.contradiction.demands] == [code, code]
    assert answer.proven


def test_why_a_session_is_not_in_the_plan_is_what_placing_it_costs():
    problem = parallel(windows=(Span(540, 600),))
    without = plan(replace(problem, sessions=problem.sessions[:1], interests=()), SHORT)
    assert without.value == 0
    answer = why_not(problem, without, "b")
    assert (answer.least, answer.most) == (9, 9)
    assert [r.code for r in answer.hurts] == ["interest"]


def test_unknown_names_are_refused():
    made = plan(parallel(), SHORT)
    with pytest.raises(ProblemError, match="nobody"):
        why_not(parallel(), made, "nobody")
    with pytest.raises(ProblemError, match="nowhere"):
        why_not(parallel(), made, "b", room="nowhere")
