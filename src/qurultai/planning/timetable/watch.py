"""Runs CP-SAT on the whole model within what is left of the budget."""

import threading

from ortools.sat.python import cp_model

from ..watch import Watch
from .model import Model
from .types import Place, Status

__all__ = ["Watch", "solve"]


class _Keep(cp_model.CpSolverSolutionCallback):
    def __init__(self) -> None:
        super().__init__()
        self.found: int | None = None

    def on_solution_callback(self) -> None:
        self.found = round(self.objective_value)


def solve(model: Model, watch: Watch, share: float, seed: int, value_is_price: bool = True):
    """Run CP-SAT within the share; returns (status, assignment or None, best bound on its objective).

    The solver runs in a thread of its own so that the caller is told, and can stop it, from the caller's thread.
    """
    solver, keep = cp_model.CpSolver(), _Keep()
    solver.parameters.random_seed = seed
    watch.limits(solver, share)
    box: list[cp_model.CpSolverStatus] = []
    thread = threading.Thread(target=lambda: box.append(solver.solve(model.cp, keep)), daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.02)
        if value_is_price and keep.found is not None:
            watch.found(keep.found)
        if not watch.going_on() and watch.stopped:
            solver.stop_search()
    watch.work += solver.response_proto.deterministic_time
    words: dict[cp_model.CpSolverStatus, Status] = {
        cp_model.OPTIMAL: "optimal",
        cp_model.FEASIBLE: "feasible",
        cp_model.INFEASIBLE: "infeasible",
        cp_model.UNKNOWN: "unknown",
    }
    status = words[box[0]]
    found: dict[str, Place] | None = model.read(solver) if status in ("optimal", "feasible") else None
    return status, found, round(solver.best_objective_bound) if found is not None else 0
