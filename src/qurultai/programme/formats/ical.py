"""iCalendar (RFC 5545) written and read; what repeats is written out, what lasts whole days is left out and told."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, vText
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from .assumed import Assumed
from .calendar_entries import CALENDAR_PRODUCT, Change, Entry, WholeDay, entries_of, tree_of_entries
from .document import Programme, in_language, noted
from .frab_reading import programme_of
from .ical_faults import fault_of
from .limits import MOST_ITEMS
from .problems import Findings, refused
from .recurring import beginnings
from .sheet.csv_table import decoded
from .times import in_utc, known_zone
from .wording import clean_text, cleaned, language_tag, scrubbed

_SPEAKER = "X-QURULTAI-SPEAKER"
_ACRONYM = "X-QURULTAI-ACRONYM"
_LANGUAGE = "X-QURULTAI-LANGUAGE"
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
        (_LANGUAGE, language),
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
    text = decoded(body.removeprefix(b"\xef\xbb\xbf"))
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        if not calendars:
            raise fault_of(body)
        calendar = calendars[0]
        zone = _zone(calendar, assumed)
        findings = Findings()
        found = _found([event for one in calendars for event in one.walk("VEVENT")], zone, findings)
        title = _text(calendar, "x-wr-calname") or _text(calendar, "name") or assumed.title
        acronym = _text(calendar, _ACRONYM) or assumed.acronym
        language = language_tag(_text(calendar, _LANGUAGE))
    except _BROKEN as error:
        raise fault_of(body) from error
    findings.settle()
    return noted("ics", programme_of(cleaned(tree_of_entries(found, title, acronym, zone)), assumed, language))


def _zone(calendar: Component, assumed: Assumed) -> str:
    declared = _text(calendar, "x-wr-timezone")
    for name in (declared, WINDOWS_TO_OLSON.get(declared, "")):
        if known_zone(name):
            return name
    names = set()
    for event in calendar.walk("VEVENT"):
        names.add(getattr(getattr(_at(event, "dtstart"), "tzinfo", None), "key", ""))
    only = names.pop() if len(names) == 1 else ""
    return only if only and only != "UTC" and known_zone(only) else assumed.zone


def _found(events: list[Component], zone: str, findings: Findings) -> list[Entry | WholeDay]:
    """What the events are: one that repeats is written out, and an occurrence changed by itself is as changed."""
    changed = {(_text(event, "uid"), _instant(event, "recurrence-id", zone)) for event in events}
    found: list[Entry | WholeDay] = []
    for event in events:
        entry = _entry(event, zone, findings)
        repeats = any(event.get(name) is not None for name in ("rrule", "rdate"))
        if isinstance(entry, Entry) and repeats:
            found += _written_out(event, entry, zone, changed, findings)
        elif isinstance(entry, Entry) and (was := _instant(event, "recurrence-id", zone)):
            found.append(replace(entry, uid=_occurrence(entry.uid, was)))
        elif entry is not None:
            found.append(entry)
        if len(found) > MOST_ITEMS:
            raise refused("too_many_sessions", limit=MOST_ITEMS)
    return found


def _written_out(event: Component, entry: Entry, zone: str, changed: set[Any], findings: Findings) -> list[Entry]:
    first = _at(event, "dtstart")
    times = beginnings(event, first if first.tzinfo else first.replace(tzinfo=ZoneInfo(zone)))
    if times is None:
        findings.add("recurring", entry.summary[:120])
        return []
    length = entry.ends_at - entry.starts_at
    instants = (in_utc(at.replace(microsecond=0), zone) for at in times)
    return [
        replace(entry, uid=_occurrence(entry.uid, at), starts_at=at, ends_at=at + length)
        for at in instants
        if (entry.uid, at) not in changed
    ]


def _occurrence(uid: str, at: datetime) -> str:
    return f"{uid}/{at:%Y%m%dT%H%M%SZ}"


def _entry(event: Component, zone: str, findings: Findings) -> Entry | WholeDay | None:
    title = _text(event, "summary")
    place = title[:120] or _text(event, "uid")[:120]
    if _text(event, "status").upper() == "CANCELLED":
        return None
    if isinstance(_at(event, "dtstart"), date) and not isinstance(_at(event, "dtstart"), datetime):
        return WholeDay(title)
    starts_at = _instant(event, "dtstart", zone)
    if starts_at is None:
        findings.add("start_missing" if event.get("dtstart") is None else "bad_start", place)
        return None
    ends_at = _instant(event, "dtend", zone)
    length = _at(event, "duration")
    if ends_at is None and isinstance(length, timedelta):
        ends_at = starts_at + length
    if ends_at is None:
        findings.add("duration_missing", place)
        return None
    if not title.strip():
        findings.add("title_missing", place)
        return None
    categories = _categories(event)
    return Entry(
        uid=_text(event, "uid"),
        starts_at=starts_at,
        ends_at=ends_at,
        summary=title,
        description=_text(event, "description"),
        location=_text(event, "location"),
        category=next(iter(categories), ""),
        more_categories=categories[1:],
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


def _at(event: Component, name: str) -> Any:
    """The value of a property of time, None when it is not there or cannot be read."""
    try:
        return event.get(name).dt
    except (AttributeError, ValueError):
        return None


def _instant(event: Component, name: str, zone: str) -> datetime | None:
    found = _at(event, name)
    return in_utc(found.replace(microsecond=0), zone) if isinstance(found, datetime) else None


def _categories(event: Component) -> tuple[str, ...]:
    names = [str(name) for value in _values(event, "categories") for name in getattr(value, "cats", None) or ()]
    return tuple(dict.fromkeys(clean_text(name, "categories") for name in names if name.strip()))


def _speakers(event: Component) -> tuple[str, ...]:
    names = [_unescaped(value) for value in _values(event, _SPEAKER)]
    if not names:
        named = [*_values(event, "organizer"), *_values(event, "attendee")]
        names = [str(value.params["CN"]) for value in named if "CN" in getattr(value, "params", {})]
    return tuple(dict.fromkeys(clean_text(name, "attendee") for name in names if name.strip()))


def _values(event: Component, name: str) -> list[Any]:
    value = event.get(name)
    return [] if value is None else value if isinstance(value, list) else [value]
