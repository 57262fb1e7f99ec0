"""A Programme made the tree of a frab `schedule.json` in one language, valid against the public schema.

What the schema refuses (an upper-case slug, "Etc/GMT-1" as a zone, answers of a form) is written in a valid form or
left out; `carry` takes the rest.
"""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from .document import Contributor, Day, Item, Link, Person, Programme, Room, Text3, Topic, in_language, said
from .frab_reading import OUR_NAME
from .identity import distinct_numbers, slugified
from .times import at_clock, written_minutes
from .wording import scrubbed

_ACRONYM = re.compile(r"[a-z0-9_-][a-z0-9_]{3,}(-2[0-9]{3}-[a-z]+)?")
_SLUG = re.compile(r"[a-z0-9_-]+[a-z0-9]")
_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+.*|UTC")
_CODE = re.compile(r"[A-Z0-9]+")
_LINK_KINDS = {"slides", "paper", "web", "blog", "article", "media", "related", "activitypub"}
_PERSON_TYPED = {"name", "public_name", "id", "guid", "url", "links", "code", "avatar", "biography"}
_CONFERENCE_EXTRA = {"description": str, "logo": str, "colors": dict, "meta": dict}
_ROOM_KINDS = {"lecturehall", "stage", "workshop", "outside", "online", "project", "bbb", "hangar", "other"}


def tree_of(programme: Programme, language: str) -> dict[str, Any]:
    """The programme as a frab tree; each text in `language`, else in the programme's languages in their order."""
    return scrubbed(_Tree(programme, language).whole())


def days_for(programme: Programme) -> tuple[Day, ...]:
    """The programme's days, or one over its first date when it has none: the formats need one."""
    if programme.days:
        return programme.days
    starts_at = at_clock(programme.starts_on, time(), programme.zone)
    return (Day(1, programme.starts_on, starts_at, starts_at + timedelta(days=1)),)


def day_of(item: Item, days: Sequence[Day], zone: ZoneInfo) -> int:
    """The index of the day to which an item belongs: the one that it begins in, else its date's, else the nearest."""
    within = [day for day in days if day.starts_at <= item.starts_at < day.ends_at]
    if not within:
        on = item.starts_at.astimezone(zone).date()
        within = [day for day in days if day.date == on]
    return (within or [min(days, key=lambda day: abs(day.starts_at - item.starts_at))])[-1].index


