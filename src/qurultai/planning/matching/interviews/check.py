"""Recounts interviews from their starts alone: every broken demand, every blocking pair, every rank.

It shares nothing with the engine but the types, and is slow and plain on purpose: tests hold the engine against it, and
a plan's score and reasons are what it says.
"""

from collections.abc import Mapping
from itertools import combinations

from ..plan import Verdict
from .types import Pair, Problem, Reason, Recruiter, Span, Student


def check(problem: Problem, assignment: Mapping[Pair, int]) -> Verdict:
    """What the interviews break and what they cost."""
    students = {s.id: s for s in problem.students}
    recruiters = {r.id: r for r in problem.recruiters}
    musts = {(m.student, m.recruiter): m.start for m in problem.musts}
    held = {
        (s, r): next((x for x in recruiters[r].slots if x.start == start), None)
        for (s, r), start in assignment.items()
        if s in students and r in recruiters
    }
    broken = [Reason("unknown", pair) for pair in assignment if pair not in held]
    broken += [Reason("no_slot", pair) for pair, slot in held.items() if slot is None]
    broken += [Reason("must", pair) for pair in musts if pair not in held]
    broken += [Reason("must_start", p) for p, at in musts.items() if at is not None and assignment.get(p, at) != at]
    placed = {pair: slot for pair, slot in held.items() if slot is not None}
    for (s, r), slot in placed.items():
        if (s, r) not in musts and not (r in students[s].wants and s in recruiters[r].wants):
            broken.append(Reason("not_mutual", (s, r)))
        if not _free(students[s], slot):
            broken.append(Reason("away", (s, r)))
    broken += [b for s in students.values() for b in _of_student(s, placed, problem.gap)]
    broken += [b for r in recruiters.values() for b in _of_recruiter(r, placed)]
    of_s = {s: [r for i, r in placed if i == s] for s in {i for i, _ in placed}}
    of_r = {r: [s for s, j in placed if j == r] for r in {j for _, j in placed}}
    blocking = [
        (s.id, r.id)
        for s in problem.students
        for r in (recruiters[j] for j in recruiters if j in s.wants)
        if (s.id, r.id) not in placed and _blocks(s, r, (of_s.get(s.id, []), of_r.get(r.id, [])), frozenset(musts))
    ]
    ranks = {s.id: _rank(s, placed, musts) for s in problem.students}
    most = sum(_seats(s, musts) * len(s.wants) for s in problem.students)
    hurts = [Reason("blocking", pair, (), most + 1) for pair in blocking]
    hurts += [Reason("rank", (s,), (), rank) for s, rank in ranks.items() if rank]
    hurts += [
        Reason("no_common_slot", (s.id, r.id))
        for s in problem.students
        for r in (recruiters[j] for j in recruiters if j in s.wants)
        if _mutual(s, r) and not any(_free(s, slot) for slot in r.slots)
    ]
    score = {"blocking": len(blocking), "rank": sum(ranks.values())}
    hurts.sort(key=lambda h: (-h.cost, h.code, h.subjects))
    return Verdict(tuple(broken), score, len(blocking) * (most + 1) + score["rank"], tuple(hurts))


def _mutual(s: Student, r: Recruiter) -> bool:
    return r.id in s.wants and s.id in r.wants


def _free(s: Student, slot: Span) -> bool:
    inside = s.available is None or any(a.start <= slot.start and slot.end <= a.end for a in s.available)
    return inside and all(b.end <= slot.start or slot.end <= b.start for b in s.busy)


def _of_student(s: Student, placed: Mapping[Pair, Span], gap: int) -> list[Reason]:
    own = [(r, slot) for (i, r), slot in placed.items() if i == s.id]
    found = [Reason("most_student", (s.id,), (len(own),))] if len(own) > s.most else []
    for (q, a), (r, b) in combinations(own, 2):
        if a.start < b.end + gap and b.start < a.end + gap:
            found.append(Reason("gap", (s.id, q, r)))
    return found


def _of_recruiter(r: Recruiter, placed: Mapping[Pair, Span]) -> list[Reason]:
    own = [slot for (_, j), slot in placed.items() if j == r.id]
    most = r.most if r.most is not None else len(own)
    found = [Reason("most_recruiter", (r.id,), (len(own),))] if len(own) > most else []
    return found + [Reason("group", (r.id,), (x.start,)) for x in r.slots if own.count(x) > r.group]


def _blocks(s: Student, r: Recruiter, given: tuple[list[str], list[str]], musts: frozenset[Pair]) -> bool:
    """Whether both would rather meet each other, at some time both have, than keep all they were given."""
    if not _mutual(s, r) or not any(_free(s, slot) for slot in r.slots):
        return False
    of_s, of_r = given
    seats = len(r.slots) * r.group
    room = seats if r.most is None else min(r.most, seats)
    loose_s = [j for j in of_s if (s.id, j) not in musts]
    loose_r = [i for i in of_r if (i, r.id) not in musts]
    wants_r = len(of_s) < s.most or any(s.wants.index(j) > s.wants.index(r.id) for j in loose_s)
    wants_s = len(of_r) < room or any(r.wants.index(i) > r.wants.index(s.id) for i in loose_r)
    return wants_r and wants_s


def _seats(s: Student, musts: Mapping[Pair, int | None]) -> int:
    return min(s.most, len(set(s.wants) | {r for i, r in musts if i == s.id}))


def _rank(s: Student, placed: Mapping[Pair, Span], musts: Mapping[Pair, int | None]) -> int:
    own = [s.wants.index(r) if r in s.wants else len(s.wants) for i, r in placed if i == s.id]
    return sum(own) + max(0, _seats(s, musts) - len(own)) * len(s.wants)
