"""Days of a frab tree: their dates and limits, written in the file or taken from the sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from .document import Day, Item
from .frab_scope import Scope
from .times import at_clock, parsed_clock, parsed_date, parsed_instant
from .wording import plain

_EARLY = time(4)
_AFTERNOON = time(12)


@dataclass(frozen=True, slots=True)
class Frame:
    """One day as the file has it; `change` is the clock time before which a session belongs to the night after."""

    date: date
    change: time
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def day_frames(scope: Scope, rows: Sequence[dict[str, Any]], events: Sequence[Sequence[dict[str, Any]]]) -> list[Frame]:
    """A frame for each of the file's days, with the events of each; notes a problem for a day without a date."""
    frames = []
    for row, own in zip(rows, events, strict=True):
        starts_at = _limit(scope, row, "day_start", "start")
        ends_at = _limit(scope, row, "day_end", "end")
        on = _date(scope, row, starts_at, own)
        if on is None:
            scope.findings.add("bad_day", place=plain(row.get("index")), value=plain(row.get("date"))[:60])
            on = date(1970, 1, 2)
        change = time()
        if starts_at is not None:
            local = starts_at.astimezone(ZoneInfo(scope.zone))
            change = local.time() if local.date() == on else time()
        else:
            change = scope.day_change or (_EARLY if _runs_past_midnight(own) else time())
        if starts_at is None or ends_at is None or ends_at <= starts_at:
            starts_at, ends_at = None, None
        frames.append(Frame(on, change, starts_at, ends_at))
    return frames


def _limit(scope: Scope, row: dict[str, Any], *names: str) -> datetime | None:
    text = next((plain(row.get(name)) for name in names if row.get(name)), "")
    if len(text) <= 10:
        return None
    try:
        return scope.utc(parsed_instant(text))
    except (ValueError, OverflowError):
        scope.findings.add("bad_day", place=plain(row.get("index")), value=text[:60])
        return None


def _date(
    scope: Scope, row: dict[str, Any], starts_at: datetime | None, events: Sequence[dict[str, Any]]
) -> date | None:
    for text in (plain(row.get("date")), *(plain(event.get("date")) for event in events)):
        try:
            return parsed_date(text)
        except ValueError:
            if text and text == plain(row.get("date")):
                return None
    return starts_at.astimezone(ZoneInfo(scope.zone)).date() if starts_at else None


def _runs_past_midnight(events: Sequence[dict[str, Any]]) -> bool:
    clocks = []
    for event in events:
        try:
            clocks.append(parsed_clock(plain(event.get("start"))))
        except ValueError:
            continue
    return any(clock < _EARLY for clock in clocks) and any(clock >= _AFTERNOON for clock in clocks)


def days_of(
    scope: Scope, frames: Sequence[Frame], indexes: Sequence[Any], items: Sequence[Sequence[Item]]
) -> tuple[Day, ...]:
    """The days: limits as written, else from the first to the last of the day's own items, else the whole date."""
    found, used = [], set()
    for position, (frame, own) in enumerate(zip(frames, items, strict=True)):
        starts_at, ends_at = frame.starts_at, frame.ends_at
        if starts_at is None or ends_at is None:
            midnight = at_clock(frame.date, time(), scope.zone)
            starts_at = min((item.starts_at for item in own), default=midnight)
            ends_at = max((item.ends_at for item in own), default=midnight + timedelta(days=1))
            ends_at = max(ends_at, starts_at + timedelta(minutes=1))
        text = plain(indexes[position])
        index = int(text) if text.isascii() and text.isdigit() and 0 < int(text[:9]) < 10_000 else position + 1
        while index in used:
            index += 1
        used.add(index)
        found.append(Day(index, frame.date, starts_at, ends_at))
    return tuple(found)
