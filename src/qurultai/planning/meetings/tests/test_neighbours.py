"""A forum of musts that is not closed exactly does not keep its first plan."""

from itertools import count, pairwise
from random import Random

import pytest

from qurultai.planning.meetings import Budget, Problem, check, plan, solve
from qurultai.planning.meetings.asking import Question
from qurultai.planning.meetings.exact import Tell
from qurultai.planning.meetings.frame import frame, named
from qurultai.planning.meetings.model import Model
from qurultai.planning.meetings.neighbours import Options, improve
from qurultai.planning.meetings.race import Outcome, race
from qurultai.planning.watch import Watch

from .small import hidden


def _improved(problem: Problem, conflicts: int, seed: int) -> list[Options]:
    model = Model(frame(problem))
    first = Question(model.clauses)
    assert first.ask(50_000)
    found = [model.read(first.true)]
    improve(model, found[0], 0, Random(seed), found.append, lambda spent: spent >= conflicts)
    return found


def test_parts_solved_anew_take_most_breaks_away_and_break_no_demand() -> None:
    problem = hidden(2, 40, 160, 16, 14)
    verdicts = [check(problem, named(frame(problem), at)) for at in _improved(problem, 4_000, 1)]
    assert not any(verdict.violations for verdict in verdicts)
    values = [verdict.value for verdict in verdicts]
    assert all(later < one for one, later in pairwise(values))
    assert values[-1] < values[0] / 3


def test_the_same_conflicts_and_seed_find_the_same_plans() -> None:
    problem = hidden(3, 30, 110, 14, 10)
    assert _improved(problem, 1_000, 5) == _improved(problem, 1_000, 5)


def test_a_plan_that_little_work_cannot_close_is_better_than_the_first() -> None:
    problem = hidden(2, 40, 160, 16, 14)
    one, two = (plan(problem, Budget(seconds=600, work=0.8), 5) for _ in range(2))
    assert one.assignment == two.assignment
    assert (one.engine, one.status) == ("neighbours", "feasible")
    first = check(problem, named(frame(problem), _improved(problem, 0, 5)[0])).value
    assert one.value is not None
    assert one.bound <= one.value < 0.7 * first


def test_the_exact_engines_leave_some_of_the_time_to_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    problem, told = hidden(2, 40, 160, 16, 14), []

    def undecided(model: Model, days: object, low: object, tell: Tell, watch: Watch, share: float) -> Outcome:
        first = Question(model.clauses)
        assert first.ask(50_000)
        tell("found", model.read(first.true))
        told.append((share, watch.best))
        return Outcome()

    monkeypatch.setattr(solve, "race", undecided)
    monkeypatch.setattr(solve, "_QUICK_CONFLICTS", 1)
    ticks = count()
    made = plan(problem, Budget(seconds=10, clock=lambda: 0.05 * next(ticks)), 5)
    ((share, first),) = told
    assert share < 1
    assert made.engine == "neighbours"
    assert made.value is not None and first is not None
    assert made.value < 0.9 * first


def test_a_race_ends_at_its_share_of_the_time_when_there_is_a_plan() -> None:
    model = Model(frame(hidden(3, 10, 20, 8, 5)))
    watch = Watch(Budget(seconds=600), None)
    assert race(model, None, None, lambda *_: None, watch, 0.0).decided  # as long as there is no plan it goes on
    watch.found(99)
    assert not race(model, None, None, lambda *_: None, watch, 0.0).decided
