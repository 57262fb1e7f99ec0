"""The frame of a document: names, dates, languages and days of the forum."""

import datetime as dt
from typing import Any

import msgspec

from qurultai.programme.formats.document import Day, Item, Programme
from qurultai.programme.models import Edition
from qurultai.programme.queries.documents.sources import Sources

KEPT = ("acronym", "languages", "version", "base_url", "url", "slot_minutes", "extra")


def frame_of(edition: Edition, sources: Sources, items: tuple[Item, ...]) -> dict[str, Any]:
    """Every field of a programme but its rooms, topics, items and persons."""
    own = {
        "acronym": edition.slug,
        "title": dict(edition.name),
        "starts_on": edition.starts_on,
        "ends_on": edition.ends_on,
        "zone": edition.zone,
        "languages": tuple(edition.languages),
        "slot_minutes": edition.slot_minutes,
    }
    record = sources.record("programme", None)
    if record is None:
        return own | {"days": days_of(edition, (), items)}
    said = msgspec.convert(record, Programme)
    as_said = all(getattr(said, name) == own[name] for name in ("starts_on", "ends_on", "zone"))
    kept = {name: getattr(said, name) for name in KEPT}
    return own | kept | {"days": days_of(edition, said.days if as_said else (), items)}


def days_of(edition: Edition, said: tuple[Day, ...], items: tuple[Item, ...]) -> tuple[Day, ...]:
    """The days of the file, else every date of the forum; and each further local date on which an item starts."""
    dates = set() if said else set(dates_of(edition))
    for item in items:
        if not any(day.starts_at <= item.starts_at < day.ends_at for day in said):
            dates.add(item.starts_at.astimezone(edition.tz).date())
    new = [(*_midnights(edition, date), date) for date in dates - {day.date for day in said}]
    spans = sorted([*((day.starts_at, day.ends_at, day.date) for day in said), *new])
    return tuple(Day(index, date, starts_at, ends_at) for index, (starts_at, ends_at, date) in enumerate(spans, 1))


def dates_of(edition: Edition) -> list[dt.date]:
    """The dates of the forum, first to last."""
    return [edition.starts_on + dt.timedelta(days=n) for n in range((edition.ends_on - edition.starts_on).days + 1)]


def _midnights(edition: Edition, date: dt.date) -> tuple[dt.datetime, dt.datetime]:
    first, last = (dt.datetime.combine(date + dt.timedelta(days=n), dt.time(), edition.tz) for n in (0, 1))
    return first.astimezone(dt.UTC), last.astimezone(dt.UTC)
