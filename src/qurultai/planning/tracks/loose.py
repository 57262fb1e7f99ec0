"""Some submissions loose, each by itself, and all others where they are, as a model of CP-SAT with the exact value.

at[i][s, r, k] says that submission i begins in slot k of room r in session s, z[t, s, r] that the cell is its track's;
both are numbers where nothing can change. What it costs is in `worth`. Tracks of which nobody is loose get no cells
that they did not have: an empty one could only hide a gap in the track.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from ortools.sat.python import cp_model

from .places import Place, moved, possible
from .types import Problem

Expr = Any
"""An expression of CP-SAT, or its number where that is fixed."""


class Loose:
    """`before` are the places that submissions had, `cells` the tracks of (session, room) then, also of empty ones."""

    def __init__(
        self,
        problem: Problem,
        before: Mapping[int, Place],
        cells: Mapping[tuple[int, int], int],
        loose: Collection[int],
    ) -> None:
        self.problem, self.before, self.cells, self.loose = problem, before, cells, sorted(loose)
        self.cp = cp_model.CpModel()
        self.at: dict[int, dict[Place, Expr]] = {i: {place: 1} for i, place in before.items() if i not in loose}
        self.z: dict[tuple[int, int, int], Expr] = {}
        self._cells()
        self._submissions()

    def _cells(self) -> None:
        problem = self.problem
        fixed = {place[:2]: problem.submissions[i].track for i, at in self.at.items() for place in at}
        tracks = {problem.submissions[i].track for i in self.loose}
        for s in range(len(problem.sessions)):
            for r in problem.open_rooms(s):
                if (s, r) in fixed:
                    self.z[fixed[s, r], s, r] = 1
                    continue
                before = {self.cells[s, r]} if (s, r) in self.cells else set()
                here = {t: self.cp.new_bool_var(f"z{t},{s},{r}") for t in sorted(tracks | before)}
                self.z |= {(t, s, r): z for t, z in here.items()}
                self.cp.add_at_most_one(here.values())

    def _submissions(self) -> None:
        problem = self.problem
        taken = {
            (s, r, slot)
            for i, at in self.at.items()
            for s, r, k in at
            for slot in range(k, k + problem.submissions[i].slots)
        }
        cells = defaultdict(list)
        for (t, s, r), z in self.z.items():
            cells[t].append((s, r, z))
        used: dict[Place, list[cp_model.IntVar]] = defaultdict(list)
        for i in self.loose:
            t, length = problem.submissions[i].track, problem.submissions[i].slots
            self.at[i] = {}
            for s, r, z in cells[t]:
                here = []
                for k in range(problem.sessions[s] - length + 1):
                    slots = [(s, r, slot) for slot in range(k, k + length)]
                    if possible(problem, i, (s, r, k)) and taken.isdisjoint(slots):
                        one = self.at[i][s, r, k] = self.cp.new_bool_var(f"at{i},{s},{r},{k}")
                        here.append(one)
                        for slot in slots:
                            used[slot].append(one)
                if here and not isinstance(z, int):
                    self.cp.add(sum(here) <= z)
            self.cp.add_exactly_one(self.at[i].values())
        for there in used.values():
            self.cp.add_at_most_one(there)

    def move_at_most(self, moves: int) -> None:
        """No more than so many are elsewhere than before."""
        self.cp.add(sum(1 - self.at[i].get(self.before[i], 0) for i in self.loose if i in self.before) <= moves)

    def hint(self, at: Mapping[int, Place]) -> None:
        """Begin with these places, and with the cells that were empty before."""
        held = {**self.cells} | {place[:2]: self.problem.submissions[i].track for i, place in at.items()}
        for i in self.loose:
            for place, one in self.at[i].items():
                self.cp.add_hint(one, int(at[i] == place))
        for (t, s, r), z in self.z.items():
            if not isinstance(z, int):
                self.cp.add_hint(z, int(held.get((s, r)) == t))

    def read(self, solver: cp_model.CpSolver) -> tuple[dict[int, Place], dict[tuple[int, int], int]]:
        """Where everybody is in what the solver found, and the tracks of cells."""
        at = {i: next(p for p, one in places.items() if solver.value(one)) for i, places in self.at.items()}
        return at, {(s, r): t for (t, s, r), z in self.z.items() if solver.value(z)}

    def moves(self, at: Mapping[int, Place]) -> int:
        """How many are elsewhere than before."""
        return len(moved(self.before, at))
