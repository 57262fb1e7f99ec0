"""Calendar entries that repeat, written out one by one where their rule has an end."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Component

MOST_TIMES = 400
_BROKEN = (ValueError, TypeError, AttributeError, KeyError, OverflowError)


def beginnings(event: Component, first: datetime) -> list[datetime] | None:
    """Every beginning of an entry that repeats, `first` being its DTSTART with its own zone.

    None for a rule that has no end, repeats more than `MOST_TIMES` or cannot be read.
    """
    rules = _listed(event.get("rrule"))
    found = {first}
    try:
        for rule in rules:
            if not {"COUNT", "UNTIL"} & {name.upper() for name in rule}:
                return None
            for number, at in enumerate(rrulestr(rule.to_ical().decode(), dtstart=first)):
                if number >= MOST_TIMES:
                    return None
                found.add(at)
        found |= {_like(at, first) for at in _dates(event.get("rdate"))}
        left_out = {_like(at, first).astimezone(UTC) for at in _dates(event.get("exdate"))}
    except _BROKEN:
        return None
    times = sorted(at for at in found if at.astimezone(UTC) not in left_out)
    return times if len(times) <= MOST_TIMES else None


def _dates(value: Any) -> Iterable[datetime]:
    for entry in _listed(value):
        for part in entry.dts:
            if isinstance(part.dt, datetime):
                yield part.dt


def _like(at: datetime, first: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=first.tzinfo)


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
