"""Meetings: wishes into slots and tables, with a proven bound, reasons, contradictions and repair."""

from .check import check, stake
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
    "Contradiction",
    "OnProgress",
    "Person",
    "Place",
    "Plan",
    "Problem",
    "ProblemError",
    "Quota",
    "Reason",
    "Slot",
    "Tables",
    "Walk",
    "Weights",
    "Wish",
    "check",
    "plan",
    "stake",
]
