"""Recounts bilateral meetings from the assignment alone: every broken demand, and the price in protocol order.

It shares nothing with the engine but the types, and is slow and plain on purpose.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

from ..plan import Verdict
from .types import Interpreter, Meeting, Official, Problem, Reason, Request, Span


def check(problem: Problem, assignment: Mapping[str, Meeting]) -> Verdict:
    """What the meetings break and what they cost."""
    known = {r.id: r for r in problem.requests}
    broken = [Reason("unknown", (i,)) for i in assignment if i not in known]
    broken += [Reason("must", (r.id,)) for r in problem.requests if r.must and r.id not in assignment]
    for i, m in assignment.items():
        if i in known:
            broken += [Reason(code, (i,)) for code in _single(problem, known[i], m)]
    for (i, m), (j, n) in combinations(assignment.items(), 2):
        if _meet(m.slot, n.slot):
            broken += [Reason("room_twice", (m.room, i, j))] if m.room == n.room else []
            twice = {*m.heads, m.interpreter} & {*n.heads, n.interpreter}
            broken += [Reason("person_twice", (p, i, j)) for p in sorted(p for p in twice if p is not None)]
    ordered = _ordered(problem)
    value, base = 0, 2 * problem.level_gap + 2
    score = {"unplaced": 0, "level": 0, "preferred": 0}
    hurts = []
    for r in ordered:
        value = 2 * value + (r.id not in assignment)
    for r in ordered:
        off, late = _costs(problem, r, assignment[r.id]) if r.id in assignment else (0, 0)
        value = base * value + off + late
        score["level"] += off
        score["preferred"] += late
        score["unplaced"] += r.id not in assignment
        hurts += [Reason("level", (r.id,), (off,), off)] if off else []
        hurts += [Reason("preferred", (r.id,), (), 1)] if late else []
    first = [Reason("unplaced", (r.id,), (n,), 1) for n, r in enumerate(ordered) if r.id not in assignment]
    return Verdict(tuple(broken), score, value, (*first, *hurts))


def _ordered(problem: Problem) -> list[Request]:
    """Protocol order: rank, then wish, then receipt; after the deadline receipt alone."""
    rank = {d.id: d.rank for d in problem.delegations}
    end = problem.deadline
    early = [r for r in problem.requests if end is None or r.received <= end]
    late = [r for r in problem.requests if end is not None and r.received > end]
    early.sort(key=lambda r: (rank[r.by], r.wish, r.received, r.id))
    late.sort(key=lambda r: (r.received, rank[r.by], r.wish, r.id))
    return early + late


def _single(problem: Problem, r: Request, m: Meeting) -> Iterator[str]:
    room = next((x for x in problem.rooms if x.id == m.room), None)
    people: dict[str, Official | Interpreter] = {o.id: o for o in problem.officials}
    people |= {k.id: k for k in problem.interpreters}
    if m.slot not in problem.slots:
        yield "no_slot"
    if r.windows and not _in(m.slot, r.windows):
        yield "window"
    if room is None or not _in(m.slot, room.open):
        yield "room_closed"
    elif room.seats < r.seats:
        yield "seats"
    elif r.press != "closed" and not room.press:
        yield "press"
    speaks = people.get(m.interpreter or "")
    if r.languages is not None and not (isinstance(speaks, Interpreter) and r.languages in speaks.pairs):
        yield "interpreter"
    for side, head in zip((r.by, r.to), m.heads, strict=True):
        official = people.get(head)
        if not isinstance(official, Official) or official.delegation != side:
            yield "head"
        elif abs(official.level - r.level) > problem.level_gap:
            yield "level"
    for person in (people.get(i or "") for i in (*m.heads, m.interpreter)):
        if person is not None and not _there(person, m.slot):
            yield "away"


def _there(person: Official | Interpreter, slot: Span) -> bool:
    free = person.available is None or _in(slot, person.available)
    return free and not any(_meet(b, slot) for b in person.busy)


def _costs(problem: Problem, r: Request, m: Meeting) -> tuple[int, int]:
    level = {o.id: o.level for o in problem.officials}
    off = sum(abs(level.get(head, r.level) - r.level) for head in m.heads)
    return off, int(bool(r.preferred) and not _in(m.slot, r.preferred))


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _in(slot: Span, spans: tuple[Span, ...]) -> bool:
    return any(s.start <= slot.start and slot.end <= s.end for s in spans)
