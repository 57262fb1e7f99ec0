"""Pure rules of editions: addresses, dates and zones that make sense."""

import datetime as dt
import re
import zoneinfo

LONGEST_DAYS = 60
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,49}")


def slug_problem(slug: str, reserved: frozenset[str]) -> str | None:
    """Why a slug cannot name an edition: `shape`, `reserved`, or None."""
    if not _SLUG.fullmatch(slug):
        return "shape"
    return "reserved" if slug in reserved else None


def dates_problem(starts_on: dt.date, ends_on: dt.date) -> str | None:
    """Why these cannot be a forum's first and last day: `backwards`, `too_long`, or None."""
    if ends_on < starts_on:
        return "backwards"
    return "too_long" if (ends_on - starts_on).days >= LONGEST_DAYS else None


def is_zone(name: str) -> bool:
    """Whether the zone database knows this name."""
    return name in zoneinfo.available_timezones()


def moved(day: dt.date, from_start: dt.date, to_start: dt.date) -> dt.date:
    """The same day of next year's forum, counted from its first day."""
    return to_start + (day - from_start)


def utc_words(zone: dt.tzinfo, on: dt.date) -> str:
    """How far a zone's clocks are from UTC at noon of a day, as people write it: `UTC+5`."""
    offset = zone.utcoffset(dt.datetime.combine(on, dt.time(12))) or dt.timedelta()
    minutes = int(offset.total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
