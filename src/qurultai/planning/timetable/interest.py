"""From stars to clashes: how many people want each pair of sessions."""

from collections import Counter
from collections.abc import Collection, Mapping
from itertools import combinations

from .types import Interest


def interests_from_stars(stars: Mapping[str, Collection[str]]) -> tuple[Interest, ...]:
    """For every pair of sessions that somebody starred both of, how many did; ``stars`` is person to session ids."""
    pairs: Counter[tuple[str, str]] = Counter()
    for starred in stars.values():
        pairs.update(combinations(sorted(set(starred)), 2))
    return tuple(Interest(a, b, people) for (a, b), people in sorted(pairs.items()))
