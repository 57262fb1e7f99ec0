"""A smallest contradictory part of some demands, by divide and conquer.

Junker, *QUICKXPLAIN: preferred explanations and relaxations for over-constrained problems*, AAAI 2004: with ``k``
demands in the answer out of ``n`` about ``2 k log(n / k) + 2 k`` questions are asked.
"""

from collections.abc import Callable
from typing import TypeVar

Demand = TypeVar("Demand")
Possible = Callable[[tuple[Demand, ...]], bool]


def smallest(possible: Possible[Demand], demands: tuple[Demand, ...]) -> tuple[Demand, ...]:
    """A part of the contradictory ``demands`` that cannot be kept together while every smaller part of it can.

    ``possible`` answers whether some of them can; of two demands that could explain it, the later one is dropped.
    """
    return _needed(possible, (), False, demands)


def _needed(
    possible: Possible[Demand], ground: tuple[Demand, ...], grown: bool, parts: tuple[Demand, ...]
) -> tuple[Demand, ...]:
    if grown and not possible(ground):
        return ()
    if len(parts) == 1:
        return parts
    half = len(parts) // 2
    left, right = parts[:half], parts[half:]
    of_right = _needed(possible, (*ground, *left), True, right)
    of_left = _needed(possible, (*ground, *of_right), bool(of_right), left)
    return (*of_left, *of_right)
