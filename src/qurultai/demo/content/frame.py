"""The demonstration's edition, its topics and its places."""

from datetime import date, time, timedelta

from .reading import at, named, read, words
from .shapes import Break, Building, Day, Edition, Named, Phase, Room, Table, Topic, Walk


def edition() -> Edition:
    """Return the edition with its two days, breaks and phases."""
    entry = read("edition.json")
    texts = {key: words(entry[key]) for key in ("series", "title", "tagline", "about", "notice", "city", "venue")}
    return Edition(
        code=entry["code"],
        series_code=entry["series_code"],
        zone=entry["zone"],
        languages=tuple(entry["languages"]),
        days=tuple(_day(day) for day in entry["days"]),
        grid=timedelta(minutes=entry["grid_minutes"]),
        common_starts=tuple(time.fromisoformat(start) for start in entry["common_starts"]),
        phases=tuple(_phase(phase) for phase in entry["phases"]),
        breaks=tuple(
            Break(pause["code"], words(pause["name"]), at(pause["starts_at"]), at(pause["ends_at"]))
            for pause in entry["breaks"]
        ),
        **texts,
    )


def _day(entry: dict) -> Day:
    return Day(
        date.fromisoformat(entry["on"]), time.fromisoformat(entry["opens_at"]), time.fromisoformat(entry["closes_at"])
    )


def _phase(entry: dict) -> Phase:
    starts_on, ends_on = date.fromisoformat(entry["starts_on"]), date.fromisoformat(entry["ends_on"])
    return Phase(entry["code"], words(entry["name"]), starts_on, ends_on)


def topics() -> tuple[Topic, ...]:
    """Return the programme's topics, each with its colour."""
    return tuple(
        Topic(entry["code"], words(entry["name"]), words(entry["description"]), entry["colour"])
        for entry in read("topics.json")
    )


def buildings() -> tuple[Building, ...]:
    """Return the venue's buildings."""
    return tuple(
        Building(entry["code"], words(entry["name"]), words(entry["address"]))
        for entry in read("places.json")["buildings"]
    )


def walks() -> tuple[Walk, ...]:
    """Return the walking minutes between every two buildings."""
    return tuple(Walk(**entry) for entry in read("places.json")["walks"])


def rooms() -> tuple[Room, ...]:
    """Return the twelve rooms, the B2B hall among them."""
    return tuple(
        Room(**{**entry, "name": words(entry["name"]), "equipment": frozenset(entry["equipment"])})
        for entry in read("places.json")["rooms"]
    )


def tables() -> tuple[Table, ...]:
    """Return the meeting tables of the B2B hall, numbered from 1."""
    entry = read("places.json")["tables"]
    return tuple(
        Table(f"T{number:02}", entry["room"], number, entry["seats"]) for number in range(1, entry["count"] + 1)
    )


def equipment() -> tuple[Named, ...]:
    """Return what a room can be equipped with."""
    return named(read("places.json")["equipment"])
