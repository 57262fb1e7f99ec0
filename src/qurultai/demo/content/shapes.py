"""Shapes of the demonstration's content: frozen, plain values; times are local wall times in the forum's zone."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

LANGUAGES = ("kk", "ru", "en")

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

CATEGORIES = (
    "head_of_delegation",
    "delegation_member",
    "vip_guest",
    "diplomatic_corps",
    "speaker",
    "business",
    "investor",
    "exhibitor_staff",
    "exhibitor_technical",
    "employer",
    "student",
    "cansat_team",
    "media_journalist",
    "media_technical",
    "organiser",
    "security",
    "interpreter",
    "volunteer",
    "contractor",
    "public_visitor",
)


@dataclass(frozen=True, slots=True)
class Words:
    """One text in the forum's three languages."""

    kk: str
    ru: str
    en: str

    def as_dict(self) -> dict[str, str]:
        """Return the text keyed by language code, as JSON holds it."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}


@dataclass(frozen=True, slots=True)
class Named:
    """A word of a closed list (kind, category, role, equipment) with its name."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme of the programme; `colour` is a CSS hex value with at least 4.5 : 1 against white."""

    code: str
    name: Words
    description: Words
    colour: str


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


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the participants; `code` is ISO 3166-1 alpha-2."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class Organisation:
    """An invented organisation; `field` is one of government, industry, science, university, finance, media, services."""

    code: str
    name: Words
    country: str
    field: str
    domain: str
    note: Words


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person; `given` and `family` as they write them, `latin_*` for badges and search.

    `language` is the preferred one of kk, ru, en; `speaks` every one of them that the person understands;
    `interprets` the pairs an interpreter works in; `access_roles` codes such as `part`, `prog`, `dpo`.
    """

    code: str
    given: str
    family: str
    latin_given: str
    latin_family: str
    family_first: bool
    country: str
    organisation: str
    position: Words
    category: str
    language: str
    speaks: tuple[str, ...]
    email: str
    interprets: tuple[tuple[str, str], ...] = ()
    access_roles: tuple[str, ...] = ("part",)

    @property
    def name(self) -> str:
        """Return the full name as the person writes it."""
        return f"{self.family} {self.given}" if self.family_first else f"{self.given} {self.family}"

    @property
    def latin_name(self) -> str:
        """Return the full name in Latin letters, in the person's own order."""
        if self.family_first:
            return f"{self.latin_family} {self.latin_given}"
        return f"{self.latin_given} {self.latin_family}"


@dataclass(frozen=True, slots=True)
class Presence:
    """When a person is at the forum on one day; a person without any is there the whole time."""

    person: str
    starts_at: datetime
    ends_at: datetime
    why: Words


@dataclass(frozen=True, slots=True)
class Commitment:
    """Somebody's time promised elsewhere (`kind`: bilateral, press, duty, reception, visit), to be booked as such."""

    code: str
    kind: str
    people: tuple[str, ...]
    title: Words
    starts_at: datetime
    ends_at: datetime


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


@dataclass(frozen=True, slots=True)
class Break:
    """A pause of the whole forum, such as lunch, in which no session lies."""

    code: str
    name: Words
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Stars:
    """The sessions that one person is interested in."""

    person: str
    sessions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the forum's year, both days included."""

    code: str
    name: Words
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the forum with the hours in which sessions may lie."""

    on: date
    opens_at: time
    closes_at: time


@dataclass(frozen=True, slots=True)
class SignIn:
    """The person who shows one role of the access matrix in the demonstration."""

    role: str
    name: Words
    person: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The demonstration's edition; `notice` says that everybody and everything in it is invented."""

    code: str
    series_code: str
    series: Words
    title: Words
    tagline: Words
    about: Words
    notice: Words
    city: Words
    venue: Words
    zone: str
    languages: tuple[str, ...]
    days: tuple[Day, ...]
    grid: timedelta
    phases: tuple[Phase, ...]
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A published source of a fact on a past edition."""

    address: str
    publisher: str


@dataclass(frozen=True, slots=True)
class PastEdition:
    """What is published on one past edition: facts with sources, and where the sources differ."""

    year: int
    starts_on: date
    ends_on: date
    city: Words
    venue: Words | None
    title: Words
    summary: Words
    figures: tuple[Named, ...]
    points: tuple[Words, ...]
    conflicts: tuple[Words, ...]
    sources: tuple[Source, ...]


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
