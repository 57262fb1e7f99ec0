"""After a change the fewest people are told, and nobody else's day changes."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qurultai.planning.meetings import (
    Budget,
    PersonAway,
    Place,
    Plan,
    Problem,
    ProblemError,
    Tables,
    TablesClosed,
    Wish,
    WishAdded,
    WishDropped,
    check,
    plan,
    repair,
)
from qurultai.planning.meetings.solve import told

from .small import forum


def fewest_by_trying(problem: Problem, before: Plan) -> int | None:
    """The fewest people that any plan tells, by trying every one."""
    people = {a.id: a.people[0].id for a in problem.agendas}
    choices: list[list[Place | None]] = [
        [None, *(Place(t, b.id, people[w.a], people[w.b]) for t in range(len(problem.slots)) for b in problem.tables)]
        for w in problem.wishes
    ]
    fewest = None
    for chosen in product(*choices):
        after = {w.id: p for w, p in zip(problem.wishes, chosen, strict=True) if p is not None}
        if not check(problem, after).violations:
            n = len(told(problem, before.assignment, after))
            fewest = n if fewest is None or n < fewest else fewest
    return fewest


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), st.booleans(), st.integers(0, 3), st.integers(0, 2))
def test_the_fewest_people_are_told(seed: int, must: bool, what: int, slot: int) -> None:
    problem = replace(forum(seed, 4, 4, 3, 1, must=must), tables=(Tables("hall", 1), Tables("side", 1)))
    made = plan(problem, Budget(seconds=60))
    if made.value is None:
        return
    pairs = {frozenset((w.a, w.b)) for w in problem.wishes}
    a, b = next((x, y) for x in "0123" for y in "0123" if x < y and frozenset((f"a{x}", f"a{y}")) not in pairs)
    change = (
        TablesClosed("hall", frozenset({slot})),
        PersonAway("p1", frozenset({slot})),
        WishAdded(Wish("new", f"a{a}", f"a{b}")),
        WishDropped("w0"),
    )[what]
    new, after = repair(problem, made, change, Budget(seconds=60))
    fewest = fewest_by_trying(new, made)
    if fewest is None:
        assert after.status == "infeasible"
        return
    assert not check(new, after.assignment).violations
    assert after.told is not None and after.told_bound is not None
    assert len(after.told) == fewest
    assert after.told_bound <= fewest


def test_whoever_is_not_told_keeps_their_day() -> None:
    problem = forum(7, 120, 420, 16, 24, must=False)
    made = plan(problem, Budget(seconds=600, work=2), 1)
    away = max(problem.agendas, key=lambda a: sum(a.id in (w.a, w.b) for w in problem.wishes)).people[0].id
    new, after = repair(problem, made, PersonAway(away, frozenset({0, 1, 2, 3})), Budget(seconds=60))
    assert not check(new, after.assignment).violations
    assert after.told is not None
    assert len(after.told) == after.told_bound
    for i in made.assignment.keys() | after.assignment.keys():
        one, two = made.assignment.get(i), after.assignment.get(i)
        if one != two:
            assert {p for x in (one, two) if x for p in (x.person_a, x.person_b)} <= set(after.told)


def test_unknown_names_are_refused() -> None:
    problem = forum(1, 4, 3, 4, 2)
    with pytest.raises(ProblemError, match="nobody"):
        repair(problem, plan(problem), PersonAway("nobody"))
