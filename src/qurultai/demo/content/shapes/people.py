"""Who takes part; times are local wall times in the forum's zone."""

from dataclasses import dataclass
from datetime import datetime

from .words import Words

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
class Country:
    """A country of the participants; `code` is ISO 3166-1 alpha-2."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class Organisation:
    """An invented organisation; `field`: government, industry, science, university, finance, media or services."""

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
class Stars:
    """The sessions that one person is interested in."""

    person: str
    sessions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignIn:
    """The person who shows one role of the access matrix in the demonstration."""

    role: str
    name: Words
    person: str
