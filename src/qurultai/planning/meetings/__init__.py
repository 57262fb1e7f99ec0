"""Meetings: wishes into slots and tables, with a proven bound, reasons, contradictions and repair."""

from .changes import Change, PersonAway, TablesClosed, WishAdded, WishDropped, changed
from .check import check, stake
from .demands import demands
from .explain import explain, why_not
from .repair import repair
from .solve import plan
from .types import (
    PARTS,
    Agenda,
    Budget,
    Contradiction,
    OnProgress,
    Person,
    Place,
    Plan,
    Problem,
    ProblemError,
    Quota,
    Reason,
    Slot,
    Tables,
    Walk,
    Weights,
    Wish,
)

__all__ = [
    "PARTS",
    "Agenda",
    "Budget",
    "Change",
    "Contradiction",
    "OnProgress",
    "Person",
    "PersonAway",
    "Place",
    "Plan",
    "Problem",
    "ProblemError",
    "Quota",
    "Reason",
    "Slot",
    "Tables",
    "TablesClosed",
    "Walk",
    "Weights",
    "Wish",
    "WishAdded",
    "WishDropped",
    "changed",
    "check",
    "demands",
    "explain",
    "plan",
    "repair",
    "stake",
    "why_not",
]
