"""Places by proposals, one unit after the other, as in the sequential couples algorithm.

Roth and Peranson, *The redesign of the matching market for American physicians*, American Economic Review 89 (1999):
people alone first, then couples; who is displaced proposes again; whoever envies a seat that a couple left does too.
Without couples it is deferred acceptance. With couples a stable matching need not exist (Roth 1984), and the process
may run in circles: it is bounded, and what it gives is checked.
"""

import random
from collections.abc import Mapping

from .frame import Frame, Option

_ROUNDS = 60


class _Floor:
    """Who is where now."""

    def __init__(self, numbers: Frame) -> None:
        self.numbers = numbers
        self.inside: dict[str, set[str]] = {p: set() for p in numbers.seats}
        self.rank: list[int | None] = [None] * len(numbers.units)

    def welcome(self, unit: int, option: Option) -> bool:
        """Whether every place of the option would choose the members who come to it."""
        members = self.numbers.units[unit].members
        for place in {p for p in option if p is not None}:
            come = [i for i, p in zip(members, option, strict=True) if p == place]
            order = self.numbers.priority[place]
            weakest = max(order[i] for i in come)
            better = sum(order[i] < weakest for i in self.inside[place] if i not in members)
            if better + len(come) > self.numbers.seats[place]:
                return False
        return True

    def leave(self, unit: int) -> set[str]:
        """The unit gives up its seats; returns the places that have one more."""
        members = self.numbers.units[unit].members
        left = {p for p, inside in self.inside.items() if inside & set(members)}
        for p in left:
            self.inside[p] -= set(members)
        self.rank[unit] = None
        return left

    def enter(self, unit: int, rank: int, option: Option) -> tuple[list[int], set[str]]:
        """The unit takes the option; returns who is displaced, and the places where that leaves a seat."""
        left = self.leave(unit)
        self.rank[unit] = rank
        displaced: list[int] = []
        for i, place in zip(self.numbers.units[unit].members, option, strict=True):
            if place is not None:
                self.inside[place].add(i)
        for place in sorted({p for p in option if p is not None}):
            order, inside = self.numbers.priority[place], self.inside[place]
            while len(inside) > self.numbers.seats[place]:
                out = self.numbers.unit_of[max(inside, key=lambda i: order[i])]
                displaced.append(out)
                left |= self.leave(out) - {place}
        return displaced, left

    def envious(self, places: set[str]) -> list[int]:
        """Units that would rather have one of these places, and would be chosen there."""
        found = []
        for n, unit in enumerate(self.numbers.units):
            now = self.rank[n]
            for rank, option in unit.options:
                if now is not None and rank >= now:
                    break
                if places & set(option) and self.welcome(n, option):
                    found.append(n)
                    break
        return found


def sequential(numbers: Frame, seed: int) -> dict[str, str]:
    """A placing that no coalition blocks, when the process comes to rest; otherwise the last one it went through."""
    dice, floor = random.Random(seed), _Floor(numbers)
    order = list(range(len(numbers.units)))
    dice.shuffle(order)
    waiting = sorted(order, key=lambda n: -len(numbers.units[n].members))
    for _ in range(_ROUNDS * len(order)):
        if not waiting:
            break
        n = waiting.pop()
        unit, now = numbers.units[n], floor.rank[n]
        for rank, option in unit.options:
            if now is not None and rank >= now:
                break
            if floor.welcome(n, option):
                displaced, left = floor.enter(n, rank, option)
                again = [*displaced, *floor.envious(left)]
                waiting = [m for m in waiting if m not in again] + [
                    m for m in dict.fromkeys(again) if m != n or m in displaced
                ]
                break
    return {i: place for place, inside in floor.inside.items() for i in inside}


def complete(numbers: Frame, placing: Mapping[str, str]) -> bool:
    """Whether everybody who must be placed is."""
    return all(m.person in placing for m in numbers.problem.musts)
