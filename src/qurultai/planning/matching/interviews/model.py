"""Interviews as a CP-SAT model: one Boolean for each pair and slot, stability by prefix sums."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from ortools.sat.python import cp_model

from .frame import Frame
from .types import Pair

NOTHING: Mapping[Pair, int] = MappingProxyType({})


class Model:
    """The hard demands on the given pairs (all by default); costs are added as they are asked for."""

    def __init__(self, frame: Frame, pairs: Collection[Pair] | None = None, kept: Mapping[Pair, int] = NOTHING) -> None:
        """Variables for ``pairs`` (all by default); the others are as in ``kept``."""
        self.frame = frame
        self.cp = cp_model.CpModel()
        self.free = free = frozenset(frame.slots if pairs is None else pairs)
        self.pairs = sorted({*free, *(p for p in kept if p in frame.slots)})
        self.at: dict[Pair, dict[int, Any]] = {
            p: {slot.start: self.cp.new_bool_var("") for slot in frame.slots[p]} if p in free else {kept[p]: 1}
            for p in self.pairs
        }
        self.held = {p: sum(starts.values()) for p, starts in self.at.items()}
        self.students: dict[str, list[Pair]] = defaultdict(list)
        self.recruiters: dict[str, list[Pair]] = defaultdict(list)
        for p in self.pairs:
            self.students[p[0]].append(p)
            self.recruiters[p[1]].append(p)
        self._once()
        self._gaps()
        self._recruiters()
        self._musts()

    def _once(self) -> None:
        for p in self.pairs:
            self.cp.add_at_most_one(self.at[p].values())
        for s, own in self.students.items():
            if len(own) > self.frame.students[s].most:
                self.cp.add(sum(self.held[p] for p in own) <= self.frame.students[s].most)

    def _gaps(self) -> None:
        gap = self.frame.problem.gap
        for own in self.students.values():
            spans = [(x, self.at[p][x.start]) for p in own for x in self.frame.slots[p] if x.start in self.at[p]]
            for moment in sorted({slot.start for slot, _ in spans}):
                together = [v for slot, v in spans if slot.start <= moment < slot.end + gap]
                if len(together) > 1:
                    self.cp.add_at_most_one(together)

    def _recruiters(self) -> None:
        for r, own in self.recruiters.items():
            recruiter = self.frame.recruiters[r]
            for slot in recruiter.slots:
                inside = [self.at[p][slot.start] for p in own if slot.start in self.at[p]]
                if len(inside) > recruiter.group:
                    self.cp.add(sum(inside) <= recruiter.group)
            if len(own) > self.frame.room[r]:
                self.cp.add(sum(self.held[p] for p in own) <= self.frame.room[r])

    def _musts(self) -> None:
        for p in self.frame.musts:
            self.cp.add(self.held.get(p, 0) == 1)

    def missing(self):
        """How many of the pairs are without a slot."""
        return len(self.pairs) - sum(self.held.values())

    def blocking(self):
        """How many pairs block: neither met, nor declined by a side that is full of better ones."""
        loose = {p for p in self.frame.slots if p not in self.frame.musts}
        of_student = {s: self._ranked([(s, r) for r in rs]) for s, rs in self.frame.of_student.items()}
        of_recruiter = {r: self._ranked([(s, r) for s in ss]) for r, ss in self.frame.of_recruiter.items()}
        full: dict[Pair, list[Any]] = defaultdict(list)
        for s, own in of_student.items():
            self._full(own, self.frame.students[s].most, full)
        for r, own in of_recruiter.items():
            self._full(own, self.frame.room[r], full)
        total = []
        for p in sorted(loose):
            blocks = self.cp.new_bool_var("")
            self.cp.add(blocks + self.held.get(p, 0) + sum(full[p]) >= 1)
            total.append(blocks)
        return sum(total)

    def _ranked(self, pairs: list[Pair]) -> list[Pair]:
        """Musts first (they are never given up), then best first."""
        return [p for p in pairs if p in self.frame.musts] + [p for p in pairs if p not in self.frame.musts]

    def _full(self, ranked: list[Pair], room: int, full: dict[Pair, list[Any]]) -> None:
        for n, p in enumerate(ranked):
            if n >= room and p not in self.frame.musts:
                declined = self.cp.new_bool_var("")
                self.cp.add(sum(self.held.get(better, 0) for better in ranked[:n]) >= room).only_enforce_if(declined)
                full[p].append(declined)

    def rank(self):
        """The sum of the students' ranks; an empty seat counts as worse than every wish."""
        total: Any = 0
        for s, student in self.frame.students.items():
            worst = len(student.wants)
            total += worst * self.frame.seats(s)
            total -= sum((worst - self.frame.likes.get(p, worst)) * self.held[p] for p in self.students[s])
        return total

    def told(self, before: Mapping[Pair, int]):
        """How many people's own programme differs from the interviews before."""
        people: dict[str, list[Any]] = defaultdict(list)
        for p in sorted(set(self.pairs) | set(before)):
            stays = self.at.get(p, {}).get(before.get(p, -1))
            others = [v for start, v in self.at.get(p, {}).items() if start != before.get(p)]
            moves = [*others, *([1 - stays] if stays is not None else [1] if p in before else [])]
            for side, person in zip("sr", p, strict=True):
                people[side + person] += moves
        total = []
        for _, moves in sorted(people.items()):
            told = self.cp.new_bool_var("")
            for move in moves:
                self.cp.add(told >= move)
            total.append(told)
        return sum(total)

    def hints(self, assignment: Mapping[Pair, int]) -> dict[Any, int]:
        """The assignment as values of the model's own Booleans."""
        return {
            v: int(assignment.get(p) == start)
            for p, starts in self.at.items()
            for start, v in starts.items()
            if p in self.free
        }

    def read(self, solver: cp_model.CpSolver) -> dict[Pair, int]:
        """The interviews of a solution."""
        return {p: start for p, starts in self.at.items() for start, v in starts.items() if solver.boolean_value(v)}