class _Tree:
    def __init__(self, programme: Programme, language: str) -> None:
        self.programme = programme
        self.language = language
        self.zone = ZoneInfo(programme.zone)
        self.acronym = _acronym(programme.acronym)
        self.numbers = distinct_numbers((item.guid, item.number) for item in programme.items)
        self.persons = {person.key: person for person in programme.persons}
        self.rooms = {room.guid: self.words(room.name) for room in programme.rooms}
        self.topics = {topic.key: self.words(topic.name) for topic in programme.topics}
        self.slugs: set[str] = set()
        self.days = days_for(programme)
        self.own: dict[int, dict[str, list[Item]]] = {day.index: {} for day in self.days}
        for item in programme.items:
            self.own[day_of(item, self.days, self.zone)].setdefault(item.room, []).append(item)

    def words(self, text: Text3) -> str:
        return in_language(text, self.language, self.programme.languages)

    def when(self, instant: datetime) -> str:
        return instant.astimezone(self.zone).isoformat()

    def whole(self) -> dict[str, Any]:
        programme = self.programme
        schedule: dict[str, Any] = {"version": programme.version}
        if programme.base_url:
            schedule["base_url"] = programme.base_url
        for key, value in programme.extra.get("schedule", {}).items():
            if key != "rooms":
                schedule.setdefault(key, value)
        schedule["conference"] = self.conference()
        return {"generator": {"name": OUR_NAME, "version": "1"}, "schedule": schedule}

    def conference(self) -> dict[str, Any]:
        programme = self.programme
        conference: dict[str, Any] = {
            "acronym": self.acronym,
            "title": self.words(programme.title),
            "start": programme.starts_on.isoformat(),
            "end": programme.ends_on.isoformat(),
            "daysCount": len(self.days),
            "timeslot_duration": written_minutes(programme.slot_minutes),
        }
        if _ZONE.fullmatch(programme.zone):
            conference["time_zone_name"] = programme.zone
        if programme.url:
            conference["url"] = programme.url
        for key, kind in _CONFERENCE_EXTRA.items():
            if isinstance(programme.extra.get(key), kind):
                conference[key] = programme.extra[key]
        conference["tracks"] = [self.topic(topic) for topic in programme.topics]
        conference["rooms"] = [self.room(room) for room in programme.rooms]
        conference["days"] = [self.day(day) for day in self.days]
        return conference

    def topic(self, topic: Topic) -> dict[str, Any]:
        entry = {"name": self.topics[topic.key]}
        if _SLUG.fullmatch(topic.slug):
            entry["slug"] = topic.slug
        if topic.colour:
            entry["color"] = topic.colour
        return entry

    def room(self, room: Room) -> dict[str, Any]:
        entry: dict[str, Any] = {"name": self.rooms[room.guid], "guid": room.guid}
        if _SLUG.fullmatch(room.slug):
            entry["slug"] = room.slug
        if room.capacity is not None:
            entry["capacity"] = room.capacity
        if room.description:
            entry["description"] = self.words(room.description)
        if room.extra.get("type") in _ROOM_KINDS:
            entry["type"] = room.extra["type"]
        return entry

    def day(self, day: Day) -> dict[str, Any]:
        own = self.own[day.index]
        rooms: dict[str, list[dict[str, Any]]] = {}
        for guid, name in (*self.rooms.items(), ("", "")):
            if guid in own:
                rooms.setdefault(name, []).extend(self.event(item) for item in own[guid])
            elif guid and day is self.days[0]:
                rooms.setdefault(name, [])
        return {
            "index": day.index,
            "date": day.date.isoformat(),
            "day_start": self.when(day.starts_at),
            "day_end": self.when(day.ends_at),
            "rooms": rooms,
        }

    def event(self, item: Item) -> dict[str, Any]:
        local = item.starts_at.astimezone(self.zone)
        number = self.numbers[item.guid]
        event: dict[str, Any] = {
            "guid": item.guid,
            "id": number,
            "date": local.isoformat(),
            "start": f"{local:%H:%M}",
            "duration": f"{item.minutes // 60:02}:{item.minutes % 60:02}",
            "room": self.rooms.get(item.room, ""),
            "slug": self.slug(item, number),
            "url": item.url or f"urn:uuid:{item.guid}",
            "title": self.words(item.title),
            "subtitle": self.words(item.subtitle),
            "track": self.topics.get(item.topic) or None,
            "type": item.kind,
            "language": item.language,
            "abstract": self.words(item.abstract),
            "description": self.words(item.description),
            "logo": item.logo or None,
            "recording_license": item.recording_license,
            "do_not_record": item.do_not_record,
            "persons": [self.person(part) for part in item.contributors],
            "links": [_link(link) for link in item.links],
            "attachments": [_link(link) for link in item.attachments],
        }
        if _CODE.fullmatch(item.code):
            event["code"] = item.code
        for name, value in (("feedback_url", item.feedback_url), ("origin_url", item.origin_url)):
            if value:
                event[name] = value
        if isinstance(item.extra.get("do_not_stream"), bool | str):
            event["do_not_stream"] = item.extra["do_not_stream"]
        return event

    def slug(self, item: Item, number: int) -> str:
        slug = item.slug if _SLUG.fullmatch(item.slug) else slugified(item.slug.replace("_", " "), "_")
        if len(slug) < 2 or slug in self.slugs:
            title = slugified(self.words(item.title), "_")[:60].strip("_")
            slug = f"{self.acronym.replace('-', '_')}-{number}-{title}".rstrip("_-")
        self.slugs.add(slug)
        return slug

    def person(self, part: Contributor) -> dict[str, Any]:
        person = self.persons[part.person]
        extra = {**person.extra, **part.extra}
        name = extra.get("name") or extra.get("public_name") or person.name
        entry = _person(person, name if isinstance(name, str) else person.name)
        biography = part.extra.get("biography")
        entry["biography"] = biography if isinstance(biography, str) else self.words(person.biography) or None
        for key in ("organisation", "country"):
            if getattr(person, key):
                entry[key] = getattr(person, key)
        if part.role:
            entry["role"] = part.role
        for key, value in extra.items():
            if key not in _PERSON_TYPED:
                entry[key] = self.words(said(person, key)) or value
        return entry


def _person(person: Person, name: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"guid": person.key}
    if person.number is None:
        entry |= {"name": name, "public_name": name}
    else:
        entry |= {"id": person.number, "public_name": name}
    if _CODE.fullmatch(person.code):
        entry["code"] = person.code
    if person.avatar:
        entry["avatar"] = person.avatar
    if person.url:
        entry["url"] = person.url
    return entry


def _link(link: Link) -> dict[str, str]:
    entry = {"url": link.url, "title": link.title}
    if link.kind in _LINK_KINDS:
        entry["type"] = link.kind
    return entry


def _acronym(acronym: str) -> str:
    if _ACRONYM.fullmatch(acronym):
        return acronym
    made = slugified(acronym.replace("_", " "), "_")
    return made if len(made) >= 4 else f"conf_{made}".rstrip("_")
