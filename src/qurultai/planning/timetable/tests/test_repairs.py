"""After a change the fewest sessions move, which is proven, and among such plans the best is taken."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qurultai.planning.timetable import (
    Budget,
    PersonAway,
    Place,
    Plan,
    Problem,
    Room,
    RoomClosed,
    Session,
    SessionAdded,
    SessionLonger,
    Span,
    check,
    plan,
    repair,
    repairs,
)

from .small import problems

SHORT = Budget(seconds=60, work=5)
CHANGES = (
    RoomClosed("r1", Span(0, 1440)),
    PersonAway("p", Span(540, 600)),
    SessionLonger("a", 90),
    SessionAdded(Session("new", 60, people=frozenset({"q"}))),
)


def best_repair_by_trying(problem: Problem, before: Plan) -> tuple[int, int] | None:
    """The fewest moves of any plan and the smallest value with so many."""
    starts = sorted(
        {t for r in problem.rooms for o in r.open for t in range(o.start, o.end) if t % problem.grid == 0}
        | {s.start for s in problem.sessions if s.start is not None}
    )
    places = [Place(t, r.id) for t in starts for r in problem.rooms]
    options = [
        [p for p in places if all(v.code == "missing" for v in check(problem, {s.id: p}).violations)]
        for s in problem.sessions
    ]
    found = []
    for chosen in product(*options):
        after = dict(zip((s.id for s in problem.sessions), chosen, strict=True))
        verdict = check(problem, after)
        if not verdict.violations:
            moved = sum(i in before.assignment and before.assignment[i] != place for i, place in after.items())
            found.append((moved, verdict.value))
    return min(found, default=None)


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(problems(), st.sampled_from(CHANGES), st.booleans())
def test_no_plan_moves_fewer_and_none_with_so_many_is_better(problem, change, searched):
    made = plan(problem, SHORT)
    if made.value is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        if not searched:
            patch.setattr(repairs, "_few_moves", lambda *_: None)
        new, after = repair(problem, made, change, SHORT)
    best = best_repair_by_trying(new, made)
    assert after.proven
    assert (after.moves, after.value) == (best or (None, None))
    assert after.moves_bound == (best and best[0])
    if best is not None:
        assert check(new, after.assignment).violations == ()


HALL, FOYER = Room("hall", 100, (Span(540, 660),)), Room("foyer", 100, (Span(540, 660),))
OLD = Plan("feasible", {"a": Place(540, "hall"), "b": Place(600, "hall"), "c": Place(540, "foyer")})
FULL = Problem(
    (Session("b", 60), Session("a", 60), Session("c", 60, people=frozenset({"asel"}), room="foyer")), (HALL, FOYER)
)


PLENARY = Session("plenary", 60, alone=True, windows=(Span(540, 600),))
ALONE = Problem((Session("a", 60),), (HALL, FOYER))


def test_who_stands_in_the_way_may_be_the_one_who_moves(monkeypatch):
    monkeypatch.setattr(repairs, "_few_moves", lambda *_: None)
    _, made = repair(FULL, OLD, SessionLonger("a", 120))
    assert (made.moves, made.moves_bound, made.assignment["b"]) == (1, 1, Place(600, "foyer"))


@pytest.mark.parametrize(
    ("problem", "change", "moves"),
    [
        (FULL, SessionLonger("a", 120), 1),
        (FULL, SessionAdded(Session("d", 60)), 0),
        (FULL, SessionAdded(Session("d", 60, room="hall")), 1),
        (ALONE, SessionAdded(PLENARY), 1),
    ],
)
def test_that_one_more_must_move_is_proven_without_the_whole_model(problem, change, moves, monkeypatch):
    asked = []
    fewest = repairs._fewest

    def noted(numbers, *rest):
        asked.append(numbers)
        return fewest(numbers, *rest)

    monkeypatch.setattr(repairs, "_fewest", noted)
    here = {s.id for s in problem.sessions}
    old = Plan("feasible", {i: place for i, place in OLD.assignment.items() if i in here})
    _, made = repair(problem, old, change)
    assert (made.moves, made.moves_bound) == (moves, moves)
    whole = [numbers for numbers in asked if not any(s.start for s in numbers.problem.sessions)]
    assert whole == []
