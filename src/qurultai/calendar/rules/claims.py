"""What a booking claims and what stands in its way; plain values in and out."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from qurultai.kit.ranges import During
from qurultai.kit.text import Text

Key = tuple[str, UUID]
"""A resource: its kind (person, room, table, booth, vehicle) and the person's or place's id."""
OnClash = Literal["refuse", "soft"]
PERSON = "person"
NOWHERE: frozenset[UUID] = frozenset()
YIELDING = frozenset({"attendee"})
"""Purposes that never hold up a move: such a claim turns soft, and the attendee is told."""


@dataclass(frozen=True, slots=True)
class BookingSpec:
    """What `book` is asked for, as a value for `book_many`."""

    edition_id: UUID
    kind: str
    title: Text
    during: During
    people: Mapping[UUID, str] = field(default_factory=dict)
    places: Sequence[Key] = ()
    subject_id: UUID | None = None
    change_over_minutes: int = 0
    pending_until: dt.datetime | None = None

    def resources(self) -> list[Key]:
        """Every resource that it claims, each once."""
        return [*((PERSON, person) for person in self.people), *dict.fromkeys(self.places)]


@dataclass(frozen=True, slots=True)
class MoveSpec:
    """What `move` is asked for, as a value for `move_many`; None keeps the places."""

    booking_id: UUID
    during: During
    places: Sequence[Key] | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A firm claim that is there: whose time, when, by which booking, in which buildings that booking is held."""

    key: Key
    during: During
    booking_id: UUID
    buildings: frozenset[UUID] = NOWHERE


@dataclass(frozen=True, slots=True)
class Hurdle:
    """What stands in the way: the time is taken, or the walk from there takes more minutes than there are."""

    key: Key
    held: Held
    minutes: int = 0

    @property
    def too_far(self) -> bool:
        """Whether only the walk is the trouble."""
        return self.minutes > 0


def claimed(key: Key, during: During, change_over_minutes: int) -> During:
    """The time that a booking takes of a resource: a place also needs its change-over afterwards."""
    if key[0] == PERSON or not change_over_minutes:
        return during
    return During(during.starts_at, during.ends_at + dt.timedelta(minutes=change_over_minutes))


def gap_minutes(one: During, other: During) -> float:
    """Minutes between two ranges that do not overlap."""
    first, second = sorted((one, other))
    return (second.starts_at - first.ends_at).total_seconds() / 60


def walk_minutes(origins: Iterable[UUID], targets: Iterable[UUID], walking: Mapping[tuple[UUID, UUID], int]) -> int:
    """The longest walk in minutes between any two of the buildings; 0 when nothing is said."""
    targets = tuple(targets)
    return max((walking.get((origin, target), 0) for origin in origins for target in targets), default=0)


def hurdle(wanted: Held, held: Held, walking: Mapping[tuple[UUID, UUID], int]) -> Hurdle | None:
    """What a firm claim puts in the way of another claim on the same resource (R2), or None."""
    if wanted.during.overlaps(held.during):
        return Hurdle(wanted.key, held)
    if wanted.key[0] == PERSON:
        minutes = walk_minutes(wanted.buildings, held.buildings, walking)
        if gap_minutes(wanted.during, held.during) < minutes:
            return Hurdle(wanted.key, held, minutes)
    return None
