"""On small problems the engine finds what trying everything finds, proves it, and never claims too much."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from qurultai.planning.timetable import Budget, check, explain, literals, plan, stake
from qurultai.planning.timetable.bound import Bound
from qurultai.planning.timetable.demands import demands, only
from qurultai.planning.timetable.frame import frame

from .small import best_by_trying, problems

CALM = settings(max_examples=60, suppress_health_check=list(HealthCheck))
SHORT = Budget(seconds=20, work=4, workers=1)


@pytest.mark.parametrize("most_places", [0, 10_000], ids=["intervals", "literals"])
@CALM
@given(problem=problems())
def test_the_optimum_is_the_one_found_by_trying_everything(problem, most_places):
    truth = best_by_trying(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(literals, "MOST_PLACES", most_places)
        made = plan(problem, SHORT)
    assert (made.status, made.value) == (("infeasible", None) if truth is None else ("optimal", truth))
    assert made.proven


@CALM
@given(problems())
def test_a_plan_keeps_every_demand_and_its_score_adds_up(problem):
    made = plan(problem, SHORT)
    if made.value is not None:
        verdict = check(problem, made.assignment)
        assert verdict.violations == ()
        assert made.value == sum(made.score.values()) == sum(r.cost for r in made.reasons) == verdict.value
        assert made.bound <= made.value <= stake(problem)


@CALM
@given(problems())
def test_the_bound_by_sets_is_never_above_the_optimum(problem):
    truth = best_by_trying(problem)
    if truth is not None:
        bounds = [b for b, _ in Bound(frame(problem)).rounds(lambda: True, [3.0] * len(problem.sessions))]
        assert max(bounds) <= truth


@CALM
@given(problems())
def test_a_contradiction_has_no_plan_and_without_any_one_part_it_has(problem):
    found = explain(problem)
    assert (found is None) == (best_by_trying(problem) is not None)
    if found is None:
        return
    assert found.minimal
    assert set(found.demands) <= set(demands(problem))
    assert explain(only(problem, frozenset(found.demands))) is not None
    for part in found.demands:
        rest = frozenset(found.demands) - {part}
        assert plan(only(problem, rest), SHORT).status == "optimal"


@CALM
@given(problems())
def test_the_same_work_and_seed_give_the_same_plan(problem):
    budget = replace(SHORT, work=0.5)
    first, second = plan(problem, budget, 3), plan(problem, budget, 3)
    assert (first.assignment, first.bound) == (second.assignment, second.bound)
