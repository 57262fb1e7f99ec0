"""What happens in the rooms; times are local wall times in the forum's zone."""

from dataclasses import dataclass
from datetime import datetime

from .words import Words

KINDS = (
    "plenary",
    "panel",
    "round_table",
    "workshop",
    "seminar",
    "symposium_talk",
    "press_conference",
    "ceremony",
    "film_screening",
    "side_meeting",
)

ROLES = ("chair", "moderator", "keynote", "speaker", "panellist", "rapporteur", "interpreter")


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme of the programme; `colour` is a CSS hex value with at least 4.5 : 1 against white."""

    code: str
    name: Words
    description: Words
    colour: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one person does in a session; `minutes` of own speaking time, 0 where none is foreseen."""

    person: str
    role: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Fixed:
    """A place and start that the plan must keep."""

    starts_at: datetime
    room: str


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the programme; `places` limits sign-up (None: open), `whole_forum` allows nothing beside it.

    `interpretation` lists booths as language pairs; the floor language is always in one of them or needs none.
    """

    code: str
    kind: str
    topic: str
    title: Words
    abstract: Words
    aim: Words | None
    questions: tuple[Words, ...]
    floor_language: str
    interpretation: tuple[tuple[str, str], ...]
    minutes: int
    expected: int
    equipment: frozenset[str]
    parts: tuple[Part, ...]
    fixed: Fixed | None = None
    places: int | None = None
    whole_forum: bool = False

    @property
    def people(self) -> frozenset[str]:
        """Return the codes of everybody with a part in the session."""
        return frozenset(part.person for part in self.parts)


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish on two or more sessions: `before` (in this order), `same_day`, `not_together`, `same_room`."""

    kind: str
    sessions: tuple[str, ...]
    why: Words
