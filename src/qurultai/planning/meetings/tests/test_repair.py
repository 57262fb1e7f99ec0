"""After a change the fewest people are told, and nobody else's day changes."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qurultai.planning.meetings import (
    Agenda,
    Budget,
    Person,
    PersonAway,
    Place,
    Plan,
    Problem,
    ProblemError,
    Slot,
    Tables,
    TablesClosed,
    Wish,
    WishAdded,
    WishDropped,
    best,
    check,
    plan,
    repair,
)
from qurultai.planning.meetings.solve import told

from .small import forum


def best_repair_by_trying(problem: Problem, before: Plan) -> tuple[int, int] | None:
    """The fewest people that any plan tells, and the smallest value with so many, by trying every plan."""
    people = {a.id: a.people[0].id for a in problem.agendas}
    choices: list[list[Place | None]] = [
        [None, *(Place(t, b.id, people[w.a], people[w.b]) for t in range(len(problem.slots)) for b in problem.tables)]
        for w in problem.wishes
    ]
    best = None
    for chosen in product(*choices):
        after = {w.id: p for w, p in zip(problem.wishes, chosen, strict=True) if p is not None}
        verdict = check(problem, after)
        if not verdict.violations:
            this = len(told(problem, before.assignment, after)), verdict.value
            best = this if best is None else min(best, this)
    return best


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
    best = best_repair_by_trying(new, made)
    if best is None:
        assert after.status == "infeasible"
        return
    assert not check(new, after.assignment).violations
    assert after.told is not None
    assert (len(after.told), after.value) == best
    assert (after.told_bound, after.status) == (best[0], "optimal")


@pytest.mark.parametrize("seed", range(0, 12, 2))
@pytest.mark.parametrize("full", [True, False])
def test_a_new_must_of_a_minister_tells_the_fewest_people_and_then_costs_least(seed: int, full: bool) -> None:
    problem = replace(forum(seed, 4, 4, 3, 1, must=False), tables=(Tables("hall", 1 if full else 2),))
    made = plan(problem, Budget(seconds=60))
    pairs = {frozenset((w.a, w.b)) for w in problem.wishes}
    a, b = next((x, y) for x in "0123" for y in "0123" if x < y and frozenset((f"a{x}", f"a{y}")) not in pairs)
    new, after = repair(problem, made, WishAdded(Wish("minister", f"a{a}", f"a{b}")), Budget(seconds=60))
    best = best_repair_by_trying(new, made)
    assert best is not None and after.told is not None
    assert (len(after.told), after.told_bound, after.value, after.status) == (best[0], best[0], best[1], "optimal")
    assert "minister" in after.assignment
    assert {f"p{a}", f"p{b}"} <= set(after.told)


def test_with_colleagues_who_share_an_agenda_a_better_plan_never_tells_more_people() -> None:
    team = (Person("p0", frozenset({0, 2})), Person("q0", frozenset({1})))
    agendas = (Agenda("a0", team), Agenda("a1", (Person("p1"),)))
    slots = tuple(Slot(30 * t, 30 * t + 25) for t in range(3))
    problem = Problem(slots, agendas, (Wish("w", "a0", "a1", 5),), (Tables("hall", 2),))
    made = Plan("feasible", {"w": Place(0, "hall", "p0", "p1")}, value=0)
    _, after = repair(problem, made, WishAdded(Wish("minister", "a0", "a1", slot=2)), Budget(seconds=60))
    assert (after.told, after.told_bound) == (("p0", "p1"), 2)  # in slot 1 there would be no breaks, but q0 is told
    assert (after.assignment["w"], after.value) == (made.assignment["w"], 2)


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


def test_a_repair_leaves_time_for_its_last_look(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = forum(7, 120, 420, 16, 24, must=False)
    made = plan(problem, Budget(seconds=600, work=1), 1)
    now = [0.0]

    def clock() -> float:
        now[0] += 0.001
        return now[0]

    def slow(*what):
        now[0] += 0.3
        return check(*what)

    monkeypatch.setattr(best, "check", slow)
    _, after = repair(problem, made, TablesClosed("hall", frozenset({3})), Budget(seconds=1.0, clock=clock))
    assert 0.3 < after.seconds <= 1.0


def test_unknown_names_are_refused() -> None:
    problem = forum(1, 4, 3, 4, 2)
    with pytest.raises(ProblemError, match="nobody"):
        repair(problem, plan(problem), PersonAway("nobody"))
