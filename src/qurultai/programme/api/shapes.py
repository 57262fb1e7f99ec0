"""What the programme's API answers, as schemas, and how the published document becomes them."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from qurultai.kit.api import Language, Words, in_words
from qurultai.programme.formats.document import Item, Link, Person, Programme, said
from qurultai.programme.queries.versions import PublishedVersion, version

NOT_ON_STAGE = frozenset({"interpreter", "rapporteur"})
"""Roles that the public programme does not name."""


class PartOut(Schema):
    """Somebody's part in a session."""

    speaker: str = Field(description="`key` of the speaker")
    name: str
    role: str


class LinkOut(Schema):
    """A link or an attachment."""

    url: str
    title: str


class SessionOut(Schema):
    """One session; with `fields` only its code and what was asked for."""

    code: str = Field(description="Its name in addresses, unique in the edition")
    guid: str | None = None
    title: Words | None = None
    subtitle: Words | None = None
    abstract: Words | None = None
    description: Words | None = None
    kind: str | None = None
    floor_language: str | None = Field(None, description="The language spoken in the room")
    day: dt.date | None = None
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    minutes: int | None = None
    room: str | None = Field(None, description="`key` of the room, empty when it has none")
    topic: str | None = Field(None, description="`key` of the topic, empty when it has none")
    parts: list[PartOut] | None = None
    links: list[LinkOut] | None = None
    attachments: list[LinkOut] | None = None
    places: int | None = Field(None, description="How many may sign up; null when nobody needs to")


class SpeakerOut(Schema):
    """Somebody who contributes in public."""

    key: str
    name: str
    organisation: Words
    position: Words
    country: str = Field(description="ISO 3166-1 alpha-2, or empty")
    biography: Words
    sessions: list[str] = Field(description="Codes of the sessions")


class RoomOut(Schema):
    """A room."""

    key: str
    slug: str
    name: Words
    capacity: int | None


class TopicOut(Schema):
    """A topic."""

    key: str
    slug: str
    name: Words
    colour: str


class DayOut(Schema):
    """One day of the programme."""

    index: int
    date: dt.date
    sessions: int


class VersionOut(Schema):
    """A published version."""

    number: int
    name: str
    note: Words
    published_at: dt.datetime
    added: int
    removed: int
    moved: int
    changed: int


class ProgrammeOut(Schema):
    """The programme on air."""

    title: Words
    zone: str
    languages: list[str]
    starts_on: dt.date
    ends_on: dt.date
    version: VersionOut
    days: list[DayOut]
    sessions: int
    speakers: int


class HitOut(Schema):
    """One thing found."""

    kind: str
    key: str
    code: str
    title: str
    snippet: str
    language: str = Field(description="Of title and snippet")


class SearchOut(Schema):
    """What was found; when nothing was, words that find something."""

    hits: list[HitOut]
    suggestion: str


FIELDS = frozenset(SessionOut.model_fields) - {"code"}
WORDS = ("title", "subtitle", "abstract", "description")


def day_of(programme: Programme, item: Item) -> dt.date:
    """The date of the programme's day on which an item starts."""
    days = (day.date for day in programme.days if day.starts_at <= item.starts_at < day.ends_at)
    return next(days, programme.local(item.starts_at).date())


def session_of(published: PublishedVersion, item: Item, language: Language | None) -> dict[str, Any]:
    """A session with all its fields."""
    programme, names = published.document, names_of(published)
    return {
        "code": item.code,
        "guid": item.guid,
        **{field: in_words(getattr(item, field), language) for field in WORDS},
        "kind": item.kind,
        "floor_language": item.language,
        "day": day_of(programme, item),
        "starts_at": item.starts_at,
        "ends_at": item.ends_at,
        "minutes": item.minutes,
        "room": item.room,
        "topic": item.topic,
        "parts": [
            {"speaker": part.person, "name": names.get(part.person, ""), "role": part.role}
            for part in item.contributors
            if part.role not in NOT_ON_STAGE
        ],
        "links": [link_of(link) for link in item.links],
        "attachments": [link_of(link) for link in item.attachments],
        "places": item.capacity,
    }


def link_of(link: Link) -> dict[str, str]:
    """A link as the API tells it."""
    return {"url": link.url, "title": link.title}


def only(row: Mapping[str, Any], fields: frozenset[str]) -> dict[str, Any]:
    """The code and the fields asked for; everything when none is."""
    return {name: value for name, value in row.items() if not fields or name in fields or name == "code"}


def speaker_of(published: PublishedVersion, person: Person, language: Language | None) -> dict[str, Any]:
    """A speaker with the codes of the sessions."""
    organisation = said(person, "organisation") or ({"en": person.organisation} if person.organisation else {})
    return {
        "key": person.key,
        "name": person.name,
        "organisation": in_words(organisation, language),
        "position": in_words(said(person, "position"), language),
        "country": person.country,
        "biography": in_words(person.biography, language),
        "sessions": list(appearances(published)[person.key]),
    }


def names_of(published: PublishedVersion) -> dict[str, str]:
    """The name of everybody in a version, by key."""
    return _indexed(published.id, published.revision)[0]


def appearances(published: PublishedVersion) -> dict[str, tuple[str, ...]]:
    """The codes of the sessions in which somebody is on stage, by key."""
    return _indexed(published.id, published.revision)[1]


@lru_cache(maxsize=8)
def _indexed(version_id: UUID, revision: int) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    programme = version(version_id, revision).document
    found: dict[str, list[str]] = {}
    for item in programme.items:
        for part in item.contributors:
            if part.role not in NOT_ON_STAGE:
                found.setdefault(part.person, []).append(item.code)
    names = {person.key: person.name for person in programme.persons}
    return names, {key: tuple(dict.fromkeys(codes)) for key, codes in found.items() if key in names}
