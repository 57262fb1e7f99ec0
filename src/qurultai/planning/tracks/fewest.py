"""The fewest submissions that must move: a model that knows who stays, but not who of those alike goes where.

A submission stays at its place or goes. Those that go fill gaps in cells that their track keeps, or cells that are
empty or given up by all that were there; such a cell holds one of the patterns of lengths that fit (Gilmore, Gomory,
*A linear programming approach to the cutting-stock problem*, Operations Research 9, 1961). Nothing is relaxed: where
there is a solution, there is a programme with just so many moves. Without any places before, it says whether there is
a programme at all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from ortools.sat.python import cp_model

from ..watch import Watch
from .asking import ask
from .places import Place, possible
from .types import Problem

Expr = Any
Pattern = tuple[int, ...]
"""How many of each of a track's lengths a cell holds."""


class Fewest:
    """`stay[i]` for each submission whose place is still possible; the price is how many others of `old` there are."""

    def __init__(self, problem: Problem, old: Mapping[int, Place]) -> None:
        self.problem, self.old = problem, old
        self.cp = cp_model.CpModel()
        self.homeless = frozenset(i for i, place in old.items() if not possible(problem, i, place))
        self.stay = {i: self.cp.new_bool_var(f"stay{i}") for i in old if i not in self.homeless}
        self.held = {old[i][:2]: problem.submissions[i].track for i in self.stay}
        self.left = {cell: self.cp.new_bool_var(f"left{cell}") for cell in self.held}
        self.kinds: dict[tuple[int, int, frozenset[int]], list[int]] = defaultdict(list)
        away = defaultdict(set)
        for i, s in problem.away:
            away[i].add(s)
        for i, one in enumerate(problem.submissions):
            self.kinds[one.track, one.slots, frozenset(away[i])].append(i)
        self.goes: dict[tuple, list[Expr]] = {kind: [] for kind in self.kinds}
        self.fill: dict[tuple[tuple, Place], cp_model.IntVar] = {}
        self.inside: dict[tuple[tuple, int], cp_model.IntVar] = {}
        self.taken: dict[tuple[int, int, Pattern], cp_model.IntVar] = {}
        self._kept_cells()
        self._new_cells()
        self._enough_cells()
        for kind, members in self.kinds.items():
            self.cp.add(sum(self.goes[kind]) == sum(1 - self.stay[i] if i in self.stay else 1 for i in members))
        for i in self.stay:
            self.cp.add_hint(self.stay[i], 1)
        self.cp.minimize(len(self.homeless) + sum(1 - stay for stay in self.stay.values()))

    def _kept_cells(self) -> None:
        """Who stays, and who fills the gaps: one at a time."""
        used: dict[Place, list[cp_model.IntVar]] = defaultdict(list)
        for i, stay in self.stay.items():
            s, r, k = self.old[i]
            self.cp.add_implication(stay, ~self.left[s, r])
            for slot in range(k, k + self.problem.submissions[i].slots):
                used[s, r, slot].append(stay)
        of_track = defaultdict(list)
        for kind in self.kinds:
            of_track[kind[0]].append(kind)
        for (s, r), t in self.held.items():
            for kind in of_track[t]:
                _, length, away = kind
                for k in range(0 if s in away else self.problem.sessions[s] - length + 1):
                    fill = self.fill[kind, (s, r, k)] = self.cp.new_bool_var("")
                    self.cp.add_implication(fill, ~self.left[s, r])
                    self.goes[kind].append(fill)
                    for slot in range(k, k + length):
                        used[s, r, slot].append(fill)
        for here in used.values():
            self.cp.add_at_most_one(here)

    def _new_cells(self) -> None:
        """Cells filled from nothing, by patterns: any of them in a session is as good as another."""
        problem = self.problem
        by_track: dict[int, Counter[int]] = defaultdict(Counter)
        for one in problem.submissions:
            by_track[one.track][one.slots] += 1
        for s, slots in enumerate(problem.sessions):
            room = len(problem.open_rooms(s))
            free = room - sum(1 - left for (at, _), left in self.left.items() if at == s)
            for t, count in by_track.items():
                lengths = tuple(sorted((length, most) for length, most in count.items() if length <= slots))
                for pattern in patterns(lengths, slots) if room else ():
                    self.taken[t, s, pattern] = self.cp.new_int_var(0, room, "")
                for n, (length, most) in enumerate(lengths if room else ()):
                    there = []
                    for kind in self.kinds:
                        if kind[:2] == (t, length) and s not in kind[2]:
                            inside = self.inside[kind, s] = self.cp.new_int_var(0, most, "")
                            self.goes[kind].append(inside)
                            there.append(inside)
                    self.cp.add(sum(there) <= sum(p[n] * self.taken[t, s, p] for p in patterns(lengths, slots)))
            self.cp.add(sum(taken for (_, at, _), taken in self.taken.items() if at == s) <= free)

    def _enough_cells(self) -> None:
        """Implied: a track has so many cells that their slots could hold it, rounded up, and no more than there are.

        Without, that there are too few cells for all tracks is hardly ever proven.
        """
        problem = self.problem
        cells: dict[int, list[Expr]] = defaultdict(list)
        for (t, _, _), taken in self.taken.items():
            cells[t].append(taken)
        for cell, t in self.held.items():
            cells[t].append(1 - self.left[cell])
        slots: Counter[int] = Counter()
        for one in problem.submissions:
            slots[one.track] += one.slots
        longest, most = max(problem.sessions, default=1), problem.rooms * len(problem.sessions) - len(problem.closed)
        numbers = []
        for t, needed in slots.items():
            least = -(-needed // longest)
            numbers.append(self.cp.new_int_var(least, max(least, most), ""))
            self.cp.add(numbers[-1] == sum(cells[t]))
        self.cp.add(sum(numbers) <= most)

    def could_move(
        self, moves: int, went: Iterable[int], watch: Watch, share: float, seed: int
    ) -> tuple[set[int], bool]:
        """All who move in one programme or another with so few moves, and whether it is proven that there are no more.

        Asked again and again for as many as it can be that were not seen before; the model is of no other use then.
        """
        self.cp.add(sum(1 - stay for stay in self.stay.values()) <= moves - len(self.homeless))
        found = set(went)
        while watch.going_on(share):
            self.cp.maximize(sum(1 - stay for i, stay in self.stay.items() if i not in found))
            status, solver, _ = ask(self.cp, watch, share, seed)
            if status not in ("optimal", "feasible"):
                return found, False
            new = {i for i, stay in self.stay.items() if not solver.value(stay)} - found
            if not new:
                return found, status == "optimal"
            found |= new
        return found, False

    def read(self, solver: cp_model.CpSolver) -> dict[int, Place]:
        """Where everybody is in what the solver found: those alike are given places in order of their numbers."""
        value, problem = solver.value, self.problem
        at = {i: self.old[i] for i, stay in self.stay.items() if value(stay)}
        going = {kind: [i for i in members if i not in at] for kind, members in self.kinds.items()}
        for (kind, place), fill in self.fill.items():
            if value(fill):
                at[going[kind].pop()] = place
        queues: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for (kind, s), inside in self.inside.items():
            queues[kind[0], s, kind[1]] += [going[kind].pop() for _ in range(value(inside))]
        kept = {cell for cell, left in self.left.items() if not value(left)}
        free = {s: [r for r in problem.open_rooms(s) if (s, r) not in kept] for s in range(len(problem.sessions))}
        for (t, s, pattern), taken in self.taken.items():
            lengths = sorted({one.slots for one in problem.submissions if one.track == t})
            for _ in range(value(taken)):
                room, slot = free[s].pop(), 0
                for length, count in zip(lengths, pattern, strict=False):
                    for _ in range(min(count, len(queues[t, s, length]))):
                        at[queues[t, s, length].pop()] = (s, room, slot)
                        slot += length
        return at


@cache
def patterns(lengths: tuple[tuple[int, int], ...], slots: int) -> tuple[Pattern, ...]:
    """All ways to take of each (length, most) so many that they fit into the slots and none of them more does."""
    if sum(length * most for length, most in lengths) <= slots:
        return (tuple(most for _, most in lengths),) if lengths else ()

    def ways(n: int, left: int) -> list[Pattern]:
        if n < 0:
            return [()]
        length, most = lengths[n]
        return [(*way, c) for c in range(min(most, left // length) + 1) for way in ways(n - 1, left - c * length)]

    found = ways(len(lengths) - 1, slots)
    used = {way: sum(c * length for c, (length, _) in zip(way, lengths, strict=True)) for way in found}
    return tuple(
        way
        for way in found
        if not any(c < most and used[way] + length <= slots for c, (length, most) in zip(way, lengths, strict=True))
    )
