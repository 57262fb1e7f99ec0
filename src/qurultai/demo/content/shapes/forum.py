"""All of the demonstration in one value."""

from dataclasses import dataclass

from .editions import Edition
from .people import Commitment, Country, Organisation, Person, Presence, SignIn, Stars
from .places import Building, Room, Table, Walk
from .programme import Session, Topic, Wish
from .words import Named


@dataclass(frozen=True, slots=True)
class Forum:
    """The whole content of the demonstration."""

    edition: Edition
    topics: tuple[Topic, ...]
    buildings: tuple[Building, ...]
    walks: tuple[Walk, ...]
    rooms: tuple[Room, ...]
    tables: tuple[Table, ...]
    equipment: tuple[Named, ...]
    countries: tuple[Country, ...]
    organisations: tuple[Organisation, ...]
    categories: tuple[Named, ...]
    people: tuple[Person, ...]
    sign_ins: tuple[SignIn, ...]
    presences: tuple[Presence, ...]
    commitments: tuple[Commitment, ...]
    sessions: tuple[Session, ...]
    wishes: tuple[Wish, ...]
    stars: tuple[Stars, ...]
