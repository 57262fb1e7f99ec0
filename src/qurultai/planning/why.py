"""Why something is not in a plan: what the best plan with it forced costs more, or what stands against it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

from .common import Contradiction, Reason, Status


class Priced(Protocol):
    """What every engine's plan says of its price."""

    @property
    def status(self) -> Status:
        """How far it is proven."""

    @property
    def value(self) -> int | None:
        """Its price; None without a plan."""

    @property
    def bound(self) -> int:
        """No plan is below it."""

    @property
    def score(self) -> Mapping[str, int]:
        """The price by parts."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What hurts in it."""


AnyPlan = TypeVar("AnyPlan", bound=Priced)


@dataclass(frozen=True, slots=True)
class Why(Generic[AnyPlan]):
    """What it takes to have it otherwise, in units of the plan's value.

    It costs at least ``least`` (by the bound on all plans that have it) and at most ``most`` (in ``plan``, the one
    found; ``score`` is the difference by parts); below 0 when the plan asked about is not the best. ``hurts`` are the
    reasons that ``plan`` has and the plan asked about has not, dearest first. The ``contradiction`` says what stands
    against it. All empty: not known within the budget.
    """

    least: int | None = None
    most: int | None = None
    score: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    hurts: tuple[Reason, ...] = ()
    plan: AnyPlan | None = None
    contradiction: Contradiction | None = None

    @property
    def proven(self) -> bool:
        """Whether the cost is known exactly, or that it cannot be had at all."""
        return self.contradiction is not None if self.least is None else self.least == self.most


def why(
    made: AnyPlan,
    other: AnyPlan,
    explain: Callable[[], Contradiction | None],
    before: int | None = None,
    floor: int = 0,
) -> Why[AnyPlan]:
    """What ``other``, planned with something forced, costs more than ``made``; ``explain`` is asked when there is none.

    ``before`` is the value of ``made`` on the scale of ``other`` (None: its own); no plan of ``other``'s problem is
    below ``floor``.
    """
    if other.status == "infeasible":
        return Why(contradiction=explain())
    before = made.value if before is None else before
    if before is None:
        return Why()
    least = max(other.bound, floor) - before
    if other.value is None:
        return Why(least)
    parts = {**made.score, **other.score}
    return Why(
        least,
        other.value - before,
        MappingProxyType({part: other.score.get(part, 0) - made.score.get(part, 0) for part in parts}),
        tuple(r for r in other.reasons if r not in set(made.reasons)),
        other,
    )
