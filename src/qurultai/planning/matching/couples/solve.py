"""From wishes to places: proposals first, then CP-SAT, which proves what the proposals found or finds the least."""

from collections.abc import Mapping

from ...watch import Watch
from ..levels import minimise
from ..plan import concluded
from .check import check
from .frame import frame
from .model import Model
from .sequential import complete, sequential
from .types import Budget, OnProgress, Plan, Problem, Status

ONE_MINUTE = Budget()
_ORDERS = 8


def plan(
    problem: Problem,
    budget: Budget = ONE_MINUTE,
    seed: int = 0,
    on_progress: OnProgress | None = None,
    start: Plan | None = None,
) -> Plan:
    """The placing with the fewest blocking coalitions found within the budget, then the best ranks, and the bound.

    With no blocking coalition it is stable; a ``bound`` of at least one coalition's price proves that no placing is.
    Raises ProblemError for a problem that makes no sense; ``explain`` says why a status is ``infeasible``.
    """
    watch = Watch(budget, on_progress)
    numbers = frame(problem)
    tries = [sequential(numbers, seed * _ORDERS + n) for n in range(_ORDERS)]
    tries += [dict(start.assignment)] if start is not None else []
    good = [t for t in tries if complete(numbers, t) and not check(problem, t).violations]
    best = min(good, key=lambda t: check(problem, t).value, default=None)
    if best is not None:
        watch.found(check(problem, best).value)
    model = Model(numbers)
    levels = [model.blocking(), model.rank()]
    if best is not None and not check(problem, best).score["blocking"]:
        model.cp.add(levels.pop(0) == 0)
    known = (0,) * (2 - len(levels))
    outcome = minimise(model.cp, levels, watch, seed, model.read, hint=model.hints(best or {}))
    found = [t for t in (best, outcome.found) if t is not None]
    if not found:
        return conclude(problem, None, outcome.status, 0, watch)
    bounds = (*known, *outcome.bounds, 0, 0)
    best = min(found, key=lambda t: check(problem, t).value)
    return conclude(problem, best, outcome.status, numbers.value(*bounds[:2]), watch)


def conclude(problem: Problem, assignment: Mapping[str, str] | None, status: Status, bound: int, watch: Watch) -> Plan:
    """The plan as the caller sees it, its score recounted by the checker."""
    if assignment is None:
        return Plan(status, seconds=watch.seconds)
    return concluded(assignment, check(problem, assignment), status, bound, watch)
