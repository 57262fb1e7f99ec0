"""Timetables: sessions into rooms and times, with a proven bound, reasons, contradictions and repair."""

from .changes import Change, PersonAway, RoomClosed, SessionAdded, SessionDropped, SessionLonger, changed
from .check import check, stake
from .demands import demands
from .explain import explain
from .interest import interests_from_stars
from .repair import repair
from .solve import plan
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
]
