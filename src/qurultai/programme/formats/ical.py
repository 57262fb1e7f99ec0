"""iCalendar (RFC 5545) written and read; recurring and all-day entries are refused in words."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar, Component, Event, vText

from .assumed import Assumed
from .calendar_entries import CALENDAR_PRODUCT, Change, Entry, entries_of, tree_of_entries
from .document import Programme, in_language
from .frab_reading import programme_of
from .ical_faults import fault_of
from .limits import MOST_ITEMS
from .problems import Findings, refused
from .times import in_utc, known_zone
from .wording import clean_text, scrubbed

_SPEAKER = "X-QURULTAI-SPEAKER"
_ACRONYM = "X-QURULTAI-ACRONYM"
_ESCAPED = re.compile(r"\\([\\;,nN])")
_BROKEN = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, LookupError, RecursionError)


def write_ical(
    programme: Programme, language: str, stamp: datetime, changes: Mapping[str, Change] | None = None
) -> bytes:
    """The programme as one calendar in `language`; `stamp` is the instant of writing (DTSTAMP).

    UID is the item's guid, SEQUENCE and LAST-MODIFIED come from `changes` by guid. Times are in UTC.
    """
    calendar = Calendar()
    title = scrubbed(in_language(programme.title, language, programme.languages))
    for name, value in (
        ("prodid", CALENDAR_PRODUCT),
        ("version", "2.0"),
        ("method", "PUBLISH"),
        ("name", title),
        ("x-wr-calname", title),
        ("x-wr-timezone", programme.zone),
        (_ACRONYM, scrubbed(programme.acronym)),
    ):
        calendar.add(name, value)
    for entry in entries_of(programme, language, stamp, changes):
        calendar.add_component(_event(entry, stamp))
    return calendar.to_ical()


def _event(entry: Entry, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("summary", entry.summary)
    if entry.change is not None:
        event.add("sequence", entry.change.number)
        event.add("last-modified", entry.change.at)
    for name, text in (("description", entry.description), ("location", entry.location)):
        if text:
            event.add(name, text)
    if entry.category:
        event.add("categories", [entry.category])
    if entry.url:
        event.add("url", "".join(entry.url.split()))
    for speaker in entry.speakers:
        event.add(_SPEAKER, vText(speaker))
    return event


def read_ical(body: bytes, assumed: Assumed) -> Programme:
    """The programme of a calendar: LOCATION is the room, CATEGORIES the topic, CN a person; raises Unreadable."""
    if body.upper().count(b"BEGIN:VEVENT") > MOST_ITEMS:
        raise refused("too_many_sessions", limit=MOST_ITEMS)
    try:
        calendar = Calendar.from_ical(body.decode("utf-8-sig"))
        zone = _zone(calendar, assumed)
        findings = Findings()
        entries = [entry for event in calendar.walk("VEVENT") if (entry := _entry(event, zone, findings)) is not None]
        title = _text(calendar, "x-wr-calname") or _text(calendar, "name") or assumed.title
        acronym = _text(calendar, _ACRONYM) or assumed.acronym
    except _BROKEN as error:
        raise fault_of(body) from error
    findings.settle()
    if not entries:
        raise refused("no_sessions")
    return programme_of(tree_of_entries(entries, title, acronym, zone), assumed)


def _zone(calendar: Component, assumed: Assumed) -> str:
    declared = _text(calendar, "x-wr-timezone")
    if known_zone(declared):
        return declared
    names = set()
    for event in calendar.walk("VEVENT"):
        start = event.get("dtstart")
        names.add(getattr(getattr(getattr(start, "dt", None), "tzinfo", None), "key", ""))
    only = names.pop() if len(names) == 1 else ""
    return only if only and only != "UTC" and known_zone(only) else assumed.zone


def _entry(event: Component, zone: str, findings: Findings) -> Entry | None:
    title = _text(event, "summary")
    place = title[:120] or _text(event, "uid")[:120]
    if _text(event, "status").upper() == "CANCELLED":
        return None
    if any(event.get(name) is not None for name in ("rrule", "rdate", "recurrence-id")):
        findings.add("recurring", place)
        return None
    starts_at = _instant(event, "dtstart", zone)
    if starts_at is None:
        findings.add("all_day" if event.get("dtstart") is not None else "start_missing", place)
        return None
    ends_at = _instant(event, "dtend", zone)
    length = getattr(event.get("duration"), "dt", None)
    if ends_at is None and isinstance(length, timedelta):
        ends_at = starts_at + length
    if ends_at is None:
        findings.add("duration_missing", place)
        return None
    if not title.strip():
        findings.add("title_missing", place)
        return None
    return Entry(
        uid=_text(event, "uid"),
        starts_at=starts_at,
        ends_at=ends_at,
        summary=title,
        description=_text(event, "description"),
        location=_text(event, "location"),
        category=_category(event),
        url=_text(event, "url"),
        speakers=_speakers(event),
    )


def _text(component: Component, name: str) -> str:
    value = component.get(name)
    value = value[0] if isinstance(value, list) and value else value
    if not isinstance(value, str):
        return ""
    return clean_text(_unescaped(value) if name.lower().startswith("x-") else str(value), name)


def _unescaped(value: str) -> str:
    """The text of a property that the library does not know to be text."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], str(value))


def _instant(event: Component, name: str, zone: str) -> datetime | None:
    found = getattr(event.get(name), "dt", None)
    return in_utc(found.replace(microsecond=0), zone) if isinstance(found, datetime) else None


def _category(event: Component) -> str:
    value = event.get("categories")
    value = value[0] if isinstance(value, list) and value else value
    names = getattr(value, "cats", None) or []
    return clean_text(str(names[0]), "categories") if names else ""


def _speakers(event: Component) -> tuple[str, ...]:
    names = [_unescaped(value) for value in _values(event, _SPEAKER)]
    if not names:
        named = [*_values(event, "organizer"), *_values(event, "attendee")]
        names = [str(value.params["CN"]) for value in named if "CN" in getattr(value, "params", {})]
    return tuple(dict.fromkeys(clean_text(name, "attendee") for name in names if name.strip()))


def _values(event: Component, name: str) -> list[Any]:
    value = event.get(name)
    return [] if value is None else value if isinstance(value, list) else [value]
