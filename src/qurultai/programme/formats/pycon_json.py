"""The `schedule.json` of PyCon's own sites (symposion): one flat list of slots, made a frab tree."""

from typing import Any

from .assumed import Assumed
from .problems import Findings
from .times import parsed_instant
from .wording import plain

_FIELDS = {
    "name", "title", "room", "start", "end", "duration", "authors", "contact", "abstract", "description", "conf_key",
    "conf_url", "kind", "license", "track",
}  # fmt: skip


def is_pycon(value: Any) -> bool:
    """Whether a JSON value is such a list, alone or under "schedule"."""
    slots = value.get("schedule") if isinstance(value, dict) else value
    return isinstance(slots, list) and bool(slots) and all(isinstance(slot, dict) for slot in slots)


def tree_of_pycon(value: Any, assumed: Assumed) -> dict[str, Any]:
    """The frab tree of the slots; mail addresses (`contact`) are not taken. Raises Unreadable."""
    slots = value["schedule"] if isinstance(value, dict) else value
    findings = Findings()
    days: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for slot in slots:
        start = plain(slot.get("start"))
        try:
            starts = parsed_instant(start)
        except ValueError:
            findings.add("bad_time", plain(slot.get("name"))[:120], value=start[:60])
            continue
        days.setdefault(starts.date().isoformat(), {}).setdefault(plain(slot.get("room")), []).append(
            _event(slot, start)
        )
    findings.settle()
    rows = [{"index": number, "date": on, "rooms": days[on]} for number, on in enumerate(sorted(days), 1)]
    title = assumed.title or assumed.acronym or "PyCon"
    return {"schedule": {"version": "", "conference": {"title": title, "acronym": assumed.acronym, "days": rows}}}


def _event(slot: dict[str, Any], start: str) -> dict[str, Any]:
    authors = slot.get("authors")
    event = {
        "id": slot.get("conf_key"),
        "date": start,
        "end": slot.get("end"),
        "title": slot.get("name") or slot.get("title"),
        "abstract": slot.get("abstract"),
        "description": slot.get("description"),
        "type": slot.get("kind"),
        "track": slot.get("track"),
        "url": slot.get("conf_url"),
        "recording_license": slot.get("license"),
        "persons": [{"name": name} for name in authors if isinstance(name, str)] if isinstance(authors, list) else [],
        **{key: part for key, part in slot.items() if key not in _FIELDS},
    }
    if not event["end"]:
        event["duration"] = plain(slot.get("duration"))
    return {key: part for key, part in event.items() if part is not None}
