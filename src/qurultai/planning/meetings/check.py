"""Recounts a plan from its assignment alone: every broken demand and the price of every broken wish.

It shares nothing with the models but the types, goes meeting by meeting and slot by slot, and is plain on purpose:
tests hold the engine against it, and a plan's score and reasons are what it says.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from ..common import Verdict
from .types import PARTS, Agenda, Place, Problem, Reason, Wish


@dataclass(frozen=True, slots=True)
class _Day:
    problem: Problem
    agendas: dict[str, Agenda]
    wishes: dict[str, Wish]
    placed: dict[str, Place]
    of: dict[str, list[Wish]]

    def sides(self, wish: Wish) -> tuple[tuple[Agenda, str], tuple[Agenda, str]]:
        place = self.placed[wish.id]
        return (self.agendas[wish.a], place.person_a), (self.agendas[wish.b], place.person_b)


def check(problem: Problem, assignment: Mapping[str, Place]) -> Verdict:
    """What the assignment breaks and what it costs."""
    wishes = {w.id: w for w in problem.wishes}
    tables = {t.id for t in problem.tables}
    placed, broken = {}, []
    for i, place in assignment.items():
        if i not in wishes or place.tables not in tables or not 0 <= place.slot < len(problem.slots):
            broken.append(Reason("unknown", (i,)))
        else:
            placed[i] = place
    of: dict[str, list[Wish]] = {a.id: [] for a in problem.agendas}
    for i, w in wishes.items():
        if i in placed:
            of[w.a].append(w)
            of[w.b].append(w)
    day = _Day(problem, {a.id: a for a in problem.agendas}, wishes, placed, of)
    for family in (_missing, _single, _people, _tables, _pairs, _limits, _walking, _fairness):
        broken += family(day)
    hurts = sorted(_hurts(day), key=lambda r: (-r.cost, r.code, r.subjects))
    score = dict.fromkeys(PARTS, 0)
    for reason in hurts:
        score[reason.code] += reason.cost
    return Verdict(tuple(broken), score, tuple(hurts))


def stake(problem: Problem) -> int:
    """The value if no wish were placed (musts cost nothing: without them there is no plan)."""
    return sum(w.weight or 0 for w in problem.wishes) + problem.weights.floor * sum(floors(problem).values())


def floors(problem: Problem) -> dict[str, int]:
    """How many meetings each agenda should get at least."""
    wished = Counter(side for w in problem.wishes for side in (w.a, w.b))
    return {a.id: min(a.floor, wished[a.id]) for a in problem.agendas}


def breaks_of(slots: set[int]) -> int:
    """Idle stretches between the first and the last of the slots."""
    return max(0, sum(1 for t in slots if t - 1 not in slots) - 1)


def _missing(d: _Day) -> Iterator[Reason]:
    return (Reason("must", (i,)) for i, w in d.wishes.items() if w.weight is None and i not in d.placed)


def _single(d: _Day) -> Iterator[Reason]:
    for i, place in d.placed.items():
        wish = d.wishes[i]
        if wish.slot is not None and place.slot != wish.slot:
            yield Reason("slot_fixed", (i,), (wish.slot,))
        if wish.parts and d.problem.slots[place.slot].part not in wish.parts:
            yield Reason("parts", (i,))
        if place.slot in wish.not_slots:
            yield Reason("not_slots", (i,), (place.slot,))
        if frozenset((wish.a, wish.b)) in d.problem.never:
            yield Reason("never", (wish.a, wish.b))


def _people(d: _Day) -> Iterator[Reason]:
    seats: Counter[tuple[str, int]] = Counter()
    for i, place in d.placed.items():
        for agenda, person in d.sides(d.wishes[i]):
            known = {p.id: p for p in agenda.people}
            if person not in known:
                yield Reason("stranger", (i, person))
                continue
            available = known[person].available
            if available is not None and place.slot not in available:
                yield Reason("away", (i, person), (place.slot,))
            seats[person, place.slot] += 1
    yield from (Reason("twice", (person,), (slot,)) for (person, slot), n in seats.items() if n > 1)


def _tables(d: _Day) -> Iterator[Reason]:
    blocks = {t.id: t for t in d.problem.tables}
    used: Counter[tuple[str, int]] = Counter()
    for i, place in d.placed.items():
        block = blocks[place.tables]
        used[place.tables, place.slot] += 1
        if block.open is not None and place.slot not in block.open:
            yield Reason("tables_closed", (i, place.tables), (place.slot,))
        homes = [agenda.place for agenda, _ in d.sides(d.wishes[i]) if agenda.place is not None]
        if (homes and place.tables not in homes) or (not homes and block.reserved):
            yield Reason("place", (i, place.tables))
    for (tables, slot), n in used.items():
        if n > blocks[tables].count:
            yield Reason("tables", (tables,), (slot, n, blocks[tables].count))


def _pairs(d: _Day) -> Iterator[Reason]:
    for before, after in d.problem.orders:
        if before in d.placed and after in d.placed and d.placed[before].slot >= d.placed[after].slot:
            yield Reason("order", (before, after))
    if d.problem.once_per_company:
        for agenda, wishes in d.of.items():
            met: dict[str, list[str]] = defaultdict(list)
            for w in wishes:
                company = d.agendas[w.b if w.a == agenda else w.a].company
                if company and not w.again:
                    met[company].append(w.id)
            yield from (Reason("once", (agenda, c, *ids)) for c, ids in met.items() if len(ids) > 1)


def _limits(d: _Day) -> Iterator[Reason]:
    for i, agenda in d.agendas.items():
        wishes = d.of[i]
        if agenda.cap is not None and len(wishes) > agenda.cap:
            yield Reason("cap", (i,), (len(wishes), agenda.cap))
        for q in d.problem.quotas:
            if q.of is None or q.of == agenda.category:
                others = [d.agendas[w.b if w.a == i else w.a].category for w in wishes]
                n = sum(1 for category in others if q.towards is None or category == q.towards)
                if n > q.most:
                    yield Reason("quota", (i, q.towards or ""), (n, q.most))


def _walking(d: _Day) -> Iterator[Reason]:
    minutes = {frozenset((w.a, w.b)): w.minutes for w in d.problem.walks}
    for agenda, wishes in d.of.items():
        stops = sorted((d.placed[w.id].slot, d.placed[w.id].tables) for w in wishes) if minutes else []
        for (t, here), (u, there) in combinations(stops, 2):
            pause = d.problem.slots[u].start - d.problem.slots[t].end
            if t < u and minutes.get(frozenset((here, there)), 0) > pause:
                yield Reason("walk", (agenda, here, there), (t, u))


def _breaks(d: _Day) -> dict[str, int]:
    return {a: breaks_of({d.placed[w.id].slot for w in wishes}) for a, wishes in d.of.items()}


def _fairness(d: _Day) -> Iterator[Reason]:
    breaks = _breaks(d)
    if d.problem.breaks_differ is not None and breaks:
        most, least = max(breaks, key=breaks.__getitem__), min(breaks, key=breaks.__getitem__)
        if breaks[most] - breaks[least] > d.problem.breaks_differ:
            yield Reason("breaks_differ", (most, least), (breaks[most], breaks[least]))


def _hurts(d: _Day) -> Iterator[Reason]:
    for i, w in d.wishes.items():
        if w.weight and i not in d.placed:
            yield Reason("wish", (i,), (), w.weight)
    for agenda, floor in floors(d.problem).items():
        missing = floor - len(d.of[agenda])
        if missing > 0 and d.problem.weights.floor:
            yield Reason("floor", (agenda,), (missing,), d.problem.weights.floor * missing)
    for agenda, breaks in _breaks(d).items():
        if breaks and d.problem.weights.breaks:
            yield Reason("breaks", (agenda,), (breaks,), d.problem.weights.breaks * breaks)
