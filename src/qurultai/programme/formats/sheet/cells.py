"""Values of cells, typed (XLSX) or as text (CSV), made dates, clock times and numbers."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from ..times import parsed_clock, parsed_date, parsed_instant
from ..wording import plain
from .spelled_dates import half_day_clock, numbered_date, spelled_date

_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?")
_FRACTION = re.compile(r"0[.,]\d{3,}")
_MARKED = re.compile(r"'+[=+\-@\t\r]")
_TO_MARK = re.compile(r"'*[=+\-@\t\r]")


def text_of(value: Any) -> str:
    """The cell as text: whole numbers without ".0", dates and times in ISO form."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    return plain(value)


def date_of(value: Any) -> date:
    """The date of a cell: a real one, "2027-09-08", "08.09.2027", "8 сентября 2027", 46638; raises ValueError."""
    if isinstance(value, datetime):
        return parsed_date(value.date().isoformat())
    if isinstance(value, date):
        return parsed_date(value.isoformat())
    text = text_of(value).strip()
    meant = spelled_date(text) or numbered_date(text)
    if meant:
        return parsed_date(meant.isoformat())
    match = _DOTTED.fullmatch(text)
    if match:
        return parsed_date(f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}")
    if len(text) < 10 or text[4] != "-":
        raise ValueError(text)
    return parsed_date(text)


def clock_of(value: Any) -> time:
    """The clock time of a cell: a real time, a fraction of a day, "9:30", "9.30" or "9:30 am"; raises ValueError."""
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, timedelta):
        value = value.total_seconds() / 86400
    if isinstance(value, float) and 0 <= value < 1:
        minutes = round(value * 1440) % 1440
        return time(minutes // 60, minutes % 60)
    text = text_of(value).strip()
    if isinstance(value, str) and _FRACTION.fullmatch(text):
        return clock_of(float(text.replace(",", ".")))
    half_day = half_day_clock(text)
    if half_day is not None:
        return half_day
    match = _CLOCK.fullmatch(text)
    if not match:
        raise ValueError(value)
    return parsed_clock(f"{int(match[1])}:{match[2]}")


def instant_of(value: Any) -> datetime:
    """The naive local instant of a cell with date and time; raises ValueError."""
    if isinstance(value, datetime):
        return parsed_instant(value.isoformat())
    return parsed_instant(text_of(value).strip())


def minutes_of(value: Any) -> int:
    """Whole minutes of a cell: 45, "45" or "0:45"; raises ValueError."""
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    text = text_of(value).strip()
    if text.isascii() and text.isdigit() and len(text) < 7:
        return int(text)
    clock = clock_of(text)
    return clock.hour * 60 + clock.minute


def marked(text: str) -> str:
    """The text with "'" before it when a spreadsheet would take it for a formula; `unmarked` is the inverse."""
    return f"'{text}" if _TO_MARK.match(text) else text


def unmarked(text: str) -> str:
    """The text as it was before `marked`."""
    return text[1:] if _MARKED.match(text) else text
