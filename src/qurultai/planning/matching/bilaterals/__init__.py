"""Bilateral meetings by protocol order: slots, rooms, interpreters and heads, with reasons, contradictions, repair."""

from .changes import Change, PersonAway, RequestAdded, RequestDropped, RoomClosed, SlotLost, changed
from .check import check
from .explain import demands, explain, why_not
from .repair import repair, told
from .solve import plan
from .types import (
    PARTS,
    Budget,
    Contradiction,
    Delegation,
    Interpreter,
    Meeting,
    Official,
    OnProgress,
    Plan,
    Press,
    Problem,
    ProblemError,
    Reason,
    Request,
    Room,
    Span,
    Status,
)

__all__ = [
    "PARTS",
    "Budget",
    "Change",
    "Contradiction",
    "Delegation",
    "Interpreter",
    "Meeting",
    "Official",
    "OnProgress",
    "PersonAway",
    "Plan",
    "Press",
    "Problem",
    "ProblemError",
    "Reason",
    "Request",
    "RequestAdded",
    "RequestDropped",
    "Room",
    "RoomClosed",
    "SlotLost",
    "Span",
    "Status",
    "changed",
    "check",
    "demands",
    "explain",
    "plan",
    "repair",
    "told",
    "why_not",
]
