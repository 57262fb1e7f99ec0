"""The checker sees each demand broken, one at a time, in a plan that breaks nothing else."""

from dataclasses import replace

import pytest

from qurultai.planning.meetings import Agenda, Person, Place, Problem, Quota, Slot, Tables, Walk, Wish, check

GOOD = Problem(
    slots=tuple(Slot(10 * t, 10 * t + 8, "am" if t < 2 else "pm") for t in range(4)),
    agendas=(
        Agenda("a", (Person("pa"),), "one", "k"),
        Agenda("b", (Person("pb"), Person("pb2")), "two"),
        Agenda("c", (Person("pc"),), "two"),
    ),
    wishes=(Wish("ab", "a", "b"), Wish("ac", "a", "c", weight=3)),
    tables=(Tables("hall", 2), Tables("stand", 1)),
)
PLAN = {"ab": Place(0, "hall", "pa", "pb"), "ac": Place(2, "hall", "pa", "pc")}


def first(**changes) -> Problem:
    """The problem with these changes to its first wish."""
    return replace(GOOD, wishes=(replace(GOOD.wishes[0], **changes), GOOD.wishes[1]))


def agenda(**changes) -> Problem:
    """The problem with these changes to its first agenda."""
    return replace(GOOD, agendas=(replace(GOOD.agendas[0], **changes), *GOOD.agendas[1:]))


BROKEN = {
    "must": (GOOD, {"ac": PLAN["ac"]}),
    "unknown": (GOOD, PLAN | {"zz": PLAN["ab"]}),
    "slot_fixed": (first(slot=1), PLAN),
    "parts": (first(parts=frozenset({"pm"})), PLAN),
    "not_slots": (first(not_slots=frozenset({0})), PLAN),
    "never": (replace(GOOD, never=frozenset({frozenset(("a", "b"))})), PLAN),
    "stranger": (GOOD, PLAN | {"ab": Place(0, "hall", "pa", "pc")}),
    "away": (agenda(people=(Person("pa", frozenset({1, 2})),)), PLAN),
    "twice": (GOOD, PLAN | {"ac": Place(0, "stand", "pa", "pc")}),
    "tables_closed": (replace(GOOD, tables=(Tables("hall", 2, frozenset({2})),)), PLAN),
    "tables": (replace(GOOD, tables=(Tables("hall", 0),)), {"ab": PLAN["ab"]}),
    "place": (agenda(place="stand"), PLAN),
    "order": (replace(GOOD, orders=(("ac", "ab"),)), PLAN),
    "once": (replace(GOOD, once_per_company=True), PLAN),
    "cap": (agenda(cap=1), PLAN),
    "quota": (replace(GOOD, quotas=(Quota("k", None, 1),)), PLAN),
    "walk": (
        replace(GOOD, walks=(Walk("hall", "stand", 13),)),
        PLAN | {"ac": Place(2, "stand", "pa", "pc")},
    ),
    "breaks_differ": (replace(GOOD, breaks_differ=0), PLAN),
}


def test_the_plan_that_the_cases_start_from_is_good() -> None:
    verdict = check(GOOD, PLAN)
    assert not verdict.violations
    assert verdict.value == 1  # one break of agenda a


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_a_broken_demand_is_seen(code: str) -> None:
    problem, plan = BROKEN[code]
    assert {v.code for v in check(problem, plan).violations} == {code}


def test_again_allows_the_same_company_twice() -> None:
    twice = replace(GOOD, once_per_company=True, wishes=(replace(GOOD.wishes[0], again=True), GOOD.wishes[1]))
    assert not check(twice, PLAN).violations


def test_what_is_left_out_and_missing_is_priced() -> None:
    problem = replace(GOOD, agendas=(GOOD.agendas[0], GOOD.agendas[1], replace(GOOD.agendas[2], floor=2)))
    verdict = check(problem, {"ab": PLAN["ab"]})
    assert verdict.score == {"wish": 3, "floor": 5, "breaks": 0}
