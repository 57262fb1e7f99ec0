"""Times as schedule files write them: instants with or without an offset, clock times, durations, zones."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")
_DURATION = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{2})")
_ISO_LENGTH = re.compile(
    r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?)?", re.IGNORECASE
)
_COUNTED = re.compile(r"(\d{1,5})(?:\.0+)?\s*(?:m|min|mins|minutes|мин|минут)?\.?", re.IGNORECASE)
_ZONE = re.compile(r"[A-Za-z0-9_+\-/]{1,64}")
_HALF_HOUR_ZONES = {
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    570: "Australia/Darwin",
}


@lru_cache(maxsize=256)
def known_zone(name: str) -> ZoneInfo | None:
    """The IANA zone of that name, or None."""
    if not _ZONE.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def parsed_date(text: str) -> date:
    """The date of "2027-09-08" or of an instant; raises ValueError."""
    found = date.fromisoformat(text.strip()[:10])
    if not 1970 <= found.year <= 2200:
        raise ValueError(text)
    return found


def parsed_instant(text: str) -> datetime:
    """The instant of an ISO 8601 text, naive when the text has no offset; raises ValueError."""
    text = text.strip().removesuffix(" UTC").strip() + ("Z" if text.strip().endswith(" UTC") else "")
    if len(text) < 12:
        raise ValueError(text)
    found = datetime.fromisoformat(text).replace(microsecond=0)
    if not 1970 <= found.year <= 2200:
        raise ValueError(text)
    return found


def parsed_clock(text: str) -> time:
    """The clock time of "9:30" or "09:30:00"; raises ValueError."""
    match = _CLOCK.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    return time(int(match[1]), int(match[2]), int(match[3] or 0))


def in_utc(instant: datetime, zone: str) -> datetime:
    """The instant in UTC; a naive one is read in `zone`."""
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=ZoneInfo(zone))
    return instant.astimezone(UTC)


def at_clock(day: date, clock: time, zone: str) -> datetime:
    """The instant at which the zone's clocks show that time on that day, in UTC."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def writes_seconds(durations: Iterable[str]) -> bool:
    """Whether these three-part durations are H:MM:SS (Python's timedelta) and not D:HH:MM (pretalx).

    They are when one of them cannot be D:HH:MM: zero days written out, a two-digit first part, or hours above 23.
    """
    for text in durations:
        match = _DURATION.fullmatch(text.strip())
        if match and match[1] and (int(match[1]) == 0 or len(match[1]) == 2 or int(match[2]) > 23):
            return True
    return False


def parsed_minutes(text: str, with_seconds: bool = False) -> int:
    """Minutes of "45", "45 min", "PT45M", "HH:MM", "D:HH:MM" or, where the file writes seconds, "H:MM:SS".

    Raises ValueError.
    """
    text = text.strip()
    counted = _COUNTED.fullmatch(text)
    if counted:
        return int(counted[1])
    iso = _ISO_LENGTH.fullmatch(text)
    if iso and any(iso.groups()):
        days, hours, minutes, seconds = (int(part or 0) for part in iso.groups())
        return days * 24 * 60 + hours * 60 + minutes + (seconds + 30) // 60
    match = _DURATION.fullmatch(text)
    if not match:
        raise ValueError(text)
    first, second, third = int(match[1] or 0), int(match[2]), int(match[3])
    if third > 59:
        raise ValueError(text)
    if match[1] and with_seconds:
        return first * 60 + second + (1 if third >= 30 else 0)
    return first * 24 * 60 + second * 60 + third


def written_minutes(minutes: int) -> str:
    """ "HH:MM", or "D:HH:MM" from 100 hours on (the public XML schema has room for two digits of hours)."""
    hours, rest = divmod(minutes, 60)
    if hours < 100:
        return f"{hours:02}:{rest:02}"
    return f"{hours // 24}:{hours % 24:02}:{rest:02}"


def likely_zone(instants: Iterable[datetime], assumed: str) -> str:
    """The zone of a file that names none: the assumed one where all offsets agree with it, else the offset's own.

    A file without any offset is read in the assumed zone; one with changing offsets too, for its instants are certain.
    """
    aware = [instant for instant in instants if instant.tzinfo is not None]
    offsets = {instant.utcoffset() or timedelta() for instant in aware}
    zone = ZoneInfo(assumed)
    if len(offsets) != 1 or all(instant.astimezone(zone).utcoffset() == instant.utcoffset() for instant in aware):
        return assumed
    minutes = int(offsets.pop().total_seconds() // 60)
    if minutes % 60:
        return _HALF_HOUR_ZONES.get(minutes, assumed)
    hours = minutes // 60
    if hours == 0:
        return "UTC"
    return f"Etc/GMT{-hours:+d}" if -14 <= -hours <= 12 else assumed
