"""What CP-SAT says of a search, in the words of plans."""

from ortools.sat.python import cp_model

from .common import Status

STATUSES: dict[cp_model.CpSolverStatus, Status] = {
    cp_model.OPTIMAL: "optimal",
    cp_model.FEASIBLE: "feasible",
    cp_model.INFEASIBLE: "infeasible",
    cp_model.UNKNOWN: "unknown",
}
