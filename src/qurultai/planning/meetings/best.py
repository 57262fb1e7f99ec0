"""The best plan so far, seen by the checker."""

from collections.abc import Mapping

from ..common import Verdict
from ..watch import Watch
from .check import check
from .frame import Frame, named
from .types import Place

Options = dict[int, tuple[int, int]]
_SAFE = 2.5


class Best:
    """The best assignment so far; nothing that breaks a demand gets in.

    ``look`` is how many seconds the checker took the last time: what a search has to leave of its time.
    """

    def __init__(self, numbers: Frame, watch: Watch, keep: Mapping[str, Place] | None = None) -> None:
        self.numbers, self.watch, self.keep = numbers, watch, keep
        self.options: Options = {}
        self.assignment: dict[str, Place] = {}
        self.value: int | None = None
        self.verdict: Verdict | None = None
        self.look = 0.0

    @property
    def last_look(self) -> float:
        """The share of the budget that the last look at a plan will take (with what follows it, to be safe)."""
        budget = self.watch.budget
        return 0.0 if budget.work is not None else min(0.5, _SAFE * self.look / budget.seconds)

    def take(self, options: Options) -> None:
        """Keep it when it is better; raises AssertionError when it breaks a demand."""
        began = self.watch.seconds
        assignment = named(self.numbers, options, self.keep)
        verdict = check(self.numbers.problem, assignment)
        self.look = self.watch.seconds - began
        if verdict.violations:
            raise AssertionError(f"a plan breaks {verdict.violations[0]}")
        if self.value is None or verdict.value < self.value:
            self.value, self.assignment, self.options = verdict.value, assignment, dict(options)
            self.verdict = verdict
            self.watch.found(verdict.value)
