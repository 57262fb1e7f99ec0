"""Timetables: sessions into rooms and times, with a proven bound, reasons, contradictions and repair.

The solvers are loaded at the first use of `plan`, `repair`, `explain` or `why_not`: they take two CPU-seconds, and
most processes only name a problem.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .changes import Change, PersonAway, RoomClosed, SessionAdded, SessionDropped, SessionLonger, changed
from .check import check, stake
from .demands import demands
from .interest import interests_from_stars
from .types import (
    DAY,
    PARTS,
    Apart,
    Budget,
    Contradiction,
    Interest,
    Interpreters,
    Lunch,
    OnProgress,
    Order,
    Person,
    Place,
    Plan,
    Problem,
    ProblemError,
    Reason,
    Room,
    SameDay,
    SameRoom,
    Session,
    Span,
    Walk,
    Weights,
)

if TYPE_CHECKING:
    from .contradictions import explain, why_not
    from .repairs import repair
    from .solve import plan

__all__ = [
    "DAY",
    "PARTS",
    "Apart",
    "Budget",
    "Change",
    "Contradiction",
    "Interest",
    "Interpreters",
    "Lunch",
    "OnProgress",
    "Order",
    "Person",
    "PersonAway",
    "Place",
    "Plan",
    "Problem",
    "ProblemError",
    "Reason",
    "Room",
    "RoomClosed",
    "SameDay",
    "SameRoom",
    "Session",
    "SessionAdded",
    "SessionDropped",
    "SessionLonger",
    "Span",
    "Walk",
    "Weights",
    "changed",
    "check",
    "demands",
    "explain",
    "interests_from_stars",
    "plan",
    "repair",
    "stake",
    "why_not",
]

_SOLVING = {"explain": ".contradictions", "plan": ".solve", "repair": ".repairs", "why_not": ".contradictions"}


def __getattr__(name: str) -> object:
    """The functions that solve, loaded when first asked for."""
    if name not in _SOLVING:
        raise AttributeError(name)
    return getattr(import_module(_SOLVING[name], __name__), name)
