"""A problem in numbers: who can meet whom when and where, with what follows from the demands on single wishes.

Tables that nobody has as a place and that lie next to each other are one *zone*: only their number counts, and names
are given at the end.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .types import Agenda, Place, Problem, ProblemError, Tables


@dataclass
class Zone:
    """Tables that are alike, and how many are open in each slot."""

    blocks: list[int]
    room: list[int]


@dataclass
class Frame:
    """Agendas, wishes and zones by number; ``options`` of a wish are its possible (slot, zone) pairs."""

    problem: Problem
    slots: int
    sides: list[tuple[int, int]]
    weight: list[int | None]
    seats: list[list[int]]
    zones: list[Zone]
    options: list[list[tuple[int, int]]]
    floor: list[int]
    before: list[tuple[int, int]]
    far: dict[tuple[int, int], int]
    of: list[list[int]] = field(default_factory=list)
    groups: list[tuple[list[int], int]] = field(default_factory=list)

    @property
    def hopeless(self) -> list[int]:
        """Musts that have no possible slot."""
        return [m for m, w in enumerate(self.weight) if w is None and not self.options[m]]

    def times(self, m: int) -> list[int]:
        """The possible slots of a wish, in order."""
        return sorted({t for t, _ in self.options[m]})

    def surely(self, p: int) -> bool:
        """Whether it is known how many meetings the agenda has, one at a time: all are musts, of a single person."""
        return max(self.seats[p]) <= 1 and all(self.weight[m] is None for m in self.of[p])

    def so_far(self, p: int) -> list[tuple[int, int]]:
        """For each slot the least and the most meetings in it and before, of an agenda of musts."""
        times = [self.times(m) for m in self.of[p]]
        can = [any(t in mine for mine in times) for t in range(self.slots)]
        return [
            (
                max(sum(1 for mine in times if mine[-1] <= t), len(times) - sum(can[t + 1 :])),
                min(sum(1 for mine in times if mine[0] <= t), sum(can[: t + 1])),
            )
            for t in range(self.slots)
        ]


def frame(problem: Problem, alone: frozenset[str] = frozenset()) -> Frame:
    """The problem in numbers; raises ProblemError for unknown ids and impossible figures.

    ``alone`` are tables that shall be a zone of their own though others are like them.
    """
    agenda = _numbers("agenda", (a.id for a in problem.agendas))
    wish = _numbers("wish", (w.id for w in problem.wishes))
    blocks = _numbers("tables", (t.id for t in problem.tables))
    _numbers("person", (p.id for a in problem.agendas for p in a.people))
    _sane(problem, agenda, wish, blocks)
    slots = len(problem.slots)
    zones = _zones(problem, blocks, slots, alone)
    numbers = Frame(
        problem=problem,
        slots=slots,
        sides=[(agenda[w.a], agenda[w.b]) for w in problem.wishes],
        weight=[w.weight for w in problem.wishes],
        seats=[_seats(a, slots) for a in problem.agendas],
        zones=zones,
        options=[],
        floor=[a.floor for a in problem.agendas],
        before=[(wish[a], wish[b]) for a, b in problem.orders],
        far=_far(problem, zones, blocks),
    )
    numbers.of = [[] for _ in problem.agendas]
    for m, (a, b) in enumerate(numbers.sides):
        numbers.of[a].append(m)
        numbers.of[b].append(m)
    numbers.floor = [min(floor, len(of)) for floor, of in zip(numbers.floor, numbers.of, strict=True)]
    home = {z: n for n, zone in enumerate(zones) for z in zone.blocks}
    numbers.options = [_options(numbers, m, home, blocks) for m in range(len(problem.wishes))]
    numbers.groups = list(_groups(numbers))
    _narrow(numbers)
    return numbers


def _numbers(what: str, ids: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for i in ids:
        if i in found:
            raise ProblemError(f"{what} {i!r} is given twice")
        found[i] = len(found)
    return found


def _sane(problem: Problem, agenda: dict[str, int], wish: dict[str, int], blocks: dict[str, int]) -> None:
    named = [(w.a, agenda) for w in problem.wishes] + [(w.b, agenda) for w in problem.wishes]
    named += [(i, wish) for pair in problem.orders for i in pair] + [
        (i, agenda) for pair in problem.never for i in pair
    ]
    named += [(a.place, blocks) for a in problem.agendas if a.place is not None]
    named += [(i, blocks) for w in problem.walks for i in (w.a, w.b)]
    for i, known in named:
        if i not in known:
            raise ProblemError(f"{i!r} is not known")
    for w in problem.wishes:
        if w.a == w.b:
            raise ProblemError(f"wish {w.id!r} is of an agenda with itself")
        if w.weight is not None and w.weight < 0:
            raise ProblemError(f"wish {w.id!r} has a negative weight")
    for one, two in zip(problem.slots, problem.slots[1:], strict=False):
        if one.end > two.start:
            raise ProblemError("slots overlap or are not in order")
    figures = [t.count for t in problem.tables] + [q.most for q in problem.quotas] + [a.floor for a in problem.agendas]
    figures += [a.cap for a in problem.agendas if a.cap is not None]
    figures += [problem.weights.floor, problem.weights.breaks, problem.breaks_differ or 0]
    if any(f < 0 for f in figures):
        raise ProblemError("a figure is negative")


def _seats(agenda: Agenda, slots: int) -> list[int]:
    return [sum(1 for p in agenda.people if p.available is None or t in p.available) for t in range(slots)]


def _room(block: Tables, slots: int) -> list[int]:
    return [block.count if block.open is None or t in block.open else 0 for t in range(slots)]


def _zones(problem: Problem, blocks: dict[str, int], slots: int, alone_too: frozenset[str]) -> list[Zone]:
    own = alone_too | {a.place for a in problem.agendas} | {i for w in problem.walks for i in (w.a, w.b)}
    own |= {t.id for t in problem.tables if t.reserved}
    pool = [n for i, n in blocks.items() if i not in own]
    alone = [[n] for i, n in blocks.items() if i in own]
    groups = ([pool] if pool else []) + alone
    rooms = [_room(t, slots) for t in problem.tables]
    return [Zone(group, [sum(column) for column in zip(*(rooms[n] for n in group), strict=True)]) for group in groups]


def _far(problem: Problem, zones: list[Zone], blocks: dict[str, int]) -> dict[tuple[int, int], int]:
    zone = {b: n for n, z in enumerate(zones) for b in z.blocks}
    found = {}
    for w in problem.walks:
        a, b = zone[blocks[w.a]], zone[blocks[w.b]]
        found[a, b] = found[b, a] = w.minutes
    return found


def _options(f: Frame, m: int, home: dict[int, int], blocks: dict[str, int]) -> list[tuple[int, int]]:
    wish = f.problem.wishes[m]
    a, b = f.sides[m]
    if frozenset((wish.a, wish.b)) in f.problem.never:
        return []
    places = {f.problem.agendas[x].place for x in (a, b)} - {None}
    if places:
        zones = sorted({home[blocks[p]] for p in places if p is not None})
    else:
        zones = [n for n, z in enumerate(f.zones) if not f.problem.tables[z.blocks[0]].reserved]
    times = range(f.slots) if wish.slot is None else [t for t in (wish.slot,) if 0 <= t < f.slots]
    return [
        (t, z)
        for t in times
        if t not in wish.not_slots and (not wish.parts or f.problem.slots[t].part in wish.parts)
        if f.seats[a][t] and f.seats[b][t]
        for z in zones
        if f.zones[z].room[t]
    ]


def _groups(f: Frame) -> Iterable[tuple[list[int], int]]:
    """Wishes of which at most so many can take place: caps, quotas, companies met once."""
    agendas = f.problem.agendas
    for p, mine in enumerate(f.of):
        cap = agendas[p].cap
        if cap is not None and cap < len(mine):
            yield mine, cap
        other = {m: f.sides[m][1] if f.sides[m][0] == p else f.sides[m][0] for m in mine}
        for q in f.problem.quotas:
            if q.of is None or q.of == agendas[p].category:
                counted = [m for m in mine if q.towards is None or agendas[other[m]].category == q.towards]
                if len(counted) > q.most:
                    yield counted, q.most
        if f.problem.once_per_company:
            met: dict[str, list[int]] = defaultdict(list)
            for m in mine:
                company = agendas[other[m]].company
                if company and not f.problem.wishes[m].again:
                    met[company].append(m)
            yield from ((group, 1) for group in met.values() if len(group) > 1)


def _narrow(f: Frame) -> None:
    """Take away options that musts leave to nobody: taken seats, orders; until nothing more follows."""
    changed = True
    while changed:
        changed = False
        for p, mine in enumerate(f.of):
            settled: dict[int, int] = defaultdict(int)
            fixed = set()
            for m in mine:
                times = f.times(m)
                if f.weight[m] is None and len(times) == 1:
                    settled[times[0]] += 1
                    fixed.add(m)
            full = {t for t, n in settled.items() if n >= f.seats[p][t]}
            for m in mine:
                if m not in fixed:
                    changed |= _keep(f, m, [o for o in f.options[m] if o[0] not in full])
        for a, b in f.before:
            one, two = f.times(a), f.times(b)
            if one and two:
                if f.weight[a] is None:
                    changed |= _keep(f, b, [o for o in f.options[b] if o[0] > one[0]])
                if f.weight[b] is None:
                    changed |= _keep(f, a, [o for o in f.options[a] if o[0] < two[-1]])


def _keep(f: Frame, m: int, options: list[tuple[int, int]]) -> bool:
    if len(options) == len(f.options[m]):
        return False
    f.options[m] = options
    return True


def named(f: Frame, at: dict[int, tuple[int, int]], keep: Mapping[str, Place] | None = None) -> dict[str, Place]:
    """The assignment in the caller's words: names of tables and of the people who sit there.

    Who stands as in ``keep`` (the same slot and zone) keeps table and people where they are still to be had.
    """
    tables: dict[tuple[int, int], list[str]] = {}
    teams: dict[tuple[int, int], list[str]] = {}
    for m, (t, z) in at.items():
        if (t, z) not in tables:
            blocks = [f.problem.tables[n] for n in reversed(f.zones[z].blocks)]
            tables[t, z] = [b.id for b in blocks for _ in range(_room(b, f.slots)[t])]
        for p in f.sides[m]:
            if (p, t) not in teams:
                team = reversed(f.problem.agendas[p].people)
                teams[p, t] = [x.id for x in team if x.available is None or t in x.available]
    taken: dict[tuple[int, int], str] = {}
    for m in sorted(at) if keep else ():
        t, z = at[m]
        old = keep.get(f.problem.wishes[m].id) if keep else None
        if old is not None and old.slot == t:
            a, b = f.sides[m]
            wanted = ((0, old.tables, tables[t, z]), (1, old.person_a, teams[a, t]), (2, old.person_b, teams[b, t]))
            for what, name, names in wanted:
                if name in names:
                    names.remove(name)
                    taken[m, what] = name
    found = {}
    for m in sorted(at):
        t, z = at[m]
        a, b = f.sides[m]
        table, one, two = (
            taken[m, what] if (m, what) in taken else names.pop()
            for what, names in enumerate((tables[t, z], teams[a, t], teams[b, t]))
        )
        found[f.problem.wishes[m].id] = Place(t, table, one, two)
    return found
