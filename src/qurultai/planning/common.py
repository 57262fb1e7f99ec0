"""What every engine of the planning package shares: budget, progress, and words for outcomes and reasons."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Status = Literal["optimal", "feasible", "infeasible", "unknown"]

OnProgress = Callable[[int | None, int, float], bool | None]
"""Called with (best value so far or None, bound, seconds); returning ``False`` ends the work and keeps the best."""


class ProblemError(ValueError):
    """The problem names something that it does not hold, or has an impossible figure."""


@dataclass(frozen=True, slots=True)
class Span:
    """The minutes ``start <= t < end``, counted from 00:00 of the edition's first day."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Budget:
    """How long to work.

    ``within`` ends the work as soon as the plan is proven within this share of its value from the best one.
    ``seconds`` is wall time, ``workers`` how many cores CP-SAT may use. ``work`` (one to a few CPU-seconds each) is
    counted, not measured: with it CP-SAT has one worker, and the same problem, seed and budget give the same plan, as
    long as ``seconds`` is not reached first.
    """

    seconds: float = 60.0
    work: float | None = None
    workers: int = 2
    within: float = 0.0
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Reason:
    """What hurts, or what is demanded, for the caller to say in any language.

    ``code`` names the sentence, ``subjects`` are ids of sessions, people, rooms or pairs in the code's order
    (see ``docs/planning.md``), ``figures`` are its numbers, ``cost`` its share of the value (0 for a demand).
    """

    code: str
    subjects: tuple[str, ...]
    figures: tuple[int, ...] = ()
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Demands that cannot all be kept; ``minimal`` when it was proven that without any one of them they can."""

    demands: tuple[Reason, ...]
    minimal: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """A plan recounted: broken demands, the value by part, and what hurts (dearest first)."""

    violations: tuple[Reason, ...]
    score: dict[str, int]
    hurts: tuple[Reason, ...]

    @property
    def value(self) -> int:
        """The sum of all parts."""
        return sum(self.score.values())


class Measured:
    """What a plan's value and bound say of it."""

    status: Status
    value: int | None
    bound: int

    @property
    def proven(self) -> bool:
        """Whether it is proven that no plan is better (or, when infeasible, that there is none)."""
        return self.status in ("optimal", "infeasible")

    @property
    def gap(self) -> float | None:
        """By which share of the value a better plan could at most be cheaper: (value - bound) / value."""
        if self.value is None:
            return None
        return (self.value - self.bound) / self.value if self.value else 0.0


class Staked(Measured):
    """The same for a plan whose ``stake`` is its value if every wish were broken."""

    stake: int

    @property
    def kept_gap(self) -> float | None:
        """By which share the wishes kept could at most be more: (value - bound) / (stake - bound)."""
        if self.value is None:
            return None
        return (self.value - self.bound) / (self.stake - self.bound) if self.stake > self.bound else 0.0
