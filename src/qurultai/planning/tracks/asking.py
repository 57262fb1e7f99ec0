"""Runs CP-SAT on a model within what is left of a budget, and can be stopped from the caller's thread."""

import math
import threading

from ortools.sat.python import cp_model

from ..common import Status
from ..statuses import STATUSES
from ..watch import Watch

_ROUNDING = 1e-4


def ask(cp: cp_model.CpModel, watch: Watch, share: float, seed: int) -> tuple[Status, cp_model.CpSolver, int]:
    """What the model's answer is by that share of the budget, the solver that holds it, and the bound of its price."""
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    watch.limits(solver, share)
    box: list[cp_model.CpSolverStatus] = []
    thread = threading.Thread(target=lambda: box.append(solver.solve(cp)), daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.02)
        if not watch.going_on(share):
            solver.stop_search()
    watch.work += solver.response_proto.deterministic_time
    status = STATUSES[box[0]]
    bound = 0.0 if status == "infeasible" else solver.best_objective_bound
    return status, solver, max(0, math.ceil(bound - _ROUNDING))
