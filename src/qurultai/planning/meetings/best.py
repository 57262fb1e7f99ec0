"""The best plan so far, seen by the checker."""

from collections.abc import Mapping

from ..watch import Watch
from .check import check
from .frame import Frame, named
from .types import Place

Options = dict[int, tuple[int, int]]


class Best:
    """The best assignment so far; nothing that breaks a demand gets in."""

    def __init__(self, numbers: Frame, watch: Watch, keep: Mapping[str, Place] | None = None) -> None:
        self.numbers, self.watch, self.keep = numbers, watch, keep
        self.options: Options = {}
        self.assignment: dict[str, Place] = {}
        self.value: int | None = None

    def take(self, options: Options) -> None:
        """Keep it when it is better; raises AssertionError when it breaks a demand."""
        assignment = named(self.numbers, options, self.keep)
        verdict = check(self.numbers.problem, assignment)
        if verdict.violations:
            raise AssertionError(f"a plan breaks {verdict.violations[0]}")
        if self.value is None or verdict.value < self.value:
            self.value, self.assignment, self.options = verdict.value, assignment, dict(options)
            self.watch.found(verdict.value)
