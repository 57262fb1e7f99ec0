"""The public site's things as plain values in one language: rooms, topics, speakers, sessions, days, versions."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qurultai.programme.public import Item, Programme


@dataclass(frozen=True)
class VersionNote:
    """One published version for the public change log: `changes` are lists of sessions by kind of change."""

    number: int
    name: str
    note: Mapping[str, str]
    published_at: dt.datetime
    changes: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Published:
    """The version on air and all versions before it, newest first."""

    document: Programme
    versions: tuple[VersionNote, ...]


@dataclass(frozen=True)
class Phrase:
    """Words and, when they are not in the page's language, the language that they are in."""

    text: str
    lang: str = ""

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Place:
    """A room as a reader sees it."""

    guid: str
    handle: str
    name: Phrase
    url: str
    capacity: int | None
    description: Phrase
    building: str
    floor: str


@dataclass(frozen=True)
class Theme:
    """A topic as a reader sees it; `tone` numbers its colour."""

    key: str
    handle: str
    name: Phrase
    url: str
    description: Phrase
    tone: int


@dataclass(frozen=True)
class Part:
    """Somebody's part in a session."""

    speaker: "Speaker"
    role: str
    role_code: str
    minutes: int | None


@dataclass(frozen=True)
class Speaker:
    """A person who contributes in public: `name` as the page's readers can read it, `own_name` as she writes it."""

    key: str
    handle: str
    name: str
    url: str
    organisation: str
    position: Phrase
    country: str
    biography: Phrase
    web: str
    own_name: str
    latin_name: str

    @property
    def other_names(self) -> str:
        """How else she is spelled: somebody may look for her so."""
        return " ".join(dict.fromkeys(name for name in (self.own_name, self.latin_name) if name not in {"", self.name}))

    @property
    def line(self) -> str:
        """Position, organisation and country in one line."""
        return ", ".join(part for part in (self.position.text, self.organisation, self.country) if part)


@dataclass(frozen=True)
class Talk:
    """A session as a reader sees it, its times in the forum's zone."""

    item: Item
    handle: str
    title: Phrase
    url: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: Place | None
    theme: Theme | None
    kind: str
    kind_word: str
    parts: tuple[Part, ...]
    subtitle: Phrase
    abstract: Phrase
    description: Phrase

    @property
    def speakers(self) -> str:
        """The names of those who speak, in order."""
        return ", ".join(part.speaker.name for part in self.parts)


@dataclass(frozen=True)
class DayPlan:
    """One day and its sessions by time."""

    index: int
    date: dt.date
    talks: tuple[Talk, ...]

    @property
    def anchor(self) -> str:
        """The id of the day's heading."""
        return f"day-{self.index}"

    @property
    def hours(self) -> list[tuple[dt.datetime, list[Talk]]]:
        """The day's sessions by the instant at which they start."""
        found: dict[dt.datetime, list[Talk]] = defaultdict(list)
        for talk in self.talks:
            found[talk.starts_at].append(talk)
        return list(found.items())
