"""Problems that cannot be solved, and whether demands can be kept together, by trying, held up by the checkers alone.

A problem that can be solved is tightened by one random demand after the other until nothing fits any more, so what
stands in the way is of every kind and seldom one demand alone. Nothing here knows how the engines search.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from qurultai.planning.common import Contradiction, Reason

Tighter = Callable[[Any, random.Random], Any]
_LATE = frozenset({"missing", "must", "breaks_differ"})
"""What a plan that is not complete yet may break, while the complete one must not."""
_TIRED = 200_000


class TooHardError(Exception):
    """Trying took too many steps."""


@dataclass(frozen=True)
class Family:
    """Problems of one engine.

    ``loose`` makes one that can be solved, each of ``tighter`` adds a demand, ``choices`` are for each thing that must
    be placed all the assignments of it alone.
    """

    engine: ModuleType
    loose: Callable[[random.Random], Any]
    choices: Callable[[Any], list[list[dict]]]
    tighter: tuple[Tighter, ...]

    def fits(self, problem: Any) -> bool:
        """Whether there is an assignment that the checker has nothing against, by trying all; else TooHardError."""
        known = {
            key: [one for one in options if self._holds(problem, one, _LATE)]
            for key, options in enumerate(self.choices(problem))
        }
        parts = sorted(known.values(), key=len)
        steps = 0

        def goes_on(n: int, placed: dict) -> bool:
            nonlocal steps
            steps += 1
            if steps > _TIRED:
                raise TooHardError
            if n == len(parts):
                return self._holds(problem, placed, frozenset())
            tries = (placed | one for one in parts[n])
            return any(goes_on(n + 1, more) for more in tries if self._holds(problem, more, _LATE))

        return goes_on(0, {})

    def _holds(self, problem: Any, placed: dict, late: frozenset[str]) -> bool:
        return all(v.code in late for v in self.engine.check(problem, placed).violations)

    def unsatisfiable(self, seed: int) -> Any:
        """A problem that cannot be solved though it could before its last demand; always the same for a seed."""
        dice = random.Random(seed)
        while True:
            problem = self.loose(dice)
            try:
                while self.fits(problem):
                    problem = dice.choice(self.tighter)(problem, dice)
            except TooHardError:
                continue
            return problem

    def only(self, problem: Any, kept: frozenset[Reason]) -> Any:
        """The problem with these demands alone."""
        home = import_module(f"{self.engine.demands.__module__}")
        return home.only(problem, kept)

    def faults(self, problem: Any, found: Contradiction | None) -> list[str]:
        """What is wrong with the contradiction found for a problem that cannot be solved."""
        if found is None:
            return ["none found"]
        named = frozenset(found.demands)
        said = [] if found.minimal else ["not said to be minimal"]
        said += [f"names what is not demanded: {d}" for d in named.difference(self.engine.demands(problem))]
        said += ["can all be kept"] if self.fits(self.only(problem, named)) else []
        return said + [f"idle: {d}" for d in found.demands if not self.fits(self.only(problem, named - {d}))]
