"""The problem in numbers: who decides together, which places each may take, and how each place ranks the people."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from .types import Problem, ProblemError

Option = tuple[str | None, ...]
"""A place (or none) for each member of a unit."""


@dataclass(frozen=True)
class Unit:
    """One person or two who decide together; ``options`` are the possible ones by rank, none at all is ``nothing``."""

    members: tuple[str, ...]
    options: tuple[tuple[int, Option], ...]
    nothing: int | None

    @property
    def all(self) -> tuple[tuple[int, Option], ...]:
        """The options and, where it is allowed, staying away, with the ranks."""
        away: Option = (None,) * len(self.members)
        return self.options if self.nothing is None else (*self.options, (self.nothing, away))


@dataclass(frozen=True)
class Frame:
    """Units and places; ``priority`` is a place's order of the people it takes (its musts first)."""

    problem: Problem
    units: tuple[Unit, ...]
    seats: dict[str, int]
    priority: dict[str, dict[str, int]]

    @cached_property
    def unit_of(self) -> dict[str, int]:
        """The number of each person's unit."""
        return {person: n for n, unit in enumerate(self.units) for person in unit.members}

    @cached_property
    def scale(self) -> int:
        """More than all ranks together can be."""
        return 1 + sum(len(s.wants) for s in self.problem.singles) + sum(len(c.wants) for c in self.problem.couples)

    def value(self, blocking: int, rank: int) -> int:
        """Both parts as one number: fewer blocking coalitions always outweigh ranks."""
        return blocking * self.scale + rank


def frame(problem: Problem) -> Frame:
    """The numbers of a problem that makes sense; ProblemError otherwise."""
    _sensible(problem)
    seats = {p.id: p.seats for p in problem.places}
    must = {m.person: m.place for m in problem.musts}
    priority = {
        p.id: {person: n - (must.get(person) == p.id) * len(p.wants) for n, person in enumerate(p.wants)}
        for p in problem.places
    }
    lists: list[tuple[tuple[str, ...], tuple[Option, ...]]]
    lists = [((s.id,), tuple((w,) for w in s.wants)) for s in problem.singles]
    lists += [((c.a, c.b), c.wants) for c in problem.couples]

    def fits(person: str, place: str | None) -> bool:
        if place is None:
            return person not in must
        return person in priority[place] and must.get(person) in (None, place)

    units = []
    for members, wants in lists:
        fitting = tuple(
            (n, option)
            for n, option in enumerate(wants)
            if all(map(fits, members, option))
            and all(option.count(place) <= seats[place] for place in option if place is not None)
        )
        units.append(Unit(members, fitting, None if set(members) & must.keys() else len(wants)))
    return Frame(problem, tuple(units), seats, priority)


def _sensible(problem: Problem) -> None:
    people = [s.id for s in problem.singles] + [i for c in problem.couples for i in (c.a, c.b)]
    for kind, ids in (
        ("person", people),
        ("place", [p.id for p in problem.places]),
        ("must of", [m.person for m in problem.musts]),
    ):
        twice = [i for i, n in Counter(ids).items() if n > 1]
        if twice:
            raise ProblemError(f"{kind} {twice[0]} is there twice")
    known, there = {p.id for p in problem.places}, set(people)
    wanted = [(s.id, s.wants) for s in problem.singles]
    wanted += [(c.a, tuple(w for pair in c.wants for w in pair if w is not None)) for c in problem.couples]
    for person, wants in wanted:
        if not set(wants) <= known:
            raise ProblemError(f"{person} wants a place that is not there")
    for lists in [(s.id, s.wants) for s in problem.singles] + [(c.a, c.wants) for c in problem.couples]:
        if len(set(lists[1])) < len(lists[1]):
            raise ProblemError(f"{lists[0]} has the same wish twice")
        if (None, None) in lists[1]:
            raise ProblemError(f"{lists[0]} wishes nothing: leave it out")
    for p in problem.places:
        if p.seats < 0 or not set(p.wants) <= there or len(set(p.wants)) < len(p.wants):
            raise ProblemError(f"place {p.id} wants somebody twice or unknown, or has less than no seats")
    for m in problem.musts:
        if m.person not in there or (m.place is not None and m.place not in known):
            raise ProblemError(f"a must names {m.person} at {m.place}, who are not both there")
