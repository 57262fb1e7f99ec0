"""CP-SAT in a thread of its own: the caller is told, and can stop it, from the caller's thread."""

import threading
from collections.abc import Callable

from ortools.sat.python import cp_model

from .common import Status
from .statuses import STATUSES
from .watch import Watch

_PULSE_SECONDS = 0.02


def run(
    solver: cp_model.CpSolver,
    cp: cp_model.CpModel,
    watch: Watch,
    going_on: Callable[[], bool],
    noting: cp_model.CpSolverSolutionCallback | None = None,
) -> Status:
    """Solve the model, count its work, and say how it ended; ``going_on``, asked every pulse, stops it when false."""
    box: list[cp_model.CpSolverStatus] = []
    thread = threading.Thread(target=lambda: box.append(solver.solve(cp, noting)), daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_PULSE_SECONDS)
        if not going_on():
            solver.stop_search()
    watch.work += solver.response_proto.deterministic_time
    return STATUSES[box[0]]
