"""What a meetings problem and its plan are: frozen values; slots are numbers, minutes count from midnight."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..common import Budget, Contradiction, OnProgress, ProblemError, Reason, Staked, Status

__all__ = [
    "PARTS", "Agenda", "Budget", "Contradiction", "OnProgress", "Person", "Place", "Plan", "Problem", "ProblemError",
    "Quota", "Reason", "Slot", "Status", "Tables", "Walk", "Weights", "Wish",
]  # fmt: skip

PARTS = ("wish", "floor", "breaks")


@dataclass(frozen=True, slots=True)
class Slot:
    """A time for meetings, ``start <= minute < end``; slots are given in order of time and do not overlap.

    ``part`` names the half of the day (or the day) that it belongs to.
    """

    start: int
    end: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sit at one table in each slot that is ``available`` (numbers of slots; None: all)."""

    id: str
    available: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """One schedule of meetings: of a person, or of colleagues of whom any free one takes the next meeting.

    ``cap`` is the most meetings in all. ``place`` is the id of the tables at which it always meets (its stand).
    ``floor`` is how many meetings it should get before anybody gets more than that (never more than its wishes).
    """

    id: str
    people: tuple[Person, ...]
    company: str = ""
    category: str = ""
    cap: int | None = None
    place: str | None = None
    floor: int = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """A meeting of two agendas that is wanted; ``weight`` None makes it a must.

    ``slot`` fixes it, ``parts`` (empty: any) are the parts of the programme it may be in, ``not_slots`` are closed to
    it. ``again`` lets it take place though one of the two meets the other's company already.
    """

    id: str
    a: str
    b: str
    weight: int | None = None
    slot: int | None = None
    parts: frozenset[str] = frozenset()
    not_slots: frozenset[int] = frozenset()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Tables:
    """``count`` tables side by side, to be had in the slots ``open`` (None: all).

    ``reserved`` tables are only for the agendas whose place they are.
    """

    id: str
    count: int
    open: frozenset[int] | None = None
    reserved: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """Minutes from some tables to others, both ways; tables without a walk are next to each other (0).

    Colleagues who share an agenda walk as one: its next meeting is not farther than the pause allows.
    """

    a: str
    b: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Quota:
    """Every agenda of category ``of`` has at most ``most`` meetings with those of ``towards`` (None: any category)."""

    of: str | None
    towards: str | None
    most: int


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit costs: a meeting missing to an agenda's floor, an idle break between two meetings of an agenda."""

    floor: int = 5
    breaks: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """Wishes to be given slots and tables.

    ``never`` are pairs of agendas that do not meet. ``orders`` are pairs of wishes: the first is in an earlier slot
    (when both take place). ``breaks_differ``: no two agendas' numbers of breaks differ by more. ``once_per_company``:
    an agenda meets another company once, but for wishes that say ``again``.
    """

    slots: tuple[Slot, ...]
    agendas: tuple[Agenda, ...]
    wishes: tuple[Wish, ...]
    tables: tuple[Tables, ...]
    orders: tuple[tuple[str, str], ...] = ()
    never: frozenset[frozenset[str]] = frozenset()
    quotas: tuple[Quota, ...] = ()
    walks: tuple[Walk, ...] = ()
    breaks_differ: int | None = None
    once_per_company: bool = False
    weights: Weights = Weights()


@dataclass(frozen=True, slots=True)
class Place:
    """Which slot, which tables, and who of each side sits there."""

    slot: int
    tables: str
    person_a: str
    person_b: str


@dataclass(frozen=True)
class Plan(Staked):
    """Meetings placed, with their price.

    ``value`` is the weight of wishes left out plus missing floors and breaks (smaller is better), the sum of ``score``;
    no plan has a value below ``bound``; ``stake`` is the value if nothing took place. ``reasons`` are what hurts,
    dearest first, or the contradiction's codes when the status is ``infeasible``. ``told`` are the people whose
    meetings differ from the given start plan; no plan tells fewer than ``told_bound``.
    """

    status: Status
    assignment: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    score: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    value: int | None = None
    bound: int = 0
    stake: int = 0
    reasons: tuple[Reason, ...] = ()
    told: tuple[str, ...] | None = None
    told_bound: int | None = None
    engine: str = ""
    seconds: float = 0.0
    first_seconds: float | None = None
