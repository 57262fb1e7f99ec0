"""Bilateral meetings as a CP-SAT model: for each request and slot one room, one interpreter and two heads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from .frame import Frame
from .types import Meeting, Request


@dataclass
class Vars:
    """The Booleans of one request, by slot number and, of the three needs, by id."""

    slot: dict[int, Any]
    room: dict[tuple[int, str], Any]
    interpreter: dict[tuple[int, str], Any]
    heads: tuple[dict[tuple[int, str], Any], dict[tuple[int, str], Any]] = field(default_factory=lambda: ({}, {}))

    @property
    def held(self):
        """Whether the meeting takes place."""
        return sum(self.slot.values())


class Model:
    """The hard demands on the given requests; those in ``on`` have to take place."""

    def __init__(self, frame: Frame, requests: Iterable[Request], on: frozenset[str]) -> None:
        self.frame = frame
        self.cp = cp_model.CpModel()
        self.requests = tuple(requests)
        self.of = {r.id: self._vars(r) for r in self.requests}
        self._rooms()
        self._people()
        for r in self.requests:
            if r.id in on or r.must:
                self.cp.add(self.of[r.id].held == 1)

    def _vars(self, r: Request) -> Vars:
        choices, new = self.frame.choices[r.id], self.cp.new_bool_var
        own = Vars({t: new("") for t in choices.slots}, {}, {})
        self.cp.add_at_most_one(own.slot.values())
        needs = [(own.room, choices.rooms), (own.heads[0], choices.heads[0]), (own.heads[1], choices.heads[1])]
        if choices.interpreters is not None:
            needs.append((own.interpreter, choices.interpreters))
        for variables, able in needs:
            for t, here in own.slot.items():
                variables.update({(t, i): new("") for i in able[t]})
                self.cp.add(sum(variables[t, i] for i in able[t]) == here)
        return own

    def _rooms(self) -> None:
        self._one_at_a_time(((i, t, v) for own in self.of.values() for (t, i), v in own.room.items()))

    def _people(self) -> None:
        self._one_at_a_time(
            (i, t, v)
            for own in self.of.values()
            for needs in (own.interpreter, *own.heads)
            for (t, i), v in needs.items()
        )

    def _one_at_a_time(self, uses: Iterable[tuple[str, int, Any]]) -> None:
        slots = self.frame.problem.slots
        by: dict[str, list[tuple[int, Any]]] = defaultdict(list)
        for i, t, v in uses:
            by[i].append((t, v))
        for own in by.values():
            for moment in sorted({slots[t].start for t, _ in own}):
                together = [v for t, v in own if slots[t].start <= moment < slots[t].end]
                if len(together) > 1:
                    self.cp.add_at_most_one(together)

    def cost(self, r: Request):
        """How far the meeting is from its level, and 1 more outside its preferred times."""
        own = self.of[r.id]
        total: Any = sum(self.frame.unwanted(r, t) * v for t, v in own.slot.items())
        return total + sum(self.frame.off(r, i) * v for side in own.heads for (_, i), v in side.items())

    def told(self, before: Mapping[str, Meeting]):
        """How many heads and interpreters have other meetings, times or rooms than before."""
        slots = self.frame.problem.slots
        moves: dict[str, list[Any]] = defaultdict(list)
        for r, m in before.items():
            own = self.of.get(r)
            t = slots.index(m.slot) if m.slot in slots else -1
            room: Any = 0 if own is None else own.room.get((t, m.room), 0)
            for person in (*m.heads, m.interpreter):
                if person is not None:
                    there = [] if own is None else [x.get((t, person)) for x in (own.interpreter, *own.heads)]
                    moves[person] += [1 - room, 1 - next((v for v in there if v is not None), 0)]
        for r, own in self.of.items():
            was = before.get(r)
            known = set() if was is None else {(was.slot, i) for i in (*was.heads, was.interpreter)}
            for needs in (own.interpreter, *own.heads):
                for (t, person), v in needs.items():
                    if (slots[t], person) not in known:
                        moves[person].append(v)
        total = []
        for _, changes in sorted(moves.items()):
            hears = self.cp.new_bool_var("")
            for change in changes:
                self.cp.add(hears >= change)
            total.append(hears)
        return sum(total)

    def hints(self, assignment: Mapping[str, Meeting]) -> dict[Any, int]:
        """The assignment as values of the model's own Booleans."""
        slots, found = self.frame.problem.slots, {}
        for r, own in self.of.items():
            m = assignment.get(r)
            found.update({v: int(m is not None and slots[t] == m.slot) for t, v in own.slot.items()})
            wanted = [
                (own.room, m and m.room),
                (own.interpreter, m and m.interpreter),
            ]
            wanted += [(own.heads[k], m and m.heads[k]) for k in (0, 1)]
            for needs, chosen in wanted:
                for (t, i), v in needs.items():
                    found[v] = int(m is not None and slots[t] == m.slot and i == chosen)
        return found

    def read(self, solver: cp_model.CpSolver) -> dict[str, Meeting]:
        """The meetings of a solution."""
        slots, found = self.frame.problem.slots, {}
        for r, own in self.of.items():
            for t, v in own.slot.items():
                if solver.boolean_value(v):
                    room, interpreter, one, other = (
                        next((i for (u, i), x in needs.items() if u == t and solver.boolean_value(x)), None)
                        for needs in (own.room, own.interpreter, *own.heads)
                    )
                    if room is not None and one is not None and other is not None:
                        found[r] = Meeting(slots[t], room, interpreter, (one, other))
        return found
