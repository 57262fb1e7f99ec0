"""The website's page on past editions: published facts, their sources and where these differ."""

from datetime import date
from urllib.parse import urlsplit

from .reading import named, read, words
from .shapes import History, PastEdition, Source


def history() -> History:
    """Return the past editions, the newest first, with the remark that goes above them."""
    entry = read("past_editions.json")
    return History(
        note=words(entry["note"]),
        conflicts=tuple(words(conflict) for conflict in entry["conflicts"]),
        editions=tuple(_past(edition) for edition in entry["editions"]),
    )


def _past(entry: dict) -> PastEdition:
    return PastEdition(
        year=entry["year"],
        starts_on=date.fromisoformat(entry["starts_on"]),
        ends_on=date.fromisoformat(entry["ends_on"]),
        city=words(entry["city"]),
        venue=words(entry["venue"]) if entry["venue"] else None,
        title=words(entry["title"]),
        summary=words(entry["summary"]),
        figures=named(entry["figures"]),
        points=tuple(words(point) for point in entry["points"]),
        conflicts=tuple(words(conflict) for conflict in entry["conflicts"]),
        sources=tuple(Source(address, urlsplit(address).netloc.removeprefix("www.")) for address in entry["sources"]),
    )
