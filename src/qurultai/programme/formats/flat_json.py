"""Schedules that are lists of sessions, made a frab tree: PyCon's own sites, EuroPython's days, Sessionize's views."""

from collections.abc import Iterator, Mapping
from typing import Any

from .assumed import Assumed
from .problems import Findings
from .times import parsed_instant
from .wording import plain

_TITLE = ("name", "title")
_START = ("start", "startsAt", "starts_at", "start_date", "event_start", "begin")
_END = ("end", "endsAt", "ends_at", "end_date", "event_end")
_ROOM = ("room", "rooms", "location", "venue")
_SPEAKERS = ("authors", "speakers", "persons", "presenters")
_NUMBER = ("conf_key", "id", "event_key")
_URL = ("conf_url", "website_url", "url", "link")
_KIND = ("kind", "session_type", "type", "event_type")
_PLAIN = ("guid", "code", "slug", "abstract", "description", "language", "subtitle", "links", "attachments", "logo")
_NOT_KEPT = ("contact", "email", "emails", "phone", "roomId", "cancelled", "canceled", "duration", "track", "license")
_KNOWN = frozenset((*_TITLE, *_START, *_END, *_ROOM, *_SPEAKERS, *_NUMBER, *_URL, *_KIND, *_PLAIN, *_NOT_KEPT))
_LISTS = ("schedule", "sessions", "events", "talks", "slots")


def is_flat(value: Any) -> bool:
    """Whether a JSON value is such a list, alone, under a name, by day or by room."""
    return next(_slots(value), None) is not None


def tree_of_flat(value: Any, assumed: Assumed) -> dict[str, Any]:
    """The frab tree of the sessions: cancelled ones are left out, those without a time too, but with their titles.

    Mail addresses (`contact`) are not taken. Raises Unreadable for a time that cannot be read.
    """
    findings, left_out = Findings(), []
    people, rooms = _by_id(value, "speakers"), _by_id(value, "rooms")
    days: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for slot in _slots(value):
        title, start = _first(slot, _TITLE), plain(_first(slot, _START))
        if slot.get("cancelled") is True or slot.get("canceled") is True:
            continue
        if not start.strip():
            left_out.append({"title": plain(title)[:200], "why": "no_time"})
            continue
        try:
            on = parsed_instant(start).date().isoformat()
        except ValueError:
            findings.add("bad_time", plain(title)[:120], value=start[:60])
            continue
        days.setdefault(on, {}).setdefault(_room(slot, rooms), []).append(_event(slot, title, start, people))
    findings.settle()
    rows = [{"index": number, "date": on, "rooms": days[on]} for number, on in enumerate(sorted(days), 1)]
    title = assumed.title or assumed.acronym or "PyCon"
    conference = {"title": title, "acronym": assumed.acronym, "days": rows}
    if left_out:
        conference["left_out"] = left_out
    return {"schedule": {"version": "", "conference": conference}}


def _slots(value: Any) -> Iterator[dict[str, Any]]:
    """The sessions in whichever nesting; nothing for a value of another shape."""
    if isinstance(value, Mapping):
        if isinstance(value.get("days"), Mapping):
            for day in value["days"].values():
                yield from _slots(day)
            return
        found = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), ())
        yield from _slots(found)
        return
    for entry in value if isinstance(value, list) else ():
        if not isinstance(entry, dict):
            continue
        if isinstance(entry.get("sessions"), list):
            yield from _slots(entry["sessions"])
        elif isinstance(entry.get("rooms"), list) and not _first(entry, _TITLE):
            yield from _slots(entry["rooms"])
        else:
            yield entry


def _by_id(value: Any, name: str) -> dict[str, Any]:
    entries = value.get(name) if isinstance(value, Mapping) else None
    known = (entry for entry in entries or () if isinstance(entry, dict)) if isinstance(entries, list) else ()
    return {plain(entry.get("id")): entry for entry in known if plain(entry.get("id"))}


def _first(slot: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((slot[name] for name in names if slot.get(name) not in (None, "", [])), None)


def _room(slot: dict[str, Any], rooms: Mapping[str, Any]) -> str:
    found = _first(slot, _ROOM)
    if found is None:
        found = rooms.get(plain(slot.get("roomId")))
    named = [_name(entry) for entry in (found if isinstance(found, list) else [found])]
    return ", ".join(name for name in named if name)


def _name(entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return plain(entry)
    return plain(_first(entry, ("name", "fullName", "public_name", "title", "short_name")))


def _event(slot: dict[str, Any], title: Any, start: str, people: Mapping[str, Any]) -> dict[str, Any]:
    track, speakers = slot.get("track"), _first(slot, _SPEAKERS)
    event = {
        **{name: slot.get(name) for name in _PLAIN},
        "id": _first(slot, _NUMBER),
        "date": start,
        "end": plain(_first(slot, _END)) or None,
        "title": title,
        "type": _name(_first(slot, _KIND)),
        "track": _name(track) or None,
        "url": plain(_first(slot, _URL)) or None,
        "recording_license": slot.get("license"),
        "persons": [_person(entry, people) for entry in (speakers if isinstance(speakers, list) else [speakers])],
        **{key: part for key, part in slot.items() if key not in _KNOWN},
    }
    if not event["end"]:
        event["duration"] = plain(slot.get("duration"))
    return {key: part for key, part in event.items() if part is not None}


def _person(entry: Any, people: Mapping[str, Any]) -> Any:
    """An entry that is only an id, or has one, is completed from the file's list of speakers."""
    identity = plain(entry.get("id")) if isinstance(entry, Mapping) else plain(entry)
    known = people.get(identity)
    if known is None:
        return entry
    return {
        "name": _name(known) or " ".join(filter(None, (plain(known.get("firstName")), plain(known.get("lastName"))))),
        "guid": identity,
        "code": identity,
        "biography": plain(known.get("bio") or known.get("biography")),
        "avatar": plain(known.get("profilePicture") or known.get("avatar")),
    }
