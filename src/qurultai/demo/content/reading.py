"""Reads the content's JSON files into words in three languages."""

import json
from datetime import datetime
from functools import cache
from importlib.resources import files

from .shapes import Named, Words

FOLDER = files(__package__)


@cache
def read(path: str):
    """Return what one JSON file of the content holds; `path` is relative to the content's folder."""
    return json.loads(FOLDER.joinpath(*path.split("/")).read_text(encoding="utf-8"))


def words(entry: dict[str, str]) -> Words:
    """Return a text from its JSON form, refusing a missing or further language by TypeError."""
    return Words(**entry)


def named(entries: list[dict]) -> tuple[Named, ...]:
    """Return the entries of a closed list."""
    return tuple(Named(entry["code"], words(entry["name"])) for entry in entries)


def at(wall_time: str) -> datetime:
    """Return a local wall time such as `2027-09-13T09:00`."""
    return datetime.fromisoformat(wall_time)
