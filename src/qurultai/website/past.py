"""Earlier editions of a series: published facts with their sources, and where the sources differ."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from qurultai.kit.dates import date_range
from qurultai.kit.text import Text

FILE = Path(__file__).parent / "past_editions.json"


@dataclass(frozen=True)
class Source:
    """Where a fact was published."""

    address: str
    publisher: str


@dataclass(frozen=True)
class PastForum:
    """What is published on one earlier forum, in one language."""

    year: int
    dates: str
    city: str
    venue: str
    title: str
    summary: str
    figures: tuple[str, ...]
    points: tuple[str, ...]
    conflicts: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Past:
    """The page on earlier forums: a remark, what the sources disagree on as a whole, the forums newest first."""

    note: str
    conflicts: tuple[str, ...]
    forums: tuple[PastForum, ...]


@cache
def has_past(series: str) -> bool:
    """Whether there is a page on earlier forums of this series."""
    return _file()["series"] == series


def past_of(language: str) -> Past:
    """The page in the active language, which is `language`."""

    def words(value: Any) -> str:
        return Text(value or {}).best(language)

    def several(values: list[Any]) -> tuple[str, ...]:
        return tuple(words(value) for value in values)

    page = _file()
    forums = tuple(
        PastForum(
            year=entry["year"],
            dates=date_range(date.fromisoformat(entry["starts_on"]), date.fromisoformat(entry["ends_on"])),
            city=words(entry["city"]),
            venue=words(entry["venue"]),
            title=words(entry["title"]),
            summary=words(entry["summary"]),
            figures=tuple(words(figure["name"]) for figure in entry["figures"]),
            points=several(entry["points"]),
            conflicts=several(entry["conflicts"]),
            sources=tuple(Source(url, urlsplit(url).netloc.removeprefix("www.")) for url in entry["sources"]),
        )
        for entry in page["editions"]
    )
    return Past(words(page["note"]), several(page["conflicts"]), forums)


@cache
def _file() -> dict[str, Any]:
    return json.loads(FILE.read_text("utf-8"))
