"""Recounts a timetable from its assignment alone: every broken demand and the price of every broken wish.

It shares nothing with the models but the types, reads minute by minute and pair by pair, and is slow and plain on
purpose: tests hold the engine against it, and a plan's score and reasons are what it says.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from ..common import Verdict
from .types import DAY, PARTS, Lunch, Person, Place, Problem, Reason, Session, Span


@dataclass(frozen=True, slots=True)
class _Timetable:
    problem: Problem
    places: Mapping[str, Place]
    sessions: dict[str, Session]

    def span(self, session: str) -> Span:
        start = self.places[session].start
        return Span(start, start + self.sessions[session].minutes)

    def overlap(self, a: str, b: str) -> bool:
        return _meet(self.span(a), self.span(b))


def check(problem: Problem, assignment: Mapping[str, Place]) -> Verdict:
    """What the assignment breaks and what it costs; sessions without a place are violations and cost nothing."""
    rooms = {r.id for r in problem.rooms}
    known = {s.id: s for s in problem.sessions}
    placed = {i: p for i, p in assignment.items() if i in known and p.room in rooms}
    broken = [Reason("missing", (i,)) for i in known if i not in placed]
    broken += [Reason("unknown", (i,)) for i in assignment if i not in placed and i not in known]
    timetable = _Timetable(problem, placed, {i: known[i] for i in placed})
    for family in (_of_plenaries, _single, _in_rooms, _of_people, _of_pairs, _of_interpreters, _of_lunch):
        broken += family(timetable)
    hurts = sorted(_hurts(timetable), key=lambda r: (-r.cost, r.code, r.subjects))
    score = dict.fromkeys(PARTS, 0)
    for reason in hurts:
        score[reason.code] += reason.cost
    return Verdict(tuple(broken), score, tuple(hurts))


def stake(problem: Problem) -> int:
    """The value if every wish were broken as badly as it can be."""
    w = problem.weights
    total = w.interest * sum(i.people for i in problem.interests) + w.preferred * sum(
        1 for s in problem.sessions if s.preferred
    )
    smallest = min((r.capacity for r in problem.rooms), default=0)
    total += w.shortfall * sum(max(0, s.audience - smallest) for s in problem.sessions if not s.seats_required)
    for members in _topics(problem.sessions).values():
        total += w.topic_parallel * len(members) * (len(members) - 1) // 2
        total += w.topic_rooms * (min(len(members), len(problem.rooms)) - 1)
    weights = [o.weight for o in problem.orders] + [d.weight for d in problem.same_days]
    weights += [h.weight for h in problem.same_rooms]
    return total + sum(weight or 0 for weight in [*weights, *(x.weight for x in problem.aparts)])


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _inside(inner: Span, spans: tuple[Span, ...]) -> bool:
    return all(any(s.start <= t < s.end for s in spans) for t in range(inner.start, inner.end))


def _topics(sessions: tuple[Session, ...]) -> dict[str, list[str]]:
    topics: dict[str, list[str]] = defaultdict(list)
    for s in sessions:
        if s.topic is not None:
            topics[s.topic].append(s.id)
    return topics


def _single(t: _Timetable) -> Iterator[Reason]:
    allowed = set(t.problem.starts)
    for s in t.sessions.values():
        place, span = t.places[s.id], t.span(s.id)
        on_grid = place.start in allowed if allowed else place.start % t.problem.grid == 0
        if s.start is not None and place.start != s.start:
            yield Reason("start_fixed", (s.id,), (s.start,))
        if s.start is None and not on_grid:
            yield Reason("start_grid", (s.id,), (place.start,))
        if s.room is not None and place.room != s.room:
            yield Reason("room_fixed", (s.id, s.room))
        if s.windows and not _inside(span, s.windows):
            yield Reason("window", (s.id,))
        if s.days and place.start // DAY not in s.days:
            yield Reason("days", (s.id,))


def _in_rooms(t: _Timetable) -> Iterator[Reason]:
    users: dict[str, list[str]] = defaultdict(list)
    rooms = {r.id: r for r in t.problem.rooms}
    for s in t.sessions.values():
        room = rooms[t.places[s.id].room]
        users[room.id].append(s.id)
        if not _inside(t.span(s.id), room.open):
            yield Reason("room_closed", (s.id, room.id))
        if s.equipment - room.equipment:
            yield Reason("equipment", (s.id, room.id, *sorted(s.equipment - room.equipment)))
        if s.seats_required and s.audience > room.capacity:
            yield Reason("seats", (s.id, room.id), (s.audience - room.capacity,))
    for room_id, members in users.items():
        for a, b in pairwise(sorted(members, key=lambda i: (t.places[i].start, i))):
            if t.span(a).end + t.problem.change_over > t.places[b].start:
                yield Reason("room_twice", (room_id, a, b))


def _of_people(t: _Timetable) -> Iterator[Reason]:
    people = {p.id: p for p in t.problem.people}
    walk = {frozenset((w.a, w.b)): w.minutes for w in t.problem.walks}
    for person_id, members in sorted(_by_person(t).items()):
        person = people.get(person_id, Person(person_id))
        for i in members:
            away = person.available is not None and not _inside(t.span(i), person.available)
            if away or any(_meet(t.span(i), b) for b in person.busy):
                yield Reason("person_away", (person_id, i))
        for a, b in combinations(sorted(members, key=lambda i: (t.places[i].start, i)), 2):
            steps = walk.get(frozenset((t.places[a].room, t.places[b].room)), 0)
            if t.span(a).end + steps > t.places[b].start:
                yield Reason("person_twice", (person_id, a, b), (steps,))


def _by_person(t: _Timetable) -> dict[str, list[str]]:
    by_person: dict[str, list[str]] = defaultdict(list)
    for s in t.sessions.values():
        for person in s.people:
            by_person[person].append(s.id)
    return by_person


def _broken_pairs(t: _Timetable) -> Iterator[tuple[Reason, int | None]]:
    for o in t.problem.orders:
        if o.before in t.places and o.after in t.places and t.span(o.before).end + o.gap > t.places[o.after].start:
            yield Reason("order", (o.before, o.after), (o.gap,), o.weight or 0), o.weight
    for w in t.problem.same_days:
        if w.a in t.places and w.b in t.places and t.places[w.a].start // DAY != t.places[w.b].start // DAY:
            yield Reason("same_day", (w.a, w.b), (), w.weight or 0), w.weight
    for h in t.problem.same_rooms:
        if h.a in t.places and h.b in t.places and t.places[h.a].room != t.places[h.b].room:
            yield Reason("same_room", (h.a, h.b), (), h.weight or 0), h.weight
    for x in t.problem.aparts:
        if x.a in t.places and x.b in t.places and t.overlap(x.a, x.b):
            yield Reason("apart", (x.a, x.b), (), x.weight or 0), x.weight


def _of_pairs(t: _Timetable) -> Iterator[Reason]:
    return (reason for reason, weight in _broken_pairs(t) if weight is None)


def _of_plenaries(t: _Timetable) -> Iterator[Reason]:
    for a, b in combinations(t.sessions.values(), 2):
        if (a.alone or b.alone) and t.overlap(a.id, b.id):
            yield Reason("alone", (a.id, b.id) if a.alone else (b.id, a.id))


def _of_interpreters(t: _Timetable) -> Iterator[Reason]:
    for crew in t.problem.interpreters:
        users = [i for i, s in t.sessions.items() if crew.pair in s.languages]
        for i in users:
            now = [j for j in users if t.span(j).start <= t.span(i).start < t.span(j).end]
            if len(now) > crew.teams:
                yield Reason("interpreters", (crew.pair, *sorted(now)), (crew.teams,))


def _free_stretch(lunch: Lunch, taken: list[Span]) -> bool:
    run = 0
    for minute in range(lunch.window.start, lunch.window.end):
        run = 0 if any(s.start <= minute < s.end for s in taken) else run + 1
        if run >= lunch.minutes:
            return True
    return False


def _of_lunch(t: _Timetable) -> Iterator[Reason]:
    people = {p.id: p for p in t.problem.people}
    for number, lunch in enumerate(t.problem.lunches):
        if lunch.whole_house:
            if not _free_stretch(lunch, [t.span(s.id) for s in t.sessions.values() if not s.in_lunch]):
                yield Reason("lunch_house", (), (number,))
            continue
        for person, members in sorted(_by_person(t).items()):
            busy = list(people.get(person, Person(person)).busy)
            if _free_stretch(lunch, busy) and not _free_stretch(lunch, busy + [t.span(i) for i in members]):
                yield Reason("lunch", (person,), (number,))


def _hurts(t: _Timetable) -> Iterator[Reason]:
    w = t.problem.weights
    for i in t.problem.interests:
        if i.people and i.a in t.places and i.b in t.places and t.overlap(i.a, i.b):
            yield Reason("interest", (i.a, i.b), (i.people,), w.interest * i.people)
    for topic, members in _topics(tuple(t.sessions.values())).items():
        for a, b in combinations(members, 2):
            if t.overlap(a, b):
                yield Reason("topic_parallel", (topic, a, b), (), w.topic_parallel)
        rooms = sorted({t.places[i].room for i in members})
        if len(rooms) > 1:
            yield Reason("topic_rooms", (topic, *rooms), (len(rooms),), w.topic_rooms * (len(rooms) - 1))
    seats = {r.id: r.capacity for r in t.problem.rooms}
    for s in t.sessions.values():
        missing = s.audience - seats[t.places[s.id].room]
        if missing > 0 and not s.seats_required:
            yield Reason("shortfall", (s.id, t.places[s.id].room), (missing,), w.shortfall * missing)
        if s.preferred and not _inside(t.span(s.id), s.preferred):
            yield Reason("preferred", (s.id,), (), w.preferred)
    yield from (reason for reason, weight in _broken_pairs(t) if weight)
