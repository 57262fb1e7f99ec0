"""Runs CP-SAT on a model within what is left of a budget, and can be stopped from the caller's thread."""

import math

from ortools.sat.python import cp_model

from ..common import Status
from ..running import run
from ..watch import Watch

_ROUNDING = 1e-4


def ask(cp: cp_model.CpModel, watch: Watch, share: float, seed: int) -> tuple[Status, cp_model.CpSolver, int]:
    """What the model's answer is by that share of the budget, the solver that holds it, and the bound of its price."""
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    watch.limits(solver, share)
    status = run(solver, cp, watch, lambda: watch.going_on(share))
    bound = 0.0 if status == "infeasible" else solver.best_objective_bound
    return status, solver, max(0, math.ceil(bound - _ROUNDING))
