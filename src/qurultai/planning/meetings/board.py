"""Meetings on a board of slots: who is free when, as bit sets, and what putting one down or taking it up changes.

Everything that stands on the board keeps every demand but that musts are placed and that breaks differ little: these
two have high prices instead, so that a search can pass through boards without them. ``held`` ones stay where they are.
"""

from collections import defaultdict
from collections.abc import Sequence

from .frame import Frame

Option = tuple[int, int]


class Board:
    """The state of the search; ``cost`` is the value of the plan with the prices of what it still breaks."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        slots, weights = frame.slots, frame.problem.weights
        self.at: list[Option | None] = [None] * len(frame.options)
        self.where: list[dict[int, int]] = [_masks(options) for options in frame.options]
        self.free = [sum(1 << t for t, n in enumerate(seats) if n) for seats in frame.seats]
        self.busy = [0] * len(frame.of)
        self.met = [0] * len(frame.of)
        self.here: dict[int, list[int]] = defaultdict(list)
        self.open = [sum(1 << t for t, n in enumerate(zone.room) if n) for zone in frame.zones]
        self.sitting: dict[Option, list[int]] = {(t, z): [] for z in range(len(frame.zones)) for t in range(slots)}
        self.seat = [0] * len(frame.options)
        self.groups: list[list[int]] = [[] for _ in frame.options]
        self.left = [most for _, most in frame.groups]
        for g, (members, _) in enumerate(frame.groups):
            for m in members:
                self.groups[m].append(g)
        self.earlier: list[list[int]] = [[] for _ in frame.options]
        self.later: list[list[int]] = [[] for _ in frame.options]
        for a, b in frame.before:
            self.earlier[b].append(a)
            self.later[a].append(b)
        total = sum(w or 0 for w in frame.weight) + sum(frame.floor) * weights.floor
        self.price_must = 1 + total + weights.breaks * sum(len(of) for of in frame.of)
        self.price = [self.price_must if w is None else w for w in frame.weight]
        self.differ = frame.problem.breaks_differ
        self.price_floor, self.price_break = weights.floor, weights.breaks
        self.price_differ = 0 if self.differ is None else self.price_must
        self.cost = sum(self.price) + sum(frame.floor) * weights.floor
        self.walking = bool(frame.far)
        self.held: set[int] = set()

    # ------------------------------------------------------------------ what is possible
    def slots_for(self, m: int, z: int) -> int:
        """The slots, as bits, in which the wish can be put down at this zone's tables as things stand."""
        a, b = self.frame.sides[m]
        return self.where[m].get(z, 0) & self.free[a] & self.free[b] & self.open[z] & self._in_order(m)

    def may(self, m: int, option: Option) -> bool:
        """Whether the wish, which is up, can be put down there."""
        t, z = option
        return bool(self.slots_for(m, z) >> t & 1) and self.allowed(m) and (not self.walking or self._walk(m, option))

    def allowed(self, m: int) -> bool:
        """Whether caps, quotas and companies leave room for the wish."""
        return all(self.left[g] for g in self.groups[m])

    def _in_order(self, m: int) -> int:
        mask = -1
        for other in self.earlier[m]:
            place = self.at[other]
            if place is not None:
                mask &= -1 << (place[0] + 1)
        for other in self.later[m]:
            place = self.at[other]
            if place is not None:
                mask &= (1 << place[0]) - 1
        return mask

    def _walk(self, m: int, option: Option) -> bool:
        t, z = option
        slots, far = self.frame.problem.slots, self.frame.far
        for p in self.frame.sides[m]:
            for other in self.frame.of[p]:
                place = self.at[other]
                if place is None or place[0] == t:
                    continue
                first, second = (place[0], t) if place[0] < t else (t, place[0])
                if far.get((z, place[1]), 0) > slots[second].start - slots[first].end:
                    return False
        return True

    # ------------------------------------------------------------------ what it costs
    def gain(self, m: int, t: int, instead: Sequence[int] = ()) -> int:
        """By how much the cost rises (mostly: falls) when the wish is put down in the slot.

        A side that is in one of ``instead``, which then goes from there, has as many meetings and breaks as before.
        """
        change = -self.price[m]
        for p in self.frame.sides[m]:
            if instead and any(p in self.frame.sides[other] for other in instead):
                continue
            if self.met[p] < self.frame.floor[p]:
                change -= self.price_floor
            change += self._breaks_change(p, t)
        return change

    def loss(self, m: int, instead: int | None = None) -> int:
        """By how much the cost rises when the wish is taken up; ``instead`` of it another one may busy its sides.

        Exact when agendas are of single persons, else about.
        """
        option = self.at[m]
        assert option is not None
        bit, change = 1 << option[0], self.price[m]
        for p in self.frame.sides[m]:
            if instead is None or p not in self.frame.sides[instead]:
                if self.met[p] <= self.frame.floor[p]:
                    change += self.price_floor
                change += self._turned(p, bit)
        return change

    def shift(self, moving: list[tuple[int, Option]]) -> int:
        """By how much the cost rises when these change slots together; exact for agendas of single persons."""
        bits: dict[int, int] = defaultdict(int)
        for m, target in moving:
            option = self.at[m]
            assert option is not None
            for p in self.frame.sides[m]:
                bits[p] ^= 1 << option[0] ^ 1 << target[0]
        return sum(self._turned(p, turned) for p, turned in bits.items() if turned)

    def _turned(self, p: int, bits: int) -> int:
        """By how much the cost rises when the agenda is busy in those slots where it is not, and the other way."""
        busy = self.busy[p]
        then = busy ^ bits
        one, two = (busy & ~(busy << 1)).bit_count() or 1, (then & ~(then << 1)).bit_count() or 1
        change = (two - one) * self.price_break
        if self.price_differ and one != two:
            change += self._unfair(two - 1) - self._unfair(one - 1)
        return change

    def _breaks_change(self, p: int, t: int) -> int:
        busy = self.busy[p]
        if busy >> t & 1 or not busy:
            return 0
        around = (busy >> (t + 1) & 1) + (busy >> (t - 1) & 1 if t else 0)
        change = (1 - around) * self.price_break
        if self.price_differ and around != 1:
            now = _breaks(busy)
            change += self._unfair(now + 1 - around) - self._unfair(now)
        return change

    def _unfair(self, breaks: int) -> int:
        return self.price_differ * max(0, breaks - (self.differ or 0))

    # ------------------------------------------------------------------ changing it
    def put(self, m: int, option: Option) -> None:
        """Put the wish, which is up, down there."""
        t, z = option
        self.cost += self.gain(m, t)
        self.at[m] = option
        row = self.sitting[option]
        self.seat[m] = len(row)
        row.append(m)
        if len(row) >= self.frame.zones[z].room[t]:
            self.open[z] &= ~(1 << t)
        for p in self.frame.sides[m]:
            stands = self.here[p * self.frame.slots + t]
            stands.append(m)
            self.busy[p] |= 1 << t
            self.met[p] += 1
            if len(stands) >= self.frame.seats[p][t]:
                self.free[p] &= ~(1 << t)
        for g in self.groups[m]:
            self.left[g] -= 1

    def lift(self, m: int) -> Option:
        """Take the wish up; returns where it was."""
        option = self.at[m]
        assert option is not None
        t, z = option
        self.at[m] = None
        row = self.sitting[option]
        last = row.pop()
        if last != m:
            row[self.seat[m]] = last
            self.seat[last] = self.seat[m]
        self.open[z] |= 1 << t
        for p in self.frame.sides[m]:
            stands = self.here[p * self.frame.slots + t]
            stands.remove(m)
            if not stands:
                self.busy[p] &= ~(1 << t)
            self.met[p] -= 1
            self.free[p] |= 1 << t
        for g in self.groups[m]:
            self.left[g] += 1
        self.cost -= self.gain(m, t)
        return option

    def blockers(self, m: int, option: Option) -> list[int] | None:
        """Whose meetings stand in the way there, at most one for each side; None when something else does."""
        t, z = option
        a, b = self.frame.sides[m]
        if not self.where[m].get(z, 0) >> t & 1 or not self._in_order(m) >> t & 1:
            return None
        found = []
        for p in (a, b):
            if not self.free[p] >> t & 1:
                stands = self.here[p * self.frame.slots + t]
                if not stands:
                    return None
                found.append(stands[0])
        if len(found) == 2 and found[0] == found[1]:
            found.pop()
        return found

    def placed(self) -> dict[int, Option]:
        """The options of everything that is down."""
        return {m: option for m, option in enumerate(self.at) if option is not None}

    def load(self, options: dict[int, Option]) -> list[int]:
        """Put these down; returns those that cannot be."""
        homeless = []
        for m, option in options.items():
            if self.may(m, option):
                self.put(m, option)
            else:
                homeless.append(m)
        return homeless

    @property
    def sound(self) -> bool:
        """Whether every must is down and breaks differ little enough."""
        if any(w is None and self.at[m] is None for m, w in enumerate(self.frame.weight)):
            return False
        if self.differ is None:
            return True
        breaks = [_breaks(busy) for busy in self.busy]
        return max(breaks, default=0) - min(breaks, default=0) <= self.differ


def _breaks(busy: int) -> int:
    return max(0, (busy & ~(busy << 1)).bit_count() - 1)


def _masks(options: list[Option]) -> dict[int, int]:
    masks: dict[int, int] = defaultdict(int)
    for t, z in options:
        masks[z] |= 1 << t
    return dict(masks)
