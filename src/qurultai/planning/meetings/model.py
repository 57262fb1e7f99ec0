"""The whole problem as clauses with prices: for core-guided and for bounded search over a SAT solver.

The variables that carry prices are few: one for each unplaced wish, and for each agenda one for its first, second, …
break and its first, second, … missing meeting. That the breaks of an agenda are counted *before* they are priced is
what makes cores small ("one of these five people has a break"), where pricing each possible break makes them long.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from .along import Along
from .cnf import Clauses
from .frame import Frame


@dataclass
class Model(Clauses):
    """Clauses of a frame: ``at[m][slot, zone]`` are the options, ``priced`` the literals that cost when true."""

    frame: Frame
    at: list[dict[tuple[int, int], int]] = field(default_factory=list)
    met: list[int | None] = field(default_factory=list)
    busy: list[dict[int, int]] = field(default_factory=list)
    breaks: list[list[int]] = field(default_factory=list)
    priced: list[tuple[int, int]] = field(default_factory=list)

    def __init__(self, frame: Frame, wishes: bool = True) -> None:
        Clauses.__init__(self)
        self.frame = frame
        self.at = [{option: self.new() for option in options} for options in frame.options]
        self.priced, self.breaks, self.busy = [], [], []
        self.met = [self._met(m) for m in range(len(self.at))]
        for p in range(len(frame.of)):
            self._agenda(p)
        self._tables()
        self._orders()
        for group, most in frame.groups:
            self.at_most([y for m in group if (y := self.met[m]) is not None], most)
        if frame.far:
            self._walks()
        if wishes or frame.problem.breaks_differ is not None:
            self.breaks = [self._breaks(p) for p in range(len(frame.of))]
            self._fair(frame.problem.breaks_differ)
        if wishes:
            self._prices()

    def _met(self, m: int) -> int | None:
        """The literal that the wish takes place (None: it cannot)."""
        options = list(self.at[m].values())
        self.at_most_one(options)
        if self.frame.weight[m] is None:
            self.add(*options)
        return self.any_of(options) if options else None

    def _agenda(self, p: int) -> None:
        by_slot: dict[int, list[int]] = defaultdict(list)
        for m in self.frame.of[p]:
            for (t, _), x in self.at[m].items():
                by_slot[t].append(x)
        for t, literals in by_slot.items():
            self.at_most(literals, self.frame.seats[p][t])
        self.busy.append({t: self.any_of(by_slot[t]) for t in sorted(by_slot)})

    def _tables(self) -> None:
        """Each zone's room, counted by the crowds around few hosts; and all tables, by the agendas that are busy."""
        crowds: dict[tuple[int, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for m, host in enumerate(hosts(self.frame)):
            for option, x in self.at[m].items():
                crowds[option][host].append(x)
        for (t, z), around in crowds.items():
            literals: list[int] = []
            for host, crowd in around.items():
                literals += [self.any_of(crowd)] if self.frame.seats[host][t] <= 1 else crowd
            self.at_most(literals, self.frame.zones[z].room[t])
        for t in range(self.frame.slots):  # follows, but lets agendas' days and tables meet without the meetings
            busy = [of[t] for of in self.busy if t in of]
            self.at_most(busy, 2 * sum(zone.room[t] for zone in self.frame.zones))

    def _by(self, m: int) -> list[int | None]:
        """For each slot: the wish takes place in it or before."""
        at: dict[int, list[int]] = defaultdict(list)
        for (t, _), x in self.at[m].items():
            at[t].append(x)
        by: list[int | None] = []
        for t in range(self.frame.slots):
            last = by[-1] if by else None
            now = ([] if last is None else [last]) + at.get(t, [])
            by.append(self.any_of(now) if now else None)
        return by

    def _orders(self) -> None:
        ladders = {m: self._by(m) for pair in self.frame.before for m in pair}
        for a, b in self.frame.before:
            met_a = self.met[a]
            if met_a is None or self.met[b] is None:
                continue
            for t in range(self.frame.slots):
                later, earlier = ladders[b][t], ladders[a][t - 1] if t else None
                if later is not None:
                    absent = [] if self.frame.weight[a] is None else [-met_a]
                    self.add(-later, *absent, *([earlier] if earlier else []))

    def _walks(self) -> None:
        slots = self.frame.problem.slots
        for mine in self.frame.of:
            here: dict[tuple[int, int], list[int]] = defaultdict(list)
            for m in mine:
                for option, x in self.at[m].items():
                    here[option].append(x)
            stands = {option: self.any_of(literals) for option, literals in here.items()}
            for (t, z), one in stands.items():
                for (u, y), two in stands.items():
                    if t < u and self.frame.far.get((z, y), 0) > slots[u].start - slots[t].end:
                        self.add(-one, -two)

    def _breaks(self, p: int) -> list[int]:
        """Literals: the agenda has more than j breaks; with all that follows from the number of its meetings."""
        frame, busy = self.frame, self.busy[p]
        size = len(frame.of[p])
        if size < 2 or len(busy) < 2:
            return []
        if not frame.surely(p):
            return self._loose_breaks(busy)
        along = Along(self, busy, size, frame.so_far(p))
        ends = along.returns()
        most = min(len(ends), size - 1)
        levels = self.counted(ends, min(most + 1, len(ends)))
        for level in levels[most:]:
            self.add(-level)
        along.unbroken_unless(levels[0] if most else -self.yes)
        return levels[:most]

    def _loose_breaks(self, busy: dict[int, int]) -> list[int]:
        """The same for an agenda of which it is open how many meetings it has."""
        begun, going = self._ladders(busy)
        ends = []
        for t in list(busy)[1:]:
            before = [busy[t - 1]] if t - 1 in busy else []
            end = self.new()
            self.add(-busy[t], -begun[t - 1], *before, end)
            self.add(-end, busy[t])
            self.add(-end, begun[t - 1])
            for b in before:
                self.add(-end, -b)
            ends.append(end)
        levels = self.counted(ends, len(ends))
        for t in range(min(busy), max(busy)):
            self.add(*levels[:1], -begun[t], -going[t], *([busy[t]] if t in busy else []))
        return levels

    def _ladders(self, busy: dict[int, int]) -> tuple[dict[int, int], dict[int, int]]:
        """For each slot: there is a meeting in it or before; in it or later."""
        first, last = min(busy), max(busy)
        begun, going = {first: busy[first]}, {last: busy[last]}
        for t in range(first + 1, last + 1):
            begun[t] = self.any_of([begun[t - 1], *([busy[t]] if t in busy else [])])
        for t in range(last - 1, first - 1, -1):
            going[t] = self.any_of([going[t + 1], *([busy[t]] if t in busy else [])])
        return begun, going

    def _fair(self, differ: int | None) -> None:
        if differ is None:
            return
        for j in range(max((len(b) for b in self.breaks), default=0) - differ):
            someone = self.new()
            for levels in self.breaks:
                if len(levels) > j + differ:
                    self.add(-levels[j + differ], someone)
                self.add(-someone, *levels[j : j + 1])

    def _prices(self) -> None:
        frame, weights = self.frame, self.frame.problem.weights
        for m, weight in enumerate(frame.weight):
            met = self.met[m]
            if weight and met is not None:
                self.priced.append((-met, weight))
        for p, floor in enumerate(frame.floor):
            met_of_p = [y for m in frame.of[p] if (y := self.met[m]) is not None]
            if floor and weights.floor:
                surely = sum(1 for m in frame.of[p] if frame.weight[m] is None)
                levels = self.counted(met_of_p, floor, (False, True))
                self.priced += [(-level, weights.floor) for level in levels[surely:]]
        if weights.breaks:
            self.priced += [(level, weights.breaks) for levels in self.breaks for level in levels]

    @property
    def sunk(self) -> int:
        """What no plan can avoid: wishes without any option, floors above the number of possible meetings."""
        frame = self.frame
        lost = sum(w or 0 for m, w in enumerate(frame.weight) if self.met[m] is None)
        for p, floor in enumerate(frame.floor):
            able = sum(1 for m in frame.of[p] if self.met[m] is not None)
            lost += frame.problem.weights.floor * max(0, floor - able)
        return lost

    def read(self, true: set[int]) -> dict[int, tuple[int, int]]:
        """The option of each placed wish, from the true variables."""
        found = {}
        for m, options in enumerate(self.at):
            for option, x in options.items():
                if x in true:
                    found[m] = option
        return found


def hosts(frame: Frame) -> list[int]:
    """One side of each wish, so that few agendas are hosts: always the one with most wishes that have none yet.

    A host of one seat has at most one meeting at a time, so that its crowd counts as one literal: counting these is
    exact as counting meetings is, and shorter (measured in ``docs/planning.md``).
    """
    host = [0] * len(frame.sides)
    left = [set(mine) for mine in frame.of]
    while any(left):
        p = max(range(len(left)), key=lambda q: len(left[q]))
        for m in tuple(left[p]):
            host[m] = p
            for q in frame.sides[m]:
                left[q].discard(m)
    return host
