"""Whatever is planned keeps every demand, and its bound is true."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings

from qurultai.planning.meetings import Budget, Plan, Problem, ProblemError, Tables, check, plan

from .small import best_by_trying, forum, problems


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(problems())
def test_no_plan_breaks_a_demand_and_the_optimum_is_that_of_trying_everything(problem: Problem) -> None:
    size = 1
    for w in problem.wishes:
        people = {a.id: len(a.people) for a in problem.agendas}
        size *= 1 + len(problem.slots) * 2 * people[w.a] * people[w.b]
    assume(size < 2_000)
    made = plan(problem, Budget(seconds=60))
    best = best_by_trying(problem)
    assert made.proven
    assert made.value == best
    assert (made.status == "infeasible") == (best is None)
    if best is not None:
        assert made.bound == best
        verdict = check(problem, made.assignment)
        assert not verdict.violations
        assert verdict.value == sum(made.score.values()) == best


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_forum_of_musts_is_planned_with_the_fewest_breaks_proven(seed: int) -> None:
    problem = replace(forum(seed, 14, 30, 11, 6), breaks_differ=2)
    told: list[tuple[int | None, int]] = []
    made = plan(problem, Budget(seconds=120), seed, lambda best, bound, _: told.append((best, bound)))
    assert made.proven
    if made.value is not None:
        assert not check(problem, made.assignment).violations
        assert made.value == made.bound
        assert all(bound <= made.value for _, bound in told)


def test_too_few_tables_are_found_out_at_once() -> None:
    problem = replace(forum(4, 14, 30, 8, 6), tables=(Tables("hall", 3),))
    assert plan(problem, Budget(seconds=60)).status == "infeasible"


def test_the_same_work_gives_the_same_plan() -> None:
    problem = forum(5, 14, 30, 11, 6)
    one, two = (plan(problem, Budget(seconds=600, work=3), 7) for _ in range(2))
    assert one.value is not None
    assert one.assignment == two.assignment


def test_whoever_stops_the_work_keeps_the_best_so_far() -> None:
    made = plan(forum(6, 40, 100, 16, 16), Budget(seconds=60), 1, lambda *_: False)
    assert isinstance(made, Plan)
    assert made.status in ("feasible", "unknown", "optimal")


def test_unknown_ids_and_negative_figures_are_refused() -> None:
    problem = forum(1, 4, 3, 3, 2)
    with pytest.raises(ProblemError, match="w9"):
        plan(replace(problem, orders=(("w9", "w0"),)))
    with pytest.raises(ProblemError, match="negative"):
        plan(replace(problem, tables=(Tables("hall", -1),)))
