"""Events of a frab tree made items."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from .document import Contributor, Item, Link
from .frab_people import People
from .frab_places import Topics
from .frab_scope import Scope
from .identity import is_guid, made_guid
from .limits import LONGEST_MINUTES, MOST_PLACES
from .times import at_clock, parsed_clock, parsed_instant, parsed_minutes
from .wording import plain, words

_FIELDS = {
    "guid", "id", "code", "slug", "date", "start", "end", "duration", "room", "title", "subtitle", "abstract",
    "description", "type", "track", "language", "logo", "url", "feedback_url", "origin_url", "recording_license",
    "do_not_record", "links", "attachments", "persons", "capacity",
}  # fmt: skip
_LINK_FIELDS = {"url", "href", "title", "type"}


@dataclass(frozen=True, slots=True)
class Draft:
    """An event whose beginning and room are known."""

    event: dict[str, Any]
    starts_at: datetime
    room: str


def beginning(scope: Scope, event: dict[str, Any], day: date, day_change: time) -> datetime | None:
    """When the event begins, in UTC: its `date` with a time, else its day with `start`; None when neither can be read.

    A clock time before the day's change is after midnight.
    """
    written = plain(event.get("date"))
    clock = plain(event.get("start"))
    try:
        if len(written) > 10:
            return scope.utc(parsed_instant(written))
        if len(clock) > 10:
            return scope.utc(parsed_instant(clock))
        if not clock.strip():
            scope.problem("start_missing", event)
            return None
        at = parsed_clock(clock)
        on = date.fromisoformat(written) if written else day
        return at_clock(on + timedelta(days=1) if at < day_change else on, at, scope.zone)
    except (ValueError, OverflowError):
        scope.problem("bad_time", event, value=(written or clock)[:60])
        return None


def items_of(scope: Scope, drafts: Iterable[Draft], topics: Topics, people: People) -> tuple[Item, ...]:
    """The items of the drafts, in their order; notes a problem for each that cannot be one."""
    taken: set[str] = set()
    found = []
    for draft in drafts:
        item = _item(scope, draft, topics, people, taken)
        if item is not None:
            found.append(item)
    return tuple(found)


def _item(scope: Scope, draft: Draft, topics: Topics, people: People, taken: set[str]) -> Item | None:
    event, language = draft.event, scope.language_of(draft.event)
    title = words(event.get("title"), language)
    if not any(text.strip() for text in title.values()):
        scope.problem("title_missing", event)
        return None
    minutes = _minutes(scope, draft)
    guid, extra = _guid(scope, draft, title, taken)
    if minutes is None or guid is None:
        return None
    taken.add(guid)
    number, capacity = _whole(event.get("id")), _whole(event.get("capacity"))
    if capacity is not None and capacity > MOST_PLACES:
        capacity, extra["capacity"] = None, event["capacity"]
    extra |= {key: value for key, value in event.items() if key not in _FIELDS and value is not None}
    if not number and event.get("id") not in (None, "", 0):
        extra["id"] = event["id"]
    kind = event.get("type")
    if isinstance(kind, dict):
        extra["type"] = kind
        kind = kind.get("en") or next(iter(kind.values()), "")
    contributors = [people.contributor(entry) for entry in _listed(event.get("persons"))]
    return Item(
        guid=guid,
        title=title,
        starts_at=draft.starts_at,
        minutes=minutes,
        room=draft.room,
        code=plain(event.get("code")),
        number=number or None,
        slug=plain(event.get("slug")),
        subtitle=words(event.get("subtitle"), language),
        abstract=words(event.get("abstract"), language),
        description=words(event.get("description"), language),
        kind=plain(kind),
        topic=topics.key_of(event.get("track"), language),
        language=plain(event.get("language")),
        logo=plain(event.get("logo")),
        url=plain(event.get("url")),
        feedback_url=plain(event.get("feedback_url")),
        origin_url=plain(event.get("origin_url")),
        recording_license=plain(event.get("recording_license")),
        do_not_record=event.get("do_not_record") is True or event.get("do_not_record") in ("true", "1"),
        links=tuple(_link(entry) for entry in _listed(event.get("links"))),
        attachments=tuple(_link(entry) for entry in _listed(event.get("attachments"))),
        contributors=_once(contributors),
        capacity=capacity,
        extra=extra,
    )


def _minutes(scope: Scope, draft: Draft) -> int | None:
    event = draft.event
    written, end = plain(event.get("duration")), plain(event.get("end"))
    try:
        if written.strip():
            minutes = parsed_minutes(written, scope.with_seconds)
        elif end:
            minutes = _until(scope, end, draft.starts_at)
        else:
            scope.problem("duration_missing", event)
            return None
    except (ValueError, OverflowError):
        scope.problem("bad_duration", event, value=(written or end)[:60])
        return None
    if not 0 <= minutes <= LONGEST_MINUTES:
        scope.problem("bad_duration", event, value=(written or end)[:60])
        return None
    return minutes


def _until(scope: Scope, end: str, starts_at: datetime) -> int:
    """The minutes up to an instant, or up to a clock time, which may be after midnight."""
    if len(end) > 10:
        return round((scope.utc(parsed_instant(end)) - starts_at).total_seconds() / 60)
    clock, local = parsed_clock(end), starts_at.astimezone(ZoneInfo(scope.zone))
    return (clock.hour * 60 + clock.minute - local.hour * 60 - local.minute) % (24 * 60)


def _guid(scope: Scope, draft: Draft, title: dict[str, str], taken: set[str]) -> tuple[str | None, dict[str, Any]]:
    event = draft.event
    written = plain(event.get("guid"))
    extra = {"guid": written} if written and not is_guid(written) else {}
    start = draft.starts_at.isoformat()
    if is_guid(written):
        guid = written.lower()
    else:
        known_as = written or plain(event.get("id")) or plain(event.get("code")) or plain(event.get("slug"))
        first = next(iter(title.values()))
        guid = made_guid(scope.acronym, "item", *([known_as] if known_as else [first, start, draft.room]))
    if guid in taken:
        extra = {"guid": written} if written else extra
        guid = made_guid(guid, start, draft.room)
    if guid in taken:
        scope.problem("session_twice", event)
        return None, {}
    return guid, extra


def _whole(value: Any) -> int | None:
    text = plain(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def _once(parts: Iterable[Contributor | None]) -> tuple[Contributor, ...]:
    """Each person once in each role."""
    found: dict[tuple[str, str], Contributor] = {}
    for part in parts:
        if part is not None:
            found.setdefault((part.person, part.role), part)
    return tuple(found.values())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _link(entry: Any) -> Link:
    if not isinstance(entry, dict):
        return Link(plain(entry))
    return Link(
        url=plain(entry.get("url") or entry.get("href")),
        title=plain(entry.get("title")),
        kind=plain(entry.get("type")),
        extra={key: value for key, value in entry.items() if key not in _LINK_FIELDS and value is not None},
    )
