"""Slots for pairs that should meet: swaps within recruiters' seats until no student is torn (tabu search).

Every recruiter's pairs sit in that recruiter's seats (slots times group) from the start; what is wrong is only that a
student is away or has another interview too near. A torn pair changes seats with whoever makes the fewest such
conflicts. Minton, Johnston, Philips, Laird, *Minimizing conflicts*, Artificial Intelligence 58 (1992); Glover, *Tabu
search*, ORSA Journal on Computing 1 (1989).
"""

import random
from collections.abc import Mapping

from ...watch import Watch
from .frame import Frame
from .types import Pair, Span

_MOVES_PER_PAIR = 200
_MOVES_PER_WORK = 20_000
_TENURE = 8


class _Seats:
    """Who sits where, how torn everybody is, and what a change of seats would do."""

    def __init__(self, numbers: Frame, wanted: set[Pair], given: Mapping[Pair, int]) -> None:
        self.gap = numbers.problem.gap
        self.allowed = {p: frozenset(x.start for x in numbers.slots[p]) for p in wanted}
        self.seats: dict[str, list[Span]] = {}
        self.sits: dict[str, list[Pair | None]] = {}
        self.seat: dict[Pair, int] = {}
        self.spans: dict[str, dict[Pair, Span]] = {s: {} for s in numbers.students}
        for r, recruiter in numbers.recruiters.items():
            seats = [x for x in sorted(recruiter.slots, key=lambda x: x.start) for _ in range(recruiter.group)]
            self.seats[r], self.sits[r] = seats, [None] * len(seats)
        rare = sorted(wanted, key=lambda p: (p not in given, len(self.allowed[p]), p))
        for s, r in rare:
            free = [n for n, other in enumerate(self.sits[r]) if other is None]
            wish = given.get((s, r))
            best = min(free, key=lambda n: (self.seats[r][n].start != wish, self.torn((s, r), n), n))
            self._sit((s, r), best)

    def _sit(self, pair: Pair, n: int) -> None:
        s, r = pair
        self.sits[r][n], self.seat[pair], self.spans[s][pair] = pair, n, self.seats[r][n]

    def torn(self, pair: Pair, n: int) -> int:
        """How many conflicts the pair has on that seat."""
        s, r = pair
        here, gap = self.seats[r][n], self.gap
        away = 0 if here.start in self.allowed[pair] else 2
        return away + sum(
            x.start < here.end + gap and here.start < x.end + gap for p, x in self.spans[s].items() if p != pair
        )

    def gain(self, pair: Pair, n: int) -> int:
        """By how much the conflicts grow when the pair moves to that seat and who sits there to its own."""
        own, other = self.seat[pair], self.sits[pair[1]][n]
        change = self.torn(pair, n) - self.torn(pair, own)
        return change if other is None else change + self.torn(other, own) - self.torn(other, n)

    def swap(self, pair: Pair, n: int) -> None:
        """The pair and whoever sits there change seats."""
        own, other = self.seat[pair], self.sits[pair[1]][n]
        self.sits[pair[1]][own] = None
        self._sit(pair, n)
        if other is not None:
            self._sit(other, own)

    def settled(self, musts: Mapping[Pair, object]) -> dict[Pair, int]:
        """The starts of all pairs but those that have to be left out so that nobody is torn; musts stay longest."""
        torn = sorted(self.seat, key=lambda p: (p in musts, -self.torn(p, self.seat[p]), p))
        for p in torn:
            if self.torn(p, self.seat[p]):
                del self.spans[p[0]][p], self.seat[p]
        return {p: self.seats[p[1]][n].start for p, n in self.seat.items()}


def settle(numbers: Frame, wanted: set[Pair], given: Mapping[Pair, int], watch: Watch, seed: int) -> dict[Pair, int]:
    """A slot for as many of the wanted pairs as are found, ``given`` starts first; nothing in it breaks a demand."""
    seated = _within_seats(numbers, wanted)
    seats, dice = _Seats(numbers, seated, given), random.Random(seed)
    torn = [p for p in sorted(seated) if seats.torn(p, seats.seat[p])]
    tabu: dict[tuple[Pair, int], int] = {}
    for move in range(_MOVES_PER_PAIR * len(seated)):
        if not torn or not watch.going_on(0.3):
            break
        watch.work += 1 / _MOVES_PER_WORK
        p = dice.choice(torn)
        others = [n for n in range(len(seats.seats[p[1]])) if n != seats.seat[p] and tabu.get((p, n), -1) < move]
        if not others:
            continue
        best = min(others, key=lambda n: (seats.gain(p, n), dice.random()))
        tabu[p, seats.seat[p]] = move + _TENURE + dice.randrange(_TENURE)
        moved = {p, seats.sits[p[1]][best]} - {None}
        seats.swap(p, best)
        near = {q for m in moved if m is not None for q in seats.spans[m[0]]}
        torn = [q for q in torn if q not in near]
        torn += sorted(q for q in near if seats.torn(q, seats.seat[q]))
    return seats.settled(numbers.musts)


def _within_seats(numbers: Frame, wanted: set[Pair]) -> set[Pair]:
    """The pairs that have a seat at all: musts may be more than the seats, and more than a student may have."""
    kept: set[Pair] = set()
    room, most = dict(numbers.room), {s: x.most for s, x in numbers.students.items()}
    for s, r in sorted(wanted, key=lambda p: (p not in numbers.musts, p)):
        if room[r] > 0 and most[s] > 0:
            room[r] -= 1
            most[s] -= 1
            kept.add((s, r))
    return kept
