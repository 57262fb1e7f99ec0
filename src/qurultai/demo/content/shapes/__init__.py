"""Shapes of the demonstration's content: frozen dataclasses of plain values."""

from .editions import Break, Day, Edition, Phase
from .forum import Forum
from .people import CATEGORIES, Commitment, Country, Organisation, Person, Presence, SignIn, Stars
from .places import Building, Room, Table, Walk
from .programme import KINDS, ROLES, Fixed, Part, Session, Topic, Wish
from .words import LANGUAGES, Named, Words

__all__ = [
    "CATEGORIES",
    "KINDS",
    "LANGUAGES",
    "ROLES",
    "Break",
    "Building",
    "Commitment",
    "Country",
    "Day",
    "Edition",
    "Fixed",
    "Forum",
    "Named",
    "Organisation",
    "Part",
    "Person",
    "Phase",
    "Presence",
    "Room",
    "Session",
    "SignIn",
    "Stars",
    "Table",
    "Topic",
    "Walk",
    "Wish",
    "Words",
]
