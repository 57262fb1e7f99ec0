"""What a gate shows: from its list, what it has seen and whom it can reach. Instants as in `scans`."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Literal

from qurultai.onsite.rules.scans import Colour, Direction

ZoneClass = Literal["A", "B", "C"]
"""A: state protection and VIPs, only together with the server or the hub; B: halls, the hub decides; C: exhibition, a
gate may be alone."""
Reach = Literal["server", "hub", "alone"]
Reason = Literal[
    "blocked",
    "unknown_key",
    "other_zone",
    "not_yet",
    "expired",
    "nobody_to_ask",
    "already_inside",
    "organisation_full",
    "on_the_way_out",
    "fine",
]
OLDEST_LIST = {"A": 1_000, "B": 30_000}
"""Milliseconds within which a blocked badge is refused (I4 e); class C until its next contact, shown to the guard."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a gate read from a good badge: its serial, the key it is signed with, zones and validity.

    `organisation` is the tag that the list gives it, "" for none: it says whose quota it counts in, and no name.
    """

    serial: int
    key: int
    zones: frozenset[str]
    valid_from: int
    valid_until: int
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class GateList:
    """What a gate has on it, without a name: blocked serials, keys it trusts, and who is inside as far as is known.

    `inside` holds pairs of serial and zone; it is what the gate saw itself and what hub or server told it. `full` holds
    pairs of an organisation's tag and a zone in which as many of its people are inside as may be.
    """

    keys: frozenset[int]
    blocked: AbstractSet[int] = field(default_factory=frozenset)
    inside: AbstractSet[tuple[int, str]] = field(default_factory=frozenset)
    classes: Mapping[str, ZoneClass] = field(default_factory=dict)
    full: AbstractSet[tuple[str, str]] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A colour and why: green goes in, amber is for the guard to decide and to put down, red stays out."""

    colour: Colour
    reason: Reason


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody stands at a gate: with which badge, where, when, and whom the gate can ask.

    `list_age` are the milliseconds since the gate's list was last known to be the server's.
    """

    badge: Held
    zone: str
    direction: Direction
    now: int
    reach: Reach
    list_age: int


def verdict(known: GateList, attempt: Attempt) -> Verdict:
    """What is shown: the first of the rules that holds, else green.

    A zone without a class is treated as A. Whoever leaves is never held: out is green with any badge.
    """
    for shown, holds in _RULES:
        if holds(known, attempt):
            return shown
    return Verdict("green", "fine")


def _nobody_to_ask(known: GateList, attempt: Attempt, kind: ZoneClass) -> bool:
    if known.classes.get(attempt.zone, "A") != kind:
        return False
    return attempt.reach == "alone" or attempt.list_age > OLDEST_LIST[kind]


_RULES: tuple[tuple[Verdict, Callable[[GateList, Attempt], bool]], ...] = (
    (Verdict("green", "on_the_way_out"), lambda known, attempt: attempt.direction == "out"),
    (Verdict("red", "blocked"), lambda known, attempt: attempt.badge.serial in known.blocked),
    (Verdict("red", "unknown_key"), lambda known, attempt: attempt.badge.key not in known.keys),
    (Verdict("red", "other_zone"), lambda known, attempt: attempt.zone not in attempt.badge.zones),
    (Verdict("red", "not_yet"), lambda known, attempt: attempt.now < attempt.badge.valid_from),
    (Verdict("red", "expired"), lambda known, attempt: attempt.now >= attempt.badge.valid_until),
    (Verdict("red", "nobody_to_ask"), lambda known, attempt: _nobody_to_ask(known, attempt, "A")),
    (Verdict("amber", "nobody_to_ask"), lambda known, attempt: _nobody_to_ask(known, attempt, "B")),
    (Verdict("amber", "already_inside"), lambda known, attempt: (attempt.badge.serial, attempt.zone) in known.inside),
    (
        Verdict("amber", "organisation_full"),
        lambda known, attempt: (attempt.badge.organisation, attempt.zone) in known.full,
    ),
)
