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


def parts_of(waiting: Iterable[Waiting], largest: int = LARGEST_PART) -> Iterator[Part]:
    """The pile cut by desk and then by number, each badge in exactly one part."""
    ordered = sorted(waiting, key=lambda one: (one.desk, one.name.casefold(), str(one.key)))
    for number, (desk, badges) in enumerate(groupby(ordered, key=lambda one: one.desk), start=1):
        keys = [one.key for one in badges]
        for start in range(0, len(keys), largest):
            name = f"{number:02}-{_plain(desk)}-{start // largest + 1:02}.pdf"
            yield Part(desk, name, tuple(keys[start : start + largest]))


def _plain(desk: str) -> str:
    return re.sub(r"[^\w]+", "-", desk).strip("-")[:40] or "desk"
