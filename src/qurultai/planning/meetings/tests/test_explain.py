"""A contradiction names demands each of which is needed; forcing a wish tells its price."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qurultai.planning.meetings import Budget, Problem, Tables, explain, plan, why_not
from qurultai.planning.meetings.demands import only

from .small import best_by_trying, forum, problems


def possible(problem: Problem) -> bool:
    """Whether there is any plan."""
    return plan(problem, Budget(seconds=60)).status != "infeasible"


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(problems())
def test_without_any_one_of_the_demands_the_others_can_be_kept(problem: Problem) -> None:
    found = explain(problem, Budget(seconds=60))
    assert (found is None) == possible(problem)
    if found is not None:
        assert found.minimal
        assert not possible(only(problem, frozenset(found.demands)))
        for one in found.demands:
            assert possible(only(problem, frozenset(found.demands) - {one}))


def test_too_few_tables_are_named() -> None:
    problem = replace(forum(2, 10, 12, 3, 5), tables=(Tables("hall", 3),))
    found = explain(problem, Budget(seconds=60))
    assert found is not None
    assert found.minimal
    codes = [d.code for d in found.demands]
    assert codes.count("tables") == 1
    assert codes.count("must") == 10  # ten meetings do not fit three slots of three tables


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(problems(), st.none() | st.integers(0, 1))
def test_the_cost_is_that_of_the_best_plan_with_the_wish_there(problem: Problem, slot: int | None) -> None:
    made = plan(problem, Budget(seconds=60))
    wish = problem.wishes[-1]
    if made.value is None or None not in {wish.slot, slot}:
        return
    answer = why_not(problem, made, wish.id, slot)
    forced = replace(wish, weight=None, slot=wish.slot if slot is None else slot)
    best = best_by_trying(replace(problem, wishes=(*problem.wishes[:-1], forced)))
    assert answer.proven
    assert answer.most == (None if best is None else best - made.value)
    assert (answer.contradiction is None) == (best is not None)


def test_a_slot_fixed_already_is_what_stands_against_another() -> None:
    problem = forum(5, 6, 9, 4, 2, must=False)
    problem = replace(problem, wishes=(replace(problem.wishes[0], slot=2), *problem.wishes[1:]))
    answer = why_not(problem, plan(problem, Budget(seconds=60)), "w0", slot=1)
    assert answer.contradiction is not None
    assert [(d.code, d.figures) for d in answer.contradiction.demands] == [("slot_fixed", (2,)), ("slot_fixed", (1,))]


def test_forcing_a_wish_costs_what_the_best_plan_with_it_costs_more() -> None:
    problem = forum(5, 6, 9, 4, 2, must=False)
    made = plan(problem, Budget(seconds=60))
    assert made.proven and made.value is not None
    left_out = next(w.id for w in problem.wishes if w.id not in made.assignment)
    price = why_not(problem, made, left_out)
    assert price.proven
    assert price.most is not None and price.most >= 0
    assert price.plan is not None and left_out in price.plan.assignment
    there = why_not(problem, made, left_out, slot=2)
    if there.plan is not None and there.most is not None:
        assert there.most >= price.most
        assert there.plan.assignment[left_out].slot == 2


def test_what_cannot_be_forced_is_explained() -> None:
    problem = forum(5, 6, 9, 4, 2, must=False)
    problem = replace(problem, wishes=(replace(problem.wishes[0], not_slots=frozenset({1})), *problem.wishes[1:]))
    made = plan(problem, Budget(seconds=60))
    price = why_not(problem, made, "w0", slot=1)
    assert price.contradiction is not None
    assert {d.code for d in price.contradiction.demands} == {"must", "slot_fixed", "not_slots"}
