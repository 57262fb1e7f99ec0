"""Where the forum happens."""

from dataclasses import dataclass

from .words import Words


@dataclass(frozen=True, slots=True)
class Building:
    """A building of the venue."""

    code: str
    name: Words
    address: Words


@dataclass(frozen=True, slots=True)
class Walk:
    """Walking minutes between two buildings, the same both ways."""

    one: str
    other: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Room:
    """A room: people it holds, what stands in it, interpreters' booths in it, whether the programme may use it."""

    code: str
    building: str
    name: Words
    floor: int
    capacity: int
    equipment: frozenset[str]
    booths: int
    for_sessions: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A meeting table of the B2B hall."""

    code: str
    room: str
    number: int
    seats: int
