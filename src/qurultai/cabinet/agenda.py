"""What a participant's day looks like: days, what is next, how soon and how far on foot. Pure but for its words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qurultai.calendar.public import AgendaEntry
from qurultai.kit.ranges import During
from qurultai.programme.public import Starred

MINUTES_OF_A_DAY = 24 * 60


@dataclass(frozen=True)
class Line:
    """One thing in a list, ready to be shown: times in the forum's zone, its state, its places in words.

    A plain template shows it in a tenth of what a component would take; a day may have many.
    """

    entry: AgendaEntry | Starred
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: str
    url: str = ""
    beside: tuple[AgendaEntry, ...] = ()

    @property
    def starred(self) -> bool:
        """Whether it is only a wish: `url` is its page, `beside` what she is committed to at the same time."""
        return bool(self.url)

    @property
    def from_time(self) -> str:
        """Hours and minutes of the start."""
        return self.starts_at.strftime("%H:%M")

    @property
    def until_time(self) -> str:
        """Hours and minutes of the end."""
        return self.ends_at.strftime("%H:%M")

    @property
    def places(self) -> list[str]:
        """Where, in words."""
        return [place_in_words(place) for place in self.entry.places]


@dataclass(frozen=True)
class Day:
    """One day of somebody's agenda in the forum's zone."""

    on: dt.date
    lines: Sequence[Line]


@dataclass(frozen=True)
class Next:
    """What comes next, or is on, and what one must know to be there."""

    entry: AgendaEntry
    running: bool
    minutes: int
    walk: int | None

    @property
    def place(self) -> str:
        """Where, in words; the building when it has a name."""
        return "; ".join(place_in_words(place) for place in self.entry.places)

    @property
    def in_words(self) -> str:
        """How soon, in words."""
        if self.running:
            return _("Now")
        if self.minutes < 60:
            return ngettext("in %(n)s minute", "in %(n)s minutes", self.minutes) % {"n": self.minutes}
        if self.minutes < MINUTES_OF_A_DAY:
            return _("in %(hours)s h %(minutes)s min") % {"hours": self.minutes // 60, "minutes": self.minutes % 60}
        days = self.minutes // MINUTES_OF_A_DAY
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}

    @property
    def walk_in_words(self) -> str:
        """How long it takes on foot from where she is before, in words; empty when that is not known."""
        if self.walk is None:
            return ""
        if self.walk == 0:
            return _("In the same building")
        return ngettext("%(n)s minute on foot", "%(n)s minutes on foot", self.walk) % {"n": self.walk}


def place_in_words(place: object) -> str:
    """A room or table, and its building when that has a name."""
    return f"{place}, {place.building}" if place.building else str(place)


def line_of(entry: AgendaEntry, tz: dt.tzinfo, now: dt.datetime) -> Line:
    """An entry ready to be shown; `state` is clash, past, now or empty."""
    starts_at, ends_at = entry.during.starts_at, entry.during.ends_at
    state = "clash" if entry.clashes else "past" if ends_at <= now else "now" if starts_at <= now else ""
    return Line(entry, starts_at.astimezone(tz), ends_at.astimezone(tz), state)


def starred_line(starred: Starred, entries: Sequence[AgendaEntry], tz: dt.tzinfo, now: dt.datetime, pages: str) -> Line:
    """A wish ready to be shown; `pages` is the address under which sessions have their pages."""
    starts_at, ends_at = starred.during.starts_at, starred.during.ends_at
    beside = tuple(entry for entry in entries if entry.firm and entry.during.overlaps(starred.during))
    state, url = "past" if ends_at <= now else "starred", f"{pages}{quote(starred.code)}/"
    return Line(starred, starts_at.astimezone(tz), ends_at.astimezone(tz), state, url, beside)


def lines_of(
    entries: Sequence[AgendaEntry], starred: Sequence[Starred], tz: dt.tzinfo, now: dt.datetime, pages: str
) -> list[Line]:
    """Commitments and wishes in order of time; what she is committed to is no wish any more."""
    held = {entry.subject_id for entry in entries}
    wishes = [starred_line(one, entries, tz, now, pages) for one in starred if one.session_id not in held]
    return sorted([*(line_of(entry, tz, now) for entry in entries), *wishes], key=lambda line: line.starts_at)


def days_of(lines: Sequence[Line], first: dt.date, last: dt.date) -> list[Day]:
    """Every day of a forum, also an empty one, and any other day on which something is; in order."""
    local = {day: tuple(group) for day, group in groupby(lines, key=lambda line: line.starts_at.date())}
    forum = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return [Day(day, local.get(day, ())) for day in sorted({*local, *forum})]


def rest_of_day(lines: Sequence[Line], coming: Next | None, today: dt.date, now: dt.datetime) -> list[Line]:
    """What begins later today beside what comes next; without anything to come, the wishes of the next day with any."""
    ahead = [
        line for line in lines if line.entry.during.starts_at > now and not (coming and line.entry is coming.entry)
    ]
    on = today if coming or not ahead else ahead[0].starts_at.date()
    return [line for line in ahead if line.starts_at.date() == on]


def next_of(entries: Sequence[AgendaEntry], now: dt.datetime) -> Next | None:
    """What is on at this instant, or else what comes next; None when nothing more is to come.

    The way is counted from the place of the last thing before it, if that was today (within 12 hours).
    """
    coming = [entry for entry in entries if entry.during.ends_at > now]
    if not coming:
        return None
    entry = coming[0]
    minutes = max(0, -int((now - entry.during.starts_at).total_seconds() // 60))
    return Next(entry, entry.during.starts_at <= now, minutes, _walk_to(entry, entries))


def _walk_to(entry: AgendaEntry, entries: Sequence[AgendaEntry]) -> int | None:
    before = [
        one
        for one in entries
        if one.places
        and one.during.ends_at <= entry.during.starts_at
        and During(one.during.starts_at, entry.during.ends_at).minutes < MINUTES_OF_A_DAY // 2
    ]
    if not before or not entry.places:
        return None
    return before[-1].places[0].walk_to(entry.places[0])
