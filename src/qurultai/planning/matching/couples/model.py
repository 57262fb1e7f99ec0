"""Couples and places as a CP-SAT model: one Boolean for each unit and option, stability by what places would choose."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ortools.sat.python import cp_model

from .frame import Frame, Option


class Model:
    """The hard demands; costs are added as they are asked for."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.cp = cp_model.CpModel()
        self.takes: list[dict[tuple[int, Option], Any]] = [
            {choice: self.cp.new_bool_var("") for choice in unit.all} for unit in frame.units
        ]
        self.inside: dict[str, dict[str, list[Any]]] = {p: defaultdict(list) for p in frame.seats}
        for unit, takes in zip(frame.units, self.takes, strict=True):
            for (_, option), v in takes.items():
                for person, place in zip(unit.members, option, strict=True):
                    if place is not None:
                        self.inside[place][person].append(v)
        self._one_option()
        self._seats()

    def _one_option(self) -> None:
        for takes in self.takes:
            self.cp.add_exactly_one(takes.values())

    def _seats(self) -> None:
        for place, people in self.inside.items():
            self.cp.add(sum(v for vs in people.values() for v in vs) <= self.frame.seats[place])

    def blocking(self):
        """How many coalitions block."""
        total = []
        for n, unit in enumerate(self.frame.units):
            for rank, option in unit.options:
                content = [v for (r, _), v in self.takes[n].items() if r <= rank]
                declined = [self._declined(n, option, place) for place in sorted({p for p in option if p is not None})]
                blocks = self.cp.new_bool_var("")
                self.cp.add(blocks + sum(content) + sum(declined) >= 1)
                total.append(blocks)
        return sum(total)

    def _declined(self, n: int, option: Option, place: str):
        """May be true only when the place is full of people it would choose before the weakest who comes."""
        members = self.frame.units[n].members
        come = [i for i, p in zip(members, option, strict=True) if p == place]
        order = self.frame.priority[place]
        weakest = max(order[i] for i in come)
        better = [v for i, vs in self.inside[place].items() if i not in members and order[i] < weakest for v in vs]
        declined = self.cp.new_bool_var("")
        self.cp.add(sum(better) > self.frame.seats[place] - len(come)).only_enforce_if(declined)
        return declined

    def rank(self):
        """The sum of the units' ranks."""
        return sum(rank * v for takes in self.takes for (rank, _), v in takes.items())

    def told(self, before: Mapping[str, str]):
        """How many people's place differs from before; who is no longer there does not count."""
        total = []
        for unit, takes in zip(self.frame.units, self.takes, strict=True):
            for k, person in enumerate(unit.members):
                total += [v for (_, option), v in takes.items() if option[k] != before.get(person)]
        return sum(total)

    def hints(self, placing: Mapping[str, str]) -> dict[Any, int]:
        """The placing as values of the model's own Booleans."""
        return {
            v: int(option == tuple(placing.get(i) for i in unit.members))
            for unit, takes in zip(self.frame.units, self.takes, strict=True)
            for (_, option), v in takes.items()
        }

    def read(self, solver: cp_model.CpSolver) -> dict[str, str]:
        """The placing of a solution."""
        return {
            person: place
            for unit, takes in zip(self.frame.units, self.takes, strict=True)
            for (_, option), v in takes.items()
            if solver.boolean_value(v)
            for person, place in zip(unit.members, option, strict=True)
            if place is not None
        }
