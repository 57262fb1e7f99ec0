"""A smallest contradictory part of some demands, by divide and conquer.

Junker, *QUICKXPLAIN: preferred explanations and relaxations for over-constrained problems*, AAAI 2004: with ``k``
demands in the answer out of ``n`` about ``2 k log(n / k) + 2 k`` questions are asked, and ``k`` more to be sure.
"""

from collections.abc import Callable
from typing import TypeVar

Demand = TypeVar("Demand")
Possible = Callable[[tuple[Demand, ...]], bool]


def smallest(possible: Possible[Demand], demands: tuple[Demand, ...]) -> tuple[Demand, ...]:
    """A part of the contradictory ``demands`` that cannot be kept together while without any one of it the rest can.

    ``possible`` answers whether some of them can; of two demands that could explain it, the later one is dropped.
    """
    return _without_idle(possible, _needed(possible, (), False, demands))


def _without_idle(possible: Possible[Demand], needed: tuple[Demand, ...]) -> tuple[Demand, ...]:
    """The same without what is not needed after all, where a demand can make room for others (a further meeting fills
    the break that may not be): there a part of what can be kept together may not."""
    for one in needed:
        rest = tuple(d for d in needed if d != one)
        if not possible(rest):
            return _without_idle(possible, rest)
    return needed


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
