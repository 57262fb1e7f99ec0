"""Interviews of a job fair: stable by both sides' wishes, in slots with gaps, with reasons and repair."""

from .changes import Change, MustAdded, RecruiterAway, StudentAway, changed
from .check import check
from .deferred import deferred_acceptance
from .explain import demands, explain, why_not
from .repair import repair, told
from .solve import plan
from .types import (
    PARTS,
    Budget,
    Contradiction,
    Must,
    OnProgress,
    Pair,
    Plan,
    Problem,
    ProblemError,
    Reason,
    Recruiter,
    Span,
    Status,
    Student,
)

__all__ = [
    "PARTS",
    "Budget",
    "Change",
    "Contradiction",
    "Must",
    "MustAdded",
    "OnProgress",
    "Pair",
    "Plan",
    "Problem",
    "ProblemError",
    "Reason",
    "Recruiter",
    "RecruiterAway",
    "Span",
    "Status",
    "Student",
    "StudentAway",
    "changed",
    "check",
    "deferred_acceptance",
    "demands",
    "explain",
    "plan",
    "repair",
    "told",
    "why_not",
]
