"""From a problem to a plan: what follows at once, a quick exact try, local search with its bound, the exact race.

Which of these run depends on what the problem asks, never on its name: when every wish is a must, the exact engines
come first and the search only when the problem is too large for them; when wishes are to be chosen, the search and the
bound by prices come first, and the exact engines follow when the problem is small enough.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from random import Random
from types import MappingProxyType
from typing import Any

from ..watch import Watch
from .asking import Question
from .best import Best
from .check import stake
from .choose import choose
from .days import Days
from .exact import by_cores, upwards
from .frame import Frame, frame
from .model import Model
from .neighbours import improve
from .race import race
from .types import Budget, OnProgress, Place, Plan, Problem, Reason, Status

ONE_MINUTE = Budget()
EXACT_OPTIONS = 40_000
_QUICK_CONFLICTS = 3_000
TINY_OPTIONS = 100
SMALL_OPTIONS = 3_000
_CONFLICTS_PER_WORK = 3_000
_FIRST_CONFLICTS = 50_000
_RACED = 0.9
_ASKED = 0.5


@dataclass
class _Verdict:
    status: Status
    engine: str
    reasons: tuple[Reason, ...] = ()


def plan(
    problem: Problem,
    budget: Budget = ONE_MINUTE,
    seed: int = 0,
    on_progress: OnProgress | None = None,
    start: Plan | None = None,
) -> Plan:
    """The best plan found within the budget, with its proven bound; ``start`` is where the search begins.

    Raises ProblemError for a problem that makes no sense. A problem without any plan gives status ``infeasible``;
    ``explain`` says why.
    """
    watch = Watch(budget, on_progress)
    numbers = frame(problem)
    best = Best(numbers, watch)
    hopeless = numbers.hopeless
    if hopeless:
        reasons = tuple(Reason("no_slot", (problem.wishes[m].id,)) for m in hopeless)
        verdict = _Verdict("infeasible", "what follows", reasons)
    else:
        verdict = _solve(numbers, best, watch, seed, start)
    return conclude(best, verdict.status, verdict.engine, verdict.reasons, start)


def _solve(numbers: Frame, best: Best, watch: Watch, seed: int, start: Plan | None) -> _Verdict:
    size = sum(len(options) for options in numbers.options)
    choosing = any(w is not None and numbers.options[m] for m, w in enumerate(numbers.weight))
    if size <= TINY_OPTIONS or (not choosing and size <= EXACT_OPTIONS):
        return _exact(numbers, best, watch, seed)
    choose(numbers, best, seed, start, 0.6 if size <= SMALL_OPTIONS else 1.0)
    if best.value is not None and best.value <= watch.bound:
        return _Verdict("optimal", "search")
    if size <= (SMALL_OPTIONS if choosing else EXACT_OPTIONS) and watch.going_on():
        return _exact(numbers, best, watch, seed)
    return _Verdict("feasible" if best.value is not None else "unknown", "search")


def _exact(numbers: Frame, best: Best, watch: Watch, seed: int) -> _Verdict:
    days = Days(numbers)
    if days.impossible:
        return _Verdict("infeasible", "days")
    model = Model(numbers)
    watch.raised(max(watch.bound, model.sunk))
    low = days.breaks if _only_breaks(model, days) else None
    if low is not None:
        watch.raised(low * numbers.problem.weights.breaks)
        low = _upwards(model, days, low, best, watch)
        if low is None:
            return _Verdict("optimal" if best.value is not None else "infeasible", "upwards")
    if sum(len(options) for options in numbers.options) <= TINY_OPTIONS:
        by_cores(model, partial(_take, model, best, watch))
        return _Verdict("optimal" if best.value is not None else "infeasible", "cores")
    even = len({price for _, price in model.priced}) == 1
    if watch.budget.work is None:
        outcome = race(model, days, low, partial(_take, model, best, watch), watch, _RACED if even else 1.0)
        if outcome.decided:
            return _Verdict("optimal" if best.value is not None else "infeasible", outcome.engine)
    if even and watch.going_on():
        _neighbours(model, best, watch, seed)
        if best.value is not None and best.value <= watch.bound:
            return _Verdict("optimal", "neighbours")
    return _Verdict("feasible", "neighbours") if best.value is not None else _Verdict("unknown", "race")


def _neighbours(model: Model, best: Best, watch: Watch, seed: int) -> None:
    """What is left of the budget, for a better plan than the exact engines met on their way."""
    if best.value is None and watch.budget.work is not None:  # else a race has looked for it
        first = Question(model.clauses)
        if first.ask(_FIRST_CONFLICTS):
            best.take(model.read(first.true))
    if best.value is None:
        return
    before, least = watch.work, (watch.bound - model.sunk) // model.priced[0][1]

    def spent(conflicts: int) -> bool:
        watch.work = before + conflicts / _CONFLICTS_PER_WORK
        return not watch.going_on(1.0 - best.last_look)

    improve(model, best.options, least, Random(seed), best.take, spent)


def _only_breaks(model: Model, days: Days) -> bool:
    """Whether breaks are all that costs, and of agendas that the bound by days knows."""
    counted = {level for p in days.agendas for level in model.breaks[p]}
    return bool(model.frame.problem.weights.breaks) and all(literal in counted for literal, _ in model.priced)


def _upwards(model: Model, days: Days, low: int, best: Best, watch: Watch) -> int | None:
    """The quick exact try in this process, its work counted; with a budget of work, its share."""
    work = watch.budget.work
    conflicts = _QUICK_CONFLICTS if work is None else max(1, round(_ASKED * work * _CONFLICTS_PER_WORK))
    low_now = upwards(model, days, low, partial(_take, model, best, watch), conflicts, watch.going_on)
    watch.work += 0.0 if work is None else _ASKED * work
    return low_now


def _take(model: Model, best: Best, watch: Watch, kind: str, said: Any) -> None:
    """What an engine tells while it runs."""
    if kind == "bound":
        watch.raised(said + model.sunk)
    elif kind == "found":
        best.take(said)


def conclude(
    best: Best, status: Status, engine: str, reasons: tuple[Reason, ...] = (), start: Plan | None = None
) -> Plan:
    """The plan as the caller sees it, its score recounted by the checker."""
    problem, watch = best.numbers.problem, best.watch
    verdict = best.verdict
    if verdict is None:
        return Plan(
            status, bound=watch.bound, stake=stake(problem), reasons=reasons, engine=engine, seconds=watch.seconds
        )
    bound = verdict.value if status == "optimal" else min(watch.bound, verdict.value)
    return Plan(
        status="optimal" if bound == verdict.value else "feasible",
        assignment=MappingProxyType(dict(sorted(best.assignment.items()))),
        score=MappingProxyType(verdict.score),
        value=verdict.value,
        bound=bound,
        stake=stake(problem),
        reasons=verdict.hurts,
        told=None if start is None else told(problem, start.assignment, best.assignment),
        engine=engine,
        seconds=watch.seconds,
        first_seconds=watch.first_seconds,
    )


def told(problem: Problem, before: Mapping[str, Place], after: Mapping[str, Place]) -> tuple[str, ...]:
    """The people who sit in a meeting of either plan that is not the same in the other."""
    people: set[str] = set()
    for i in before.keys() | after.keys():
        one, two = before.get(i), after.get(i)
        if one != two:
            people |= {person for place in (one, two) if place for person in (place.person_a, place.person_b)}
    return tuple(sorted(people))
