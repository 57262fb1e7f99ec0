"""Seeded, invented forums for the meetings engine: people who are away at times, wishes of three strengths."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Protocol

from qurultai.planning.meetings import Agenda, Person, Problem, Slot, Tables, Wish

_WANT, _MUTUAL, _DEAR = 10, 30, 60
_MINUTES, _DAY = 30, 1440


class Given(Protocol):
    """When people are free for meetings, from elsewhere; minutes count from 00:00 of the first day."""

    @property
    def starts(self) -> tuple[int, ...]:
        """When slots begin."""

    def free(self, person: int, chance: Random) -> frozenset[int]:
        """The slots of one of the people."""


@dataclass(frozen=True)
class Size:
    """A forum's size (tables are free in each slot), and the wall seconds for its plan."""

    people: int
    wishes: int
    slots: int
    tables: int
    seconds: float

    def problem(self, seed: int, given: Given | None = None) -> Problem:
        """A forum of this size."""
        return forum(self, seed, given)


SIZES: Mapping[str, Size] = {
    "hall": Size(700, 2_500, 24, 48, 20),
    "roomy": Size(700, 2_500, 24, 120, 20),
    "large": Size(20_000, 100_000, 40, 2_500, 120),
}


def forum(size: Size, seed: int, given: Given | None = None) -> Problem:
    """Two days of slots; everybody is away in blocks (sessions, arrival, departure); a few are wanted by many.

    With ``given``, its times are the slots, and it says who is free when.
    """
    people, wishes, slots = size.people, size.wishes, size.slots
    chance = Random(seed)
    half = slots // 2
    draw = [chance.paretovariate(1.6) for _ in range(people)]
    pairs: dict[tuple[int, int], int] = {}
    while len(pairs) < wishes:
        some = chance.choices(range(people), weights=draw, k=2 * wishes)
        for a, b in zip(some[::2], some[1::2], strict=True):
            pair = (min(a, b), max(a, b))
            if a != b and pair not in pairs and len(pairs) < wishes:
                pairs[pair] = chance.choices((_WANT, _MUTUAL, _DEAR), weights=(6, 3, 1))[0]
    starts = [_DAY * (t >= half) + 540 + _MINUTES * (t % half) for t in range(slots)] if given is None else given.starts
    return Problem(
        slots=tuple(Slot(start, start + 25) for start in starts),
        agendas=tuple(
            Agenda(f"a{p}", (Person(f"p{p}", there),), floor=2)
            for p in range(people)
            for there in [_present(chance, slots, half) if given is None else given.free(p, chance)]
        ),
        wishes=tuple(Wish(f"w{m}", f"a{a}", f"a{b}", weight) for m, ((a, b), weight) in enumerate(pairs.items())),
        tables=(Tables("hall", size.tables),),
    )


def _present(chance: Random, slots: int, half: int) -> frozenset[int]:
    away: set[int] = set()
    for _ in range(chance.choice((0, 1, 1, 2, 2, 3))):
        begin = chance.randrange(slots)
        away |= set(range(begin, min(slots, begin + chance.randint(1, 3))))
    if chance.random() < 0.1:
        away |= set(range(half)) if chance.random() < 0.5 else set(range(half, slots))
    return frozenset(range(slots)) - away
