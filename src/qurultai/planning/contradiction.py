"""Which demands contradict each other, none of them idle: asked of any problem that can be taken apart."""

from collections.abc import Callable
from functools import cache

from .common import Budget, Contradiction, Reason, Status
from .smallest import smallest
from .watch import Watch

Solvable = Callable[[frozenset[Reason], Watch], Status]
"""Whether demands can be kept together: ``infeasible``, ``unknown``, or another word for yes."""


def contradiction(
    demands: tuple[Reason, ...], solvable: Solvable, budget: Budget, core: str = "must"
) -> Contradiction | None:
    """Demands that cannot all be kept while without any one of them the others can; None when all can.

    Of two contradictions the one without demands of the code ``core`` is named. ``minimal`` is False when the budget
    ended before that was proven. Raises TimeoutError when it ended before it was known whether there is one at all.
    """
    watch = Watch(budget, None)
    unsure = False

    @cache
    def known(kept: frozenset[Reason]) -> bool:
        nonlocal unsure
        status = solvable(kept, watch) if watch.going_on() else "unknown"
        unsure |= status == "unknown"
        return status != "infeasible"

    def possible(kept: tuple[Reason, ...]) -> bool:
        return known(frozenset(kept))

    if possible(demands):
        if unsure:
            raise TimeoutError("not known within the budget whether there is a plan")
        return None
    needed = set(smallest(possible, tuple(sorted(demands, key=lambda r: r.code == core))))
    return Contradiction(tuple(r for r in demands if r in needed), not unsure)
