"""Clauses being written down: new variables, at most one, counting."""

from collections.abc import Sequence
from itertools import combinations, pairwise

_PAIRS = 5


class Clauses:
    """A list of clauses over the variables 1…``top``; ``yes`` is the literal that is always true."""

    def __init__(self) -> None:
        self.top = self.yes = 1
        self.clauses: list[list[int]] = [[self.yes]]

    def new(self) -> int:
        """A variable that did not exist before."""
        self.top += 1
        return self.top

    def add(self, *literals: int) -> None:
        """At least one of these."""
        self.clauses.append(list(literals))

    def say(self, *literals: int) -> None:
        """At least one of these, of which some may be ``yes`` or its opposite."""
        if self.yes not in literals:
            self.clauses.append([x for x in literals if x != -self.yes])

    def any_of(self, literals: Sequence[int]) -> int:
        """A literal that is true exactly when one of these is."""
        if len(literals) == 1:
            return literals[0]
        made = self.new()
        for literal in literals:
            self.add(-literal, made)
        self.add(-made, *literals)
        return made

    def at_most_one(self, literals: Sequence[int]) -> None:
        """Pairs when few, else cut into pieces joined by a new variable."""
        if len(literals) <= _PAIRS:
            for a, b in combinations(literals, 2):
                self.add(-a, -b)
            return
        joint = self.new()
        self.at_most_one([*literals[: _PAIRS - 1], joint])
        self.at_most_one([-joint, *literals[_PAIRS - 1 :]])

    def at_most(self, literals: Sequence[int], most: int) -> None:
        """No more than ``most`` of these."""
        if most == 0:
            for literal in literals:
                self.add(-literal)
        elif most == 1:
            self.at_most_one(literals)
        elif len(literals) > most:
            self.add(-self.counted(literals, most + 1, (True, False))[most])

    def at_least(self, literals: Sequence[int], least: int) -> None:
        """No fewer than ``least`` of these."""
        if least > len(literals):
            self.add()
        elif least > 0:
            self.at_most([-literal for literal in literals], len(literals) - least)

    def counted(self, literals: Sequence[int], most: int, ways: tuple[bool, bool] = (True, True)) -> list[int]:
        """A totalizer's outputs: the j-th (from 0) says that more than j are true, up to ``most``.

        ``ways``: whether true inputs make outputs true, and whether true outputs make inputs true. (Bailleux, Boufkhad,
        CP 2003; cut off at the bound as by Martins, Joshi, Manquinho, Lynce, CP 2014.)
        """
        if len(literals) <= 1:
            return list(literals)
        half = len(literals) // 2
        a = self.counted(literals[:half], most, ways)
        b = self.counted(literals[half:], most, ways)
        size = min(most, len(a) + len(b))
        out = [self.new() for _ in range(size)]
        for i in range(len(a) + 1):
            for j in range(len(b) + 1):
                inputs = ([a[i - 1]] if i else []) + ([b[j - 1]] if j else [])
                if ways[0] and inputs:
                    self.add(*(-x for x in inputs), out[min(i + j, size) - 1])
                if ways[1] and i + j < size:
                    rest = ([a[i]] if i < len(a) else []) + ([b[j]] if j < len(b) else [])
                    self.add(-out[i + j], *rest)
        for less, more in pairwise(out):
            self.add(-more, less)
        return out
