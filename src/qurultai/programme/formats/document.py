"""One whole programme as plain frozen values: what files are read into, what files are written from, what a published
version stores as its snapshot.

Words in several languages are a plain mapping language → text (`{"kk": …, "ru": …}`); an absent language is absent,
never "". Instants are aware and in UTC; `Programme.zone` says in which zone they are shown. References are strings:
`Item.room` is a `Room.guid`, `Item.topic` a `Topic.key`, `Contributor.person` a `Person.key`; "" means none. What a
file says beyond these fields is kept in `extra` as JSON values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

Text3 = dict[str, str]
PARTIAL = "partial"
"""Under this key of `Programme.extra` a reader notes that its format cannot say everything, by the format's name."""
Extra = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its number from 1, its date, and the instants between which it lasts (it may end after midnight)."""

    index: int
    date: date
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Room:
    """A place where items happen; `guid` is its identity."""

    guid: str
    name: Text3
    slug: str = ""
    capacity: int | None = None
    description: Text3 = field(default_factory=dict)
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Topic:
    """A track: `key` is its identity (its slug where the file has one), `colour` is "#rrggbb" or ""."""

    key: str
    name: Text3
    slug: str = ""
    colour: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who contributes; `email` may be read but is never exported."""

    key: str
    name: str
    number: int | None = None
    guid: str = ""
    code: str = ""
    email: str = ""
    biography: Text3 = field(default_factory=dict)
    avatar: str = ""
    url: str = ""
    organisation: str = ""
    country: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person's part in one item; `extra` holds what this item's file entry says differently from `Person`."""

    person: str
    role: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an attachment of an item."""

    url: str
    title: str = ""
    kind: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One session in one room at one time; `guid` is its identity, `number` the integer `id` of frab files."""

    guid: str
    title: Text3
    starts_at: datetime
    minutes: int
    room: str = ""
    code: str = ""
    number: int | None = None
    slug: str = ""
    subtitle: Text3 = field(default_factory=dict)
    abstract: Text3 = field(default_factory=dict)
    description: Text3 = field(default_factory=dict)
    kind: str = ""
    topic: str = ""
    language: str = ""
    logo: str = ""
    url: str = ""
    feedback_url: str = ""
    origin_url: str = ""
    recording_license: str = ""
    do_not_record: bool = False
    links: tuple[Link, ...] = ()
    attachments: tuple[Link, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    capacity: int | None = None
    extra: Extra = field(default_factory=dict)

    @property
    def ends_at(self) -> datetime:
        """The instant at which the item is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Programme:
    """A whole programme; `languages` in order of preference (the first is the fallback), `zone` an IANA name."""

    acronym: str
    title: Text3
    starts_on: date
    ends_on: date
    zone: str
    languages: tuple[str, ...]
    version: str = ""
    base_url: str = ""
    url: str = ""
    slot_minutes: int = 5
    days: tuple[Day, ...] = ()
    rooms: tuple[Room, ...] = ()
    topics: tuple[Topic, ...] = ()
    items: tuple[Item, ...] = ()
    persons: tuple[Person, ...] = ()
    extra: Extra = field(default_factory=dict)

    def local(self, instant: datetime) -> datetime:
        """The instant as the programme's zone shows it."""
        return instant.astimezone(ZoneInfo(self.zone))


def noted(name: str, programme: Programme) -> Programme:
    """The programme with the note that it was read from a format which cannot say everything."""
    return replace(programme, extra={**programme.extra, PARTIAL: name})


def in_language(words: Mapping[str, str], language: str, fallback: tuple[str, ...] = ()) -> str:
    """The words in `language`, else in the first fallback language that has any, else in any language, else ""."""
    for candidate in (language, *fallback, *words):
        if words.get(candidate):
            return words[candidate]
    return ""


def said(person: Person, what: str) -> Text3:
    """Somebody's "organisation" or "position" in each language that has words for it."""
    words = person.extra.get(what)
    return {tag: text for tag, text in words.items() if isinstance(text, str)} if isinstance(words, Mapping) else {}


def to_json(programme: Programme) -> dict[str, Any]:
    """The programme as plain JSON values, nothing lost; `from_json` is its inverse."""
    return msgspec.to_builtins(programme)


def from_json(value: Mapping[str, Any]) -> Programme:
    """The programme that `to_json` gave; raises `msgspec.ValidationError` for anything else."""
    return msgspec.convert(value, Programme)


def arranged(programme: Programme) -> Programme:
    """The programme in its one canonical order, so that equal programmes compare equal however a file ordered them.

    Days by index; rooms and topics as they are; items by start, room, guid; persons by first appearance, then by key.
    """
    place = {room.guid: number for number, room in enumerate(programme.rooms)}
    items = sorted(
        (replace(item, starts_at=item.starts_at.astimezone(UTC)) for item in programme.items),
        key=lambda item: (item.starts_at, place.get(item.room, -1), item.guid),
    )
    seen = {part.person: None for item in items for part in item.contributors}
    first = {key: number for number, key in enumerate(seen)}
    persons = sorted(programme.persons, key=lambda person: (first.get(person.key, len(first)), person.key))
    days = sorted(programme.days, key=lambda day: day.index)
    return replace(programme, days=tuple(days), items=tuple(items), persons=tuple(persons))
