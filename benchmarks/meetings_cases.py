"""Seeded, invented forums for the meetings engine: people who are away at times, wishes of three strengths."""

from random import Random

from benchmarks.meetings_programme import Programme, present
from qurultai.planning.meetings import Agenda, Person, Problem, Slot, Tables, Wish

_WANT, _MUTUAL, _DEAR = 10, 30, 60
_MINUTES, _DAY = 30, 1440


def forum(  # noqa: PLR0917
    seed: int, people: int, wishes: int, slots: int, tables: int, given: Programme | None = None
) -> Problem:
    """Two days of slots; everybody is away in blocks (sessions, arrival, departure); a few are wanted by many.

    With a real programme ``given``, its times are the slots and its sessions are what people are away for.
    """
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
            for there in [_present(chance, slots, half) if given is None else present(given, p, chance)]
        ),
        wishes=tuple(Wish(f"w{m}", f"a{a}", f"a{b}", weight) for m, ((a, b), weight) in enumerate(pairs.items())),
        tables=(Tables("hall", tables),),
    )


def _present(chance: Random, slots: int, half: int) -> frozenset[int]:
    away: set[int] = set()
    for _ in range(chance.choice((0, 1, 1, 2, 2, 3))):
        begin = chance.randrange(slots)
        away |= set(range(begin, min(slots, begin + chance.randint(1, 3))))
    if chance.random() < 0.1:
        away |= set(range(half)) if chance.random() < 0.5 else set(range(half, slots))
    return frozenset(range(slots)) - away
