"""What a plan of the matching engines is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, TypeVar

from ..common import Measured, Reason, Status
from ..watch import Watch

Key = TypeVar("Key")
Place = TypeVar("Place")


@dataclass(frozen=True)
class Plan(Measured, Generic[Key, Place]):
    """Who is where, with its price.

    ``score`` counts each part in its own unit, most important first; ``value`` is one number that orders plans as the
    parts do one after the other (lexicographically; smaller is better), and no plan has a value below ``bound``.
    ``reasons`` are what hurts, dearest first. After a repair ``told`` counts the people whose own programme differs
    from the plan before, and no plan has fewer than ``told_bound``; ``bound`` is then about plans with so many.
    """

    status: Status
    assignment: Mapping[Key, Place] = field(default_factory=lambda: MappingProxyType({}))
    score: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    value: int | None = None
    bound: int = 0
    reasons: tuple[Reason, ...] = ()
    told: int | None = None
    told_bound: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """A plan recounted: broken demands, the parts of its score, its value, and what hurts (dearest first)."""

    violations: tuple[Reason, ...]
    score: dict[str, int]
    value: int
    hurts: tuple[Reason, ...]


def concluded(
    assignment: Mapping[Key, Place], verdict: Verdict, status: Status, bound: int, watch: Watch
) -> Plan[Key, Place]:
    """The plan as the caller sees it, with the checker's score; AssertionError for one that breaks a demand."""
    if verdict.violations:
        raise AssertionError(f"a plan breaks {verdict.violations[0]}")
    watch.found(verdict.value)
    bound = verdict.value if status == "optimal" else min(bound, verdict.value)
    return Plan(
        status="optimal" if bound == verdict.value else "feasible",
        assignment=MappingProxyType(dict(sorted(assignment.items()))),
        score=MappingProxyType(verdict.score),
        value=verdict.value,
        bound=bound,
        reasons=verdict.hurts,
        seconds=watch.seconds,
    )
