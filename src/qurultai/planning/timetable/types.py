"""What a timetable problem, a plan and a reason are: frozen values, in whole minutes from the first midnight.

Units: every instant is an integer of minutes since 00:00 of the edition's first day in the edition's zone, so
day ``d`` (counted from 0) is ``[1440 * d, 1440 * (d + 1))``; every length is in minutes; every span is half open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..common import Budget, Contradiction, OnProgress, ProblemError, Reason, Span, Staked, Status

__all__ = [
    "DAY",
    "PARTS",
    "Apart",
    "Budget",
    "Contradiction",
    "Interest",
    "Interpreters",
    "Lunch",
    "OnProgress",
    "Order",
    "Person",
    "Place",
    "Plan",
    "Problem",
    "ProblemError",
    "Reason",
    "Room",
    "SameDay",
    "SameRoom",
    "Session",
    "Span",
    "Status",
    "Walk",
    "Weights",
]

DAY = 1440

PARTS = (
    "interest",
    "topic_parallel",
    "topic_rooms",
    "shortfall",
    "preferred",
    "order",
    "same_day",
    "same_room",
    "apart",
)


@dataclass(frozen=True, slots=True)
class Room:
    """A place for one session at a time; a session lies wholly in one of the ``open`` spans."""

    id: str
    capacity: int
    open: tuple[Span, ...]
    equipment: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody sessions cannot do without; ``busy`` are all other commitments, ``available`` None means always."""

    id: str
    busy: tuple[Span, ...] = ()
    available: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """Something to be placed in one room at one start.

    ``people`` must all be there. ``windows`` (empty: anywhere) must hold the whole session, ``preferred`` should.
    ``days`` (empty: any) are day numbers from 0. ``start`` and ``room`` fix it. ``seats_required`` makes the
    capacity a demand instead of a wish. ``alone`` is a plenary: nothing runs beside it. ``in_lunch`` may run in the
    whole house's lunch break. ``languages`` are the interpretation pairs it needs one team of interpreters for.
    """

    id: str
    minutes: int
    kind: str = ""
    topic: str | None = None
    audience: int = 0
    equipment: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    windows: tuple[Span, ...] = ()
    preferred: tuple[Span, ...] = ()
    days: frozenset[int] = frozenset()
    start: int | None = None
    room: str | None = None
    seats_required: bool = False
    alone: bool = False
    in_lunch: bool = False
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Order:
    """``before`` ends at least ``gap`` minutes before ``after`` starts; ``weight`` None makes it a demand."""

    before: str
    after: str
    gap: int = 0
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class SameDay:
    """Both sessions start on one day; ``weight`` None makes it a demand."""

    a: str
    b: str
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class SameRoom:
    """Both sessions are in one room; ``weight`` None makes it a demand."""

    a: str
    b: str
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """The two sessions do not overlap; ``weight`` None makes it a demand."""

    a: str
    b: str
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Interest:
    """``people`` want both sessions: this many clashes when they overlap."""

    a: str
    b: str
    people: int


@dataclass(frozen=True, slots=True)
class Lunch:
    """A free stretch of ``minutes`` inside ``window``.

    For the whole house nothing runs in it but sessions marked ``in_lunch``; otherwise each person of a session keeps
    such a stretch free of sessions and commitments (void for whoever's other commitments leave none anyway).
    """

    window: Span
    minutes: int
    whole_house: bool = False


@dataclass(frozen=True, slots=True)
class Interpreters:
    """``teams`` of interpreters for the language pair ``pair`` (two people each): so many sessions at once."""

    pair: str
    teams: int


@dataclass(frozen=True, slots=True)
class Walk:
    """Minutes from one room to another, both ways; rooms without a walk are next to each other (0)."""

    a: str
    b: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each wish costs: a co-starring person, a topic's parallel pair, a topic's further room,
    a missing seat, a session outside its preferred spans."""

    interest: int = 1
    topic_parallel: int = 20
    topic_rooms: int = 5
    shortfall: int = 1
    preferred: int = 10


@dataclass(frozen=True, slots=True)
class Problem:
    """Sessions to place in rooms; starts lie on multiples of ``grid`` minutes, or are the given ``starts``."""

    sessions: tuple[Session, ...]
    rooms: tuple[Room, ...]
    people: tuple[Person, ...] = ()
    orders: tuple[Order, ...] = ()
    same_days: tuple[SameDay, ...] = ()
    same_rooms: tuple[SameRoom, ...] = ()
    aparts: tuple[Apart, ...] = ()
    interests: tuple[Interest, ...] = ()
    lunches: tuple[Lunch, ...] = ()
    interpreters: tuple[Interpreters, ...] = ()
    walks: tuple[Walk, ...] = ()
    change_over: int = 0
    grid: int = 15
    starts: tuple[int, ...] = ()
    weights: Weights = Weights()


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a session is."""

    start: int
    room: str


@dataclass(frozen=True)
class Plan(Staked):
    """A timetable with its price.

    ``value`` is the weighted sum of broken wishes (smaller is better) and the sum of ``score``; no plan has a value
    below ``bound``. ``stake`` is the value if every wish were broken. ``reasons`` are what hurts, dearest first, or
    the contradiction when the status is ``infeasible``. ``moves`` counts sessions placed unlike the given start plan.
    """

    status: Status
    assignment: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    score: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    value: int | None = None
    bound: int = 0
    stake: int = 0
    reasons: tuple[Reason, ...] = ()
    moves: int | None = None
    moves_bound: int | None = None
    seconds: float = 0.0
    first_seconds: float | None = None
