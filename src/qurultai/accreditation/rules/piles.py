"""Piles of badges: by the desk where they are picked up, there by name, in parts that a printer and a memory hold."""

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

LARGEST_PART = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A badge that waits for its print: its key, its desk, and what it is sorted by there."""

    key: Hashable
    desk: str
    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """So many badges of one desk in the order of their names; `name` is a file's, unique in the pile."""

    desk: str
    name: str
    keys: tuple[Hashable, ...]


def parts_of(waiting: Iterable[Waiting], largest: int = LARGEST_PART, first: int = 1) -> Iterator[Part]:
    """The pile cut by desk and then by number, each badge in exactly one part; parts are numbered from `first`."""
    ordered = sorted(waiting, key=lambda one: (one.desk, one.name.casefold(), str(one.key)))
    number = first
    for desk, badges in groupby(ordered, key=lambda one: one.desk):
        keys = [one.key for one in badges]
        for start in range(0, len(keys), largest):
            yield Part(desk, f"{number:03}-{_plain(desk)}.pdf", tuple(keys[start : start + largest]))
            number += 1


def _plain(desk: str) -> str:
    return re.sub(r"[^\w]+", "-", desk).strip("-")[:40] or "desk"
