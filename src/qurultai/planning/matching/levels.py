"""Minimises several costs one after the other with CP-SAT, each fixed before the next, within one budget."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ortools.sat.python import cp_model

from ..common import Status
from ..running import run
from ..watch import Watch

Found = TypeVar("Found")


@dataclass(frozen=True)
class Outcome(Generic[Found]):
    """The best found, the value of each level, and how much of them is proven.

    ``bounds`` holds a proven least value of each level under the levels before it; it ends after the first level that
    was not proven, whose entry is the best bound known.
    """

    status: Status
    found: Found | None
    values: tuple[int, ...] = ()
    bounds: tuple[int, ...] = ()


def solve(cp: cp_model.CpModel, watch: Watch, share: float, seed: int) -> tuple[Status, cp_model.CpSolver]:
    """Run CP-SAT until that share of the budget is spent, in a thread of its own so that the caller can stop it.

    All constraints go into its linear relaxation: "too many for these seats" is seen there, hardly by search.
    """
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    watch.limits(solver, share)
    return run(solver, cp, watch, lambda: watch.going_on() or not watch.stopped), solver


def minimise(
    cp: cp_model.CpModel,
    levels: Sequence[Any],
    watch: Watch,
    seed: int,
    read: Callable[[cp_model.CpSolver], Found],
    *,
    hint: Mapping[Any, int] | None = None,
    share: float = 1.0,
    floors: Sequence[int] = (),
) -> Outcome[Found]:
    """Minimise the levels in their order; a level not proven when its share of the budget ends closes the work.

    All levels together end when ``share`` of the whole budget is spent. ``floors`` are known least values: a level that
    the best found so far holds there needs no further work.
    """
    found: Found | None = None
    values: list[int] = []
    bounds: list[int] = []
    since = watch.gone
    _hint(cp, hint or {})
    for n, level in enumerate(levels):
        if found is not None and n < len(floors) and values[n] == floors[n]:
            cp.add(level == values[n])
            bounds.append(values[n])
            continue
        cp.minimize(level)
        until = since + (share - since) * (0.5 + 0.5 * (n + 1) / len(levels))
        status, solver = solve(cp, watch, until, seed)
        if status in ("infeasible", "unknown"):
            return Outcome(status if found is None else "feasible", found, tuple(values), tuple(bounds))
        found = read(solver)
        reached = round(solver.value(level))
        values = [*values[:n], reached, *(round(solver.value(later)) for later in levels[n + 1 :])]
        if status != "optimal":
            return Outcome("feasible", found, tuple(values), (*bounds, round(solver.best_objective_bound)))
        bounds.append(reached)
        if n + 1 < len(levels):
            cp.add(level == reached)
            solution = enumerate(solver.response_proto.solution)
            _hint(cp, {cp.get_int_var_from_proto_index(i): value for i, value in solution})
    return Outcome("optimal", found, tuple(values), tuple(bounds))


def _hint(cp: cp_model.CpModel, values: Mapping[Any, int]) -> None:
    cp.clear_hints()
    for variable, value in values.items():
        cp.add_hint(variable, int(value))
