"""Places for people who come alone or together: stable where that is possible, and what is least when it is not."""

from .check import check
from .explain import demands, explain, why_not
from .repair import Change, MustAdded, PersonGone, SeatsChanged, changed, repair, told
from .sequential import sequential
from .solve import plan
from .types import (
    PARTS,
    Budget,
    Contradiction,
    Couple,
    Must,
    OnProgress,
    Place,
    Plan,
    Problem,
    ProblemError,
    Reason,
    Single,
    Status,
    together,
)

__all__ = [
    "PARTS",
    "Budget",
    "Change",
    "Contradiction",
    "Couple",
    "Must",
    "MustAdded",
    "OnProgress",
    "PersonGone",
    "Place",
    "Plan",
    "Problem",
    "ProblemError",
    "Reason",
    "SeatsChanged",
    "Single",
    "Status",
    "changed",
    "check",
    "demands",
    "explain",
    "plan",
    "repair",
    "sequential",
    "together",
    "told",
    "why_not",
]
