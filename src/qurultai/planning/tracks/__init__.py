"""Programmes of tracks: submissions into sessions and rooms, a room in a session given to one track.

made = plan(problem, Budget(seconds=60), seed=1, on_progress=tell)     # -> Plan
problem2, made2 = repair(problem, made, RoomClosed(room=3, sessions=frozenset({4})))
why = explain(problem)                                                 # -> Contradiction | None
"""

from ..common import Contradiction, Reason
from ..why import Why
from .changes import (
    Change,
    RoomClosed,
    SessionLost,
    SessionShorter,
    SubmissionAdded,
    SubmissionAway,
    SubmissionDropped,
    SubmissionLonger,
    TrackAway,
    changed,
)
from .check import check
from .demands import demands
from .explain import SubmissionIn, TrackIn, explain, why_not
from .repair import repair
from .solve import plan
from .types import CONFLICTS, PARTS, PENALTIES, Budget, Cell, OnProgress, Plan, Problem, ProblemError, Submission

__all__ = [
    "CONFLICTS",
    "PARTS",
    "PENALTIES",
    "Budget",
    "Cell",
    "Change",
    "Contradiction",
    "OnProgress",
    "Plan",
    "Problem",
    "ProblemError",
    "Reason",
    "RoomClosed",
    "SessionLost",
    "SessionShorter",
    "Submission",
    "SubmissionAdded",
    "SubmissionAway",
    "SubmissionDropped",
    "SubmissionIn",
    "SubmissionLonger",
    "TrackAway",
    "TrackIn",
    "Why",
    "changed",
    "check",
    "demands",
    "explain",
    "plan",
    "repair",
    "why_not",
]
