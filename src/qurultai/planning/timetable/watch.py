"""Runs CP-SAT on the whole model within what is left of the budget."""

import math

from ortools.sat.python import cp_model

from ..running import run
from ..watch import Watch
from .model import Model
from .types import Place

__all__ = ["Watch", "solve"]

_ROUNDING = 1e-4


class _Keep(cp_model.CpSolverSolutionCallback):
    def __init__(self) -> None:
        super().__init__()
        self.found: int | None = None
        self.bound = 0.0

    def on_solution_callback(self) -> None:
        self.found = round(self.objective_value)

    def take_bound(self, bound: float) -> None:
        """No solution is below this bound."""
        self.bound = max(self.bound, bound)


def _by_cores(solver: cp_model.CpSolver) -> None:
    """Raise the bound by unsatisfiable cores, taken as they come, until a plan meets it.

    Probing and making cores smaller cost more than they bring on timetables, and so does a second worker beside.
    """
    parameters = solver.parameters
    parameters.num_workers, parameters.optimize_with_core, parameters.linearization_level = 1, True, 0
    parameters.cp_model_probing_level = parameters.symmetry_level = parameters.core_minimization_level = 0


def solve(  # noqa: PLR0917 - the two last are for a few callers only
    model: Model, watch: Watch, share: float, seed: int, value_is_price: bool = True, by_cores: bool = False
):
    """Run CP-SAT within the share; returns (status, assignment or None, best bound on its objective).

    ``by_cores`` is the search for sparse wishes over few starts: it works on the bound and finds plans late.
    The solver runs in a thread of its own so that the caller is told, and can stop it, from the caller's thread.
    """
    solver, keep = cp_model.CpSolver(), _Keep()
    solver.parameters.random_seed = seed
    solver.best_bound_callback = keep.take_bound
    watch.limits(solver, share)
    if by_cores:
        _by_cores(solver)

    def tell() -> bool:
        if value_is_price and keep.found is not None:
            watch.found(keep.found)
        if value_is_price and watch.bounded:
            watch.raised(math.ceil(keep.bound - _ROUNDING))
        return watch.going_on(share)

    status = run(solver, model.cp, watch, tell, keep)
    found: dict[str, Place] | None = model.read(solver) if status in ("optimal", "feasible") else None
    return status, found, math.ceil(solver.best_objective_bound - _ROUNDING) if status != "infeasible" else 0
