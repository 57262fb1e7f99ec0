"""What bilateral meetings of delegations are: frozen values, in whole minutes from the first midnight."""

from dataclasses import dataclass
from typing import Literal

from ...common import Budget, Contradiction, OnProgress, ProblemError, Reason, Span, Status
from ..plan import Plan as AnyPlan

__all__ = [
    "PARTS",
    "Budget",
    "Contradiction",
    "Delegation",
    "Interpreter",
    "Meeting",
    "Official",
    "OnProgress",
    "Plan",
    "Press",
    "Problem",
    "ProblemError",
    "Reason",
    "Request",
    "Room",
    "Span",
    "Status",
]

PARTS = ("unplaced", "level", "preferred")

Press = Literal["open", "photo", "closed"]


@dataclass(frozen=True, slots=True)
class Delegation:
    """A side with its precedence: the smaller the ``rank``, the higher; equal ranks are settled by time of receipt."""

    id: str
    rank: int


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who can head a side; ``level`` 1 is the highest office. ``available`` None means always."""

    id: str
    delegation: str
    level: int
    busy: tuple[Span, ...] = ()
    available: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """A room with ``seats`` on each side of the table, for one meeting at a time, inside one of its ``open`` spans."""

    id: str
    seats: int
    open: tuple[Span, ...]
    press: bool = True


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Somebody who interprets the language ``pairs``, one meeting at a time."""

    id: str
    pairs: frozenset[str]
    busy: tuple[Span, ...] = ()
    available: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """The delegation ``by`` asks ``to`` for a meeting: its wish number ``wish``, received at minute ``received``.

    ``seats`` are needed on each side; the heads hold offices of about the ``level``. ``languages`` is the pair to be
    interpreted, if any. ``press`` other than closed needs a room that admits it. ``windows`` (empty: any time) must
    hold the meeting, ``preferred`` should. A ``must`` takes place whatever its rank.
    """

    id: str
    by: str
    to: str
    level: int
    wish: int = 1
    received: int = 0
    seats: int = 1
    languages: str | None = None
    press: Press = "closed"
    windows: tuple[Span, ...] = ()
    preferred: tuple[Span, ...] = ()
    must: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Requests for the common ``slots`` (which may overlap); ``level_gap`` is how far a head's office may be off.

    Up to the ``deadline`` (a minute; None: never over) precedence decides, for what came later the time of receipt.
    """

    slots: tuple[Span, ...]
    delegations: tuple[Delegation, ...]
    officials: tuple[Official, ...]
    rooms: tuple[Room, ...]
    interpreters: tuple[Interpreter, ...]
    requests: tuple[Request, ...]
    deadline: int | None = None
    level_gap: int = 1


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where, who interprets, and who heads the asking and the asked side."""

    slot: Span
    room: str
    interpreter: str | None
    heads: tuple[str, str]


Plan = AnyPlan[str, Meeting]
"""Each placed request's meeting; ``value`` reads the requests in protocol order as one number: first who is unplaced
(a binary digit each), then how far each is from its level and preferred time."""
