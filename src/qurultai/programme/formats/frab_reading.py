"""The tree of a frab `schedule.json` made a Programme; every other reader first makes such a tree.

A tree is what the public JSON schema describes, in any of its dialects (frab, pretalx, hub); texts may be language →
text. Missing guids become UUIDv5 of acronym and id, missing zones are taken from the offsets, missing day limits from
the sessions.
"""

from collections import Counter
from datetime import date, datetime, time
from typing import Any

from .assumed import Assumed
from .document import Day, Item, Programme, Text3, arranged
from .frab_days import day_frames, days_of
from .frab_items import Draft, beginning, items_of
from .frab_people import People
from .frab_places import Rooms, Topics
from .frab_scope import Scope
from .identity import slugified
from .limits import MOST_DAYS, MOST_ITEMS
from .problems import Findings, refused
from .times import known_zone, likely_zone, parsed_clock, parsed_date, parsed_instant, parsed_minutes, writes_seconds
from .wording import language_tag, plain, words

OUR_NAME = "Qurultai"
EXTENSION = "x_qurultai"
_LATEST_CHANGE = time(6)
_LONGEST_SLOT = 24 * 60
_CONFERENCE_FIELDS = {
    "acronym", "title", "start", "end", "days", "daysCount", "timeslot_duration", "time_zone_name", "url", "base_url",
    "rooms", "tracks", "persons",
}  # fmt: skip
_SCHEDULE_FIELDS = {"version", "base_url", "conference", EXTENSION}

Grouped = list[list[tuple[str, dict[str, Any]]]]


def programme_of(tree: Any, assumed: Assumed, language: str = "") -> Programme:
    """The programme of a frab tree; `language` is that of all its texts where the file says so.

    Raises Unreadable with every problem found.
    """
    schedule = tree.get("schedule") if isinstance(tree, dict) else None
    conference = schedule.get("conference") if isinstance(schedule, dict) else None
    if not isinstance(conference, dict):
        raise refused("not_a_schedule")
    findings = Findings()
    rows = _rows(conference)
    grouped = [_events(row, findings) for row in rows]
    events = [event for day in grouped for _, event in day]
    if len(events) > MOST_ITEMS:
        raise refused("too_many_sessions", limit=MOST_ITEMS)
    scope = _scope(conference, rows, events, assumed, language, findings=findings)
    return _programme(scope, tree, rows, grouped, assumed)


def _programme(scope: Scope, tree: dict[str, Any], rows: list[dict], grouped: Grouped, assumed: Assumed) -> Programme:
    schedule, conference = tree["schedule"], tree["schedule"]["conference"]
    rooms = Rooms(scope, conference.get("rooms"))
    topics, people = Topics(scope, conference.get("tracks")), People(scope)
    frames = day_frames(scope, rows, [[event for _, event in day] for day in grouped])
    dated = []
    for number, (frame, day) in enumerate(zip(frames, grouped, strict=True)):
        for name in rows[number].get("rooms") or ():
            rooms.guid_of(name)
        for name, event in day:
            starts_at = beginning(scope, event, frame.date, frame.change)
            if starts_at is not None:
                dated.append((number, Draft(event, starts_at, rooms.guid_of(name))))
    order = {room.guid: number for number, room in enumerate(rooms.found())}
    dated.sort(key=lambda pair: (pair[1].starts_at, order.get(pair[1].room, -1), plain(pair[1].event.get("guid"))))
    items = items_of(scope, (draft for _, draft in dated), topics, people)
    for entry in conference.get("persons") or ():
        people.contributor(entry)
    scope.findings.settle()
    own: list[list[Item]] = [[] for _ in rows]
    for (number, _), item in zip(dated, items, strict=True):
        own[number].append(item)
    days = days_of(scope, frames, [row.get("index") for row in rows], own)
    title = words(conference.get("title"), scope.language) or {scope.language: assumed.title or scope.acronym}
    starts_on, ends_on = _dates(scope, conference, days)
    slot_minutes = _slot_minutes(scope, conference)
    scope.findings.settle()
    return arranged(
        Programme(
            acronym=scope.acronym,
            title=title,
            starts_on=starts_on,
            ends_on=ends_on,
            zone=scope.zone,
            languages=_languages(scope, title, items),
            version=plain(schedule.get("version")),
            base_url=plain(schedule.get("base_url") or conference.get("base_url")),
            url=plain(conference.get("url")),
            slot_minutes=slot_minutes,
            days=days,
            rooms=rooms.found(),
            topics=topics.found(),
            items=items,
            persons=people.found(),
            extra=_extra(tree),
        )
    )


def _rows(conference: dict[str, Any]) -> list[dict[str, Any]]:
    rows = conference.get("days")
    if rows is None or isinstance(rows, int | str):
        return []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise refused("not_a_schedule")
    if len(rows) > MOST_DAYS:
        raise refused("too_many_days", limit=MOST_DAYS)
    return [{**row, "rooms": _by_name(row.get("rooms") or row.get("events") or {})} for row in rows]


