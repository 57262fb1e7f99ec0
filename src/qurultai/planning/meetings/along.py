"""A day of musts as literals: how many of an agenda's meetings there have been by each slot.

The literals ``so_far[t][j]`` (more than j meetings in the slots up to t) say in one what a count of the whole day, its
beginning and its end would say apart, and what must lie before and after a slot is fixed in them at once: that three
meetings of the morning need three of its slots, which clauses on single meetings only find by trying (the pigeonholes
of Haken, Theoretical Computer Science 39, 1985).
"""

from .cnf import Clauses


class Along:
    """The counts of one agenda with exactly ``size`` meetings, one at a time; ``busy`` are its slots' literals.

    ``limits`` are the least and the most meetings up to each slot.
    """

    def __init__(self, clauses: Clauses, busy: dict[int, int], size: int, limits: list[tuple[int, int]]) -> None:
        self.clauses, self.busy, self.size = clauses, busy, size
        self.so_far = [
            [clauses.yes if j < least else -clauses.yes if j >= most else clauses.new() for j in range(size)]
            for least, most in limits
        ]
        for t in range(len(limits)):
            self._count(t)

    def more_than(self, t: int, j: int) -> int:
        """The literal that more than ``j`` meetings lie in the slots up to ``t``."""
        if j < 0:
            return self.clauses.yes
        return self.so_far[t][j] if t >= 0 and j < self.size else -self.clauses.yes

    def _count(self, t: int) -> None:
        now = self.busy.get(t, -self.clauses.yes)
        for j in range(self.size + 1):
            by, before, fewer = self.more_than(t, j), self.more_than(t - 1, j), self.more_than(t - 1, j - 1)
            self.clauses.say(-before, by)
            self.clauses.say(-now, -fewer, by)
            self.clauses.say(-by, before, now)
            self.clauses.say(-by, fewer)

    def returns(self) -> list[int]:
        """For each slot in which it may be so: there is a meeting, none just before, but one earlier."""
        found = []
        for t in sorted(self.busy)[1:]:
            begun, before = self.more_than(t - 1, 0), self.busy.get(t - 1, -self.clauses.yes)
            if begun != -self.clauses.yes:
                literal = self.clauses.new()
                self.clauses.say(-self.busy[t], -begun, before, literal)
                self.clauses.say(-literal, self.busy[t])
                self.clauses.say(-literal, begun)
                self.clauses.say(-literal, -before)
                found.append(literal)
        return found

    def unbroken_unless(self, broken: int) -> None:
        """While the day is under way every slot has a meeting, or ``broken`` is true."""
        for t in range(len(self.so_far) - 1):
            for j in range(self.size - 1):
                self.clauses.say(-self.more_than(t, j), self.more_than(t + 1, j + 1), broken)
