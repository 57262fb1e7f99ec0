"""Editions of the forum: the demonstration's own and what is published on past ones."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .words import Words


@dataclass(frozen=True, slots=True)
class Break:
    """A pause of the whole forum, such as lunch, in which no session lies."""

    code: str
    name: Words
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the forum's year, both days included."""

    code: str
    name: Words
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the forum with the hours in which sessions may lie."""

    on: date
    opens_at: time
    closes_at: time


@dataclass(frozen=True, slots=True)
class Edition:
    """The demonstration's edition; `notice` says that everybody and everything in it is invented."""

    code: str
    series_code: str
    series: Words
    title: Words
    tagline: Words
    about: Words
    notice: Words
    city: Words
    venue: Words
    zone: str
    languages: tuple[str, ...]
    days: tuple[Day, ...]
    grid: timedelta
    common_starts: tuple[time, ...]
    phases: tuple[Phase, ...]
    breaks: tuple[Break, ...]
