"""What a job fair's interviews, wishes and musts are: frozen values, in whole minutes from the first midnight."""

from dataclasses import dataclass

from ...common import Budget, Contradiction, OnProgress, ProblemError, Reason, Span, Status
from ..plan import Plan as AnyPlan

__all__ = [
    "PARTS",
    "Budget",
    "Contradiction",
    "Must",
    "OnProgress",
    "Pair",
    "Plan",
    "Problem",
    "ProblemError",
    "Reason",
    "Recruiter",
    "Span",
    "Status",
    "Student",
]

PARTS = ("blocking", "rank")

Pair = tuple[str, str]
"""A student and a recruiter."""

Plan = AnyPlan[Pair, int]
"""Each interview's first minute; ``score`` counts blocking pairs, then the students' ranks (0 is the first wish)."""


@dataclass(frozen=True, slots=True)
class Student:
    """Somebody who wants interviews: the recruiters of ``wants``, best first, and at most ``most`` of them.

    Who is not in ``wants`` is a no. ``available`` None means always; ``busy`` are other commitments.
    """

    id: str
    wants: tuple[str, ...]
    most: int = 3
    busy: tuple[Span, ...] = ()
    available: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Recruiter:
    """Somebody who interviews in the ``slots``, the students of ``wants``, best first.

    ``group`` students may sit in one slot together; ``most`` None means as many as the slots hold.
    """

    id: str
    wants: tuple[str, ...]
    slots: tuple[Span, ...]
    group: int = 1
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Must:
    """This interview takes place whatever the wishes say; ``start`` fixes its slot."""

    student: str
    recruiter: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Two sides with their wishes; a student has at least ``gap`` minutes between two interviews."""

    students: tuple[Student, ...]
    recruiters: tuple[Recruiter, ...]
    musts: tuple[Must, ...] = ()
    gap: int = 10
