"""Who would go where, alone or together: frozen values."""

from dataclasses import dataclass

from ...common import Budget, Contradiction, OnProgress, ProblemError, Reason, Status
from ..plan import Plan as AnyPlan

__all__ = [
    "PARTS",
    "Budget",
    "Contradiction",
    "Couple",
    "Must",
    "OnProgress",
    "Place",
    "Plan",
    "Problem",
    "ProblemError",
    "Reason",
    "Single",
    "Status",
    "together",
]

PARTS = ("blocking", "rank")

Plan = AnyPlan[str, str]
"""Each placed person's place; ``score`` counts blocking coalitions, then ranks (0 is the first wish)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere with ``seats``: a seminar group, an excursion, a hotel; ``wants`` are people, best first."""

    id: str
    seats: int
    wants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Single:
    """Somebody who comes alone and would go to the places of ``wants``, best first."""

    id: str
    wants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Couple:
    """Two who decide together: each wish is a place for ``a`` and one for ``b`` (None: that one stays away)."""

    a: str
    b: str
    wants: tuple[tuple[str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class Must:
    """The person is placed, at ``place`` or (None) anywhere; with ``place`` the wishes of both sides do not count."""

    person: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Places, people alone and people in couples."""

    places: tuple[Place, ...]
    singles: tuple[Single, ...] = ()
    couples: tuple[Couple, ...] = ()
    musts: tuple[Must, ...] = ()


def together(a: str, b: str, places: tuple[str, ...]) -> Couple:
    """Two friends who come only together, to the places in this order."""
    return Couple(a, b, tuple((place, place) for place in places))
