"""Instants as the engine counts them: minutes of wall clock since midnight of the forum's first day, in its zone."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from qurultai.kit.ranges import During
from qurultai.planning.timetable import DAY, Span


@dataclass(frozen=True)
class Minutes:
    """The engine's clock of one edition."""

    first: dt.date
    zone: ZoneInfo

    def of(self, at: dt.datetime) -> int:
        """The minute of an instant."""
        local = at.astimezone(self.zone)
        return (local.date() - self.first).days * DAY + local.hour * 60 + local.minute

    def instant(self, minute: int) -> dt.datetime:
        """The instant of a minute, in UTC."""
        days, rest = divmod(minute, DAY)
        local = dt.datetime.combine(self.first + dt.timedelta(days=days), dt.time(rest // 60, rest % 60), self.zone)
        return local.astimezone(dt.UTC)

    def span(self, during: During) -> Span:
        """A range of time; seconds round outwards."""
        start, end = self.of(during.starts_at), self.of(during.ends_at)
        return Span(start, max(end + bool(during.ends_at.second), start + 1))

    def daily(self, days: int, start: dt.time, end: dt.time) -> tuple[Span, ...]:
        """The same hours of every day."""
        first, last = (at.hour * 60 + at.minute for at in (start, end))
        return tuple(Span(day * DAY + first, day * DAY + last) for day in range(days))

    def at_times(self, days: int, times: Iterable[str]) -> tuple[int, ...]:
        """The same times of every day, written `HH:MM`."""
        clocks = [dt.time.fromisoformat(written) for written in times]
        return tuple(sorted(day * DAY + at.hour * 60 + at.minute for day in range(days) for at in clocks))


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans as few, sorted and disjoint."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def without(spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """The spans without the holes."""
    left = list(spans)
    for hole in holes:
        pieces = [Span(span.start, min(span.end, hole.start)) for span in left]
        pieces += [Span(max(span.start, hole.end), span.end) for span in left]
        left = [piece for piece in pieces if piece.start < piece.end]
    return united(left)
