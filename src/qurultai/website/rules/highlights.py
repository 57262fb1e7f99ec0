"""Which sessions a front page calls the main ones: some of every day, those of the foremost kinds first."""

from collections.abc import Callable, Sequence
from typing import TypeVar

One = TypeVar("One")


def main_ones(days: Sequence[Sequence[One]], rank: Callable[[One], int], most: int, least: int) -> list[list[One]]:
    """Of each day an equal share of `most`, `least` at the least, by rank and then by time; what is left of one day's
    share goes to the others, first days first. Each day keeps its order of time.
    """
    ranked = [sorted(day, key=rank) for day in days]
    share = max(least, most // max(1, len(days)))
    taken = [min(share, len(day)) for day in ranked]
    for number, day in enumerate(ranked):
        taken[number] += max(0, min(most - sum(taken), len(day) - taken[number]))
    chosen = [day[:count] for day, count in zip(ranked, taken, strict=True)]
    return [[one for one in day if one in some] for day, some in zip(days, chosen, strict=True)]
