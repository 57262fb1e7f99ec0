"""A programme's items as calendar entries, common to iCalendar and xCal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from .document import Item, Programme, Text3, in_language
from .markup import readable
from .problems import refused
from .wording import scrubbed

CALENDAR_PRODUCT = "-//Qurultai//Programme//EN"


@dataclass(frozen=True, slots=True)
class Change:
    """How often and when an item was changed since it was first published."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as a calendar shows it; instants aware."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str = ""
    location: str = ""
    category: str = ""
    url: str = ""
    speakers: tuple[str, ...] = ()
    subtitle: str = ""
    language: str = ""
    more_categories: tuple[str, ...] = ()
    change: Change | None = None


def entries_of(
    programme: Programme, language: str, stamp: datetime, changes: Mapping[str, Change] | None = None
) -> tuple[Entry, ...]:
    """The entries in `language`; an item without a change of its own has number 0 and was changed at `stamp`."""

    def words(text: Text3) -> str:
        return "\n".join(scrubbed(in_language(text, language, programme.languages)).splitlines())

    rooms = {room.guid: words(room.name) for room in programme.rooms}
    topics = {topic.key: words(topic.name) for topic in programme.topics}
    persons = {person.key: person.name for person in programme.persons}

    def entry(item: Item) -> Entry:
        texts = (readable(words(text)) for text in (item.subtitle, item.abstract, item.description))
        return Entry(
            uid=item.guid,
            starts_at=item.starts_at,
            ends_at=item.ends_at,
            summary=words(item.title),
            description="\n\n".join(text for text in texts if text),
            location=rooms.get(item.room, ""),
            category=topics.get(item.topic, ""),
            url=item.url,
            speakers=tuple(scrubbed(persons[part.person]) for part in item.contributors),
            change=(changes or {}).get(item.guid, Change(0, stamp)),
        )

    return tuple(entry(item) for item in programme.items)


@dataclass(frozen=True, slots=True)
class WholeDay:
    """An entry that lasts whole days: no session, but told to whoever imports the calendar."""

    title: str


def tree_of_entries(found: Iterable[Entry | WholeDay], title: str, acronym: str, zone: str) -> dict[str, Any]:
    """The frab tree of calendar entries; the days are the dates of the zone on which something begins.

    Raises Unreadable when there is none, or none but whole days.
    """
    found = list(found)
    entries = [entry for entry in found if isinstance(entry, Entry)]
    whole_days = [{"title": day.title[:200], "why": "whole_day"} for day in found if isinstance(day, WholeDay)]
    if not entries:
        raise refused("all_day", whole_days[0]["title"]) if whole_days else refused("no_sessions")
    days: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.starts_at, entry.uid)):
        event = {
            "guid": entry.uid,
            "date": entry.starts_at.isoformat(),
            "end": entry.ends_at.isoformat(),
            "title": entry.summary,
            "description": entry.description,
            "track": entry.category,
            "url": entry.url,
            "persons": [{"name": name} for name in entry.speakers],
            "subtitle": entry.subtitle,
            "language": entry.language,
            "categories": list(entry.more_categories) or None,
        }
        on = entry.starts_at.astimezone(ZoneInfo(zone)).date().isoformat()
        days.setdefault(on, {}).setdefault(entry.location, []).append(event)
    rows = [{"index": number, "date": on, "rooms": rooms} for number, (on, rooms) in enumerate(days.items(), 1)]
    conference = {"title": title, "acronym": acronym, "time_zone_name": zone, "days": rows}
    if whole_days:
        conference["left_out"] = whole_days
    return {"schedule": {"version": "", "conference": conference}}
