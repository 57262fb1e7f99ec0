"""Zones and who may enter them: a category opens zones during a span, and a badge carries both."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Class = Literal["A", "B", "C"]
MOST = 32
"""Zones of an edition: a badge has a bit for each."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The zones that a category opens, by number, and from when until when; the end is not in the span."""

    zones: frozenset[int]
    valid_from: dt.datetime
    valid_until: dt.datetime


def mask_of(zones: Iterable[int]) -> int:
    """The zones as bits. Raises ValueError for a number that no badge holds."""
    mask = 0
    for zone in zones:
        if not 0 <= zone < MOST:
            raise ValueError(f"a badge has no zone {zone}")
        mask |= 1 << zone
    return mask


def zones_in(mask: int) -> list[int]:
    """The numbers of the zones whose bits are set, in order."""
    return [zone for zone in range(MOST) if mask >> zone & 1]


def grant(policies: Mapping[int, Policy], category: int, whole: Policy) -> Policy:
    """What a badge of the category opens: what its policy says; without one, no zone, during the whole forum."""
    return policies.get(category, Policy(frozenset(), whole.valid_from, whole.valid_until))