def _events(row: dict[str, Any], findings: Findings) -> list[tuple[str, dict[str, Any]]]:
    rooms = row["rooms"]
    if not isinstance(rooms, dict):
        findings.add("bad_day", place=plain(row.get("index")), value="rooms")
        return []
    found = []
    for name, events in rooms.items():
        if not isinstance(events, list) or not all(isinstance(event, dict) for event in events):
            findings.add("bad_room", place=name[:120])
            continue
        found.extend((name or plain(event.get("room")), event) for event in events)
    return found


def _by_name(rooms: Any) -> Any:
    """Rooms given as a list, or events that only name their rooms, as a mapping like everybody else's."""
    if not isinstance(rooms, list) or not all(isinstance(entry, dict) for entry in rooms):
        return rooms
    found: dict[str, Any] = {}
    for entry in rooms:
        if isinstance(entry.get("events"), list):
            found.setdefault(plain(entry.get("name")), []).extend(entry["events"])
        else:
            found.setdefault(plain(entry.get("room")), []).append(entry)
    return found


def _scope(
    conference: dict[str, Any],
    rows: list[dict[str, Any]],
    events: list[dict[str, Any]],
    assumed: Assumed,
    language: str,
    *,
    findings: Findings,
) -> Scope:
    spoken = Counter(tag for event in events if (tag := language_tag(event.get("language"))))
    main = language or (spoken.most_common(1)[0][0] if spoken else assumed.language)
    title = next(iter(words(conference.get("title"), main).values()), "") or assumed.title
    acronym = plain(conference.get("acronym")) or assumed.acronym or slugified(title)
    if not acronym and not title:
        findings.add("conference_title_missing")
    named = plain(conference.get("time_zone_name"))
    if known_zone(named) is None:
        texts = [plain(event.get("date")) for event in events]
        texts += [plain(row.get(name)) for row in rows for name in ("day_start", "day_end", "start", "end")]
        instants = _instants(texts)
        if named and not any(instant.tzinfo for instant in instants):
            findings.add("unknown_zone", value=named[:60])
        named = likely_zone(instants, assumed.zone)
    with_seconds = writes_seconds(plain(event.get("duration")) for event in events)
    return Scope(acronym or "programme", named, main, language, with_seconds, _day_change(conference), findings)


def _day_change(conference: dict[str, Any]) -> time | None:
    """The hour at which the file's days begin, where it is one of the night; some files write the morning's first."""
    try:
        found = parsed_clock(plain(conference.get("day_change")))
    except ValueError:
        return None
    return found if time() < found <= _LATEST_CHANGE else None


def _instants(texts: list[str]) -> list[datetime]:
    found = []
    for text in texts:
        try:
            found.append(parsed_instant(text))
        except ValueError:
            continue
    return found


def _dates(scope: Scope, conference: dict[str, Any], days: tuple[Day, ...]) -> tuple[date, date]:
    known = sorted(day.date for day in days)
    found = []
    for name, default in (("start", known[0] if known else None), ("end", known[-1] if known else None)):
        text = plain(conference.get(name))
        try:
            found.append(parsed_date(text) if text else default)
        except ValueError:
            found.append(default)
            scope.findings.add("bad_date", place=name, value=text[:60])
    if found[0] is None or found[1] is None:
        scope.findings.add("dates_missing" if days else "no_sessions")
        scope.findings.settle()
    if found[1] < found[0]:
        scope.findings.add("end_before_start", value=str(found[1]))
    return found[0], found[1]


def _slot_minutes(scope: Scope, conference: dict[str, Any]) -> int:
    text = plain(conference.get("timeslot_duration"))
    try:
        minutes = parsed_minutes(text, with_seconds=True) if text else 5
    except ValueError:
        minutes = _LONGEST_SLOT + 1
    if minutes > _LONGEST_SLOT:
        scope.findings.add("bad_duration", place="timeslot_duration", value=text[:60])
    return minutes or 5


def _languages(scope: Scope, title: Text3, items: tuple[Item, ...]) -> tuple[str, ...]:
    texts = [title, *(item.title for item in items)]
    return (scope.language, *sorted({tag for text in texts for tag in text} - {scope.language}))


def _extra(tree: dict[str, Any]) -> dict[str, Any]:
    schedule = tree["schedule"]
    extra = {key: value for key, value in schedule["conference"].items() if key not in _CONFERENCE_FIELDS}
    for name in ("start", "end"):
        if len(plain(schedule["conference"].get(name))) > 10:
            extra[name] = schedule["conference"][name]
    more = {key: value for key, value in schedule.items() if key not in _SCHEDULE_FIELDS}
    if more:
        extra["schedule"] = more
    generator = tree.get("generator")
    if generator and not (isinstance(generator, dict) and generator.get("name") == OUR_NAME):
        extra["generator"] = generator
    return {key: value for key, value in extra.items() if value is not None}
