"""How much of the budget is spent, the best so far, and whether to go on; tells the caller."""

import time
from typing import TYPE_CHECKING

from .common import Budget, OnProgress

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

_PULSE_SECONDS = 0.5


class Watch:
    """Counts seconds and work; ``going_on(share)`` says whether that share of the budget is still unspent."""

    def __init__(self, budget: Budget, on_progress: OnProgress | None) -> None:
        self.budget = budget
        self.on_progress = on_progress
        self.began = budget.clock()
        self.work = 0.0
        self.best: int | None = None
        self.bound = 0
        self.stopped = False
        self.bounded = False
        self.first_seconds: float | None = None
        self._told = 0.0

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return self.budget.clock() - self.began

    @property
    def enough(self) -> bool:
        """Whether the best is proven as near to the best possible as the budget asks; only where bounds are made."""
        return self.bounded and self.best is not None and self.best - self.bound <= self.budget.within * self.best

    def going_on(self, share: float = 1.0) -> bool:
        """Whether to go on; with counted work the seconds are only the last limit."""
        if self.seconds - self._told > _PULSE_SECONDS:
            self._tell()
        if self.enough:
            return False
        if self.budget.work is None:
            return not self.stopped and self.seconds < self.budget.seconds * share
        return not self.stopped and self.work < self.budget.work * share and self.seconds < self.budget.seconds

    def done(self, since: float, share: float) -> float:
        """How much of the way from share ``since`` to share ``share`` of the budget is gone (1: all of it, or stop)."""
        if not self.going_on():
            return 1.0
        return 1.0 if share <= since else max(0.0, (self.gone - since) / (share - since))

    @property
    def gone(self) -> float:
        """The share of the budget that is spent."""
        return self.seconds / self.budget.seconds if self.budget.work is None else self.work / self.budget.work

    def found(self, value: int) -> None:
        """A plan of this value was found."""
        if self.best is None or value < self.best:
            self.best = value
            self.first_seconds = self.seconds if self.first_seconds is None else self.first_seconds
            self._tell()

    def raised(self, bound: int) -> None:
        """No plan is below this bound."""
        if bound > self.bound:
            self.bound = bound
            self._tell()

    def _tell(self) -> None:
        self._told = self.seconds
        if self.on_progress is not None and self.on_progress(self.best, self.bound, self._told) is False:
            self.stopped = True

    def limits(self, solver: "cp_model.CpSolver", share: float) -> None:
        """Give the solver what is left of that share; seconds of another clock than the wall's are watched outside."""
        parameters = solver.parameters
        parameters.num_workers = self.budget.workers if self.budget.work is None else 1
        left = self.budget.seconds - self.seconds
        if self.budget.work is None:
            left -= self.budget.seconds * (1 - share)
        else:
            parameters.max_deterministic_time = max(0.01, self.budget.work * share - self.work)
        if self.budget.clock is time.monotonic:
            parameters.max_time_in_seconds = max(0.01, left)
