"""Choices that are taken more often the more they have helped."""

import random
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Choice = TypeVar("Choice", bound=Hashable)
_KEPT, _HELPED, _TRIED = 0.8, 1.0, 0.1


class Luck(Generic[Choice]):
    """So many choices, all alike at first; one that always helps is taken ten times as often as one that never does."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        self._of = dict.fromkeys(choices, 1.0)

    def choose(self, dice: random.Random) -> Choice:
        """One of them."""
        return dice.choices(list(self._of), list(self._of.values()))[0]

    def learn(self, choice: Choice, *, helped: bool) -> None:
        """What came of it."""
        self._of[choice] = _KEPT * self._of[choice] + (_HELPED if helped else _TRIED)
