"""A problem with its ids turned into numbers and every single-session demand folded into lists of allowed starts.

All arrays are indexed by session number ``i`` (order of ``problem.sessions``) and room number ``r``.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations

from .types import DAY, Lunch, Order, Person, Problem, ProblemError, SameDay, SameRoom, Session, Span


@dataclass(frozen=True, slots=True)
class PersonLunch:
    """Starts ``first..last`` outside ``busy`` are possible for this person's lunch of ``minutes``."""

    person: str
    window: Span
    minutes: int
    free_starts: tuple[Span, ...]
    sessions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The numbers that the models work on; ``starts_in[i][r]`` are the allowed starts of ``i`` in ``r``, ascending."""

    problem: Problem
    minutes: tuple[int, ...]
    starts_in: tuple[dict[int, tuple[int, ...]], ...]
    starts: tuple[tuple[int, ...], ...]
    shortfall: tuple[tuple[int, ...], ...]
    number: dict[str, int]
    apart: frozenset[tuple[int, int]]
    shared: frozenset[tuple[int, int]]
    pair_cost: dict[tuple[int, int], int]
    by_person: dict[str, tuple[int, ...]]
    topics: dict[str, tuple[int, ...]]
    lunches: tuple[PersonLunch, ...]
    house_lunches: tuple[Lunch, ...]
    orders: tuple[tuple[int, int, Order], ...]
    same_days: tuple[tuple[int, int, SameDay], ...]
    same_rooms: tuple[tuple[int, int, SameRoom], ...]
    crews: tuple[tuple[int, tuple[int, ...]], ...]
    walk: tuple[tuple[int, ...], ...] = field(repr=False)

    @property
    def size(self) -> int:
        """How many sessions there are."""
        return len(self.minutes)

    def outside_preferred(self, i: int, start: int) -> bool:
        """Whether the session would break its wish for a time by this start."""
        s = self.problem.sessions[i]
        return bool(s.preferred) and not _fits(start, s.minutes, merged(s.preferred))


def frame(problem: Problem) -> Frame:
    """The problem in numbers. Raises ProblemError for unknown ids and impossible figures."""
    number = _numbers(problem)
    people = {p.id: p for p in problem.people}
    apart = _hard_pairs(problem, number)
    starts_in = _pruned(problem, [_starts_in(problem, s, people) for s in problem.sessions], apart)
    starts = tuple(tuple(sorted({t for options in by_room.values() for t in options})) for by_room in starts_in)
    by_person: dict[str, list[int]] = defaultdict(list)
    topics: dict[str, list[int]] = defaultdict(list)
    for i, s in enumerate(problem.sessions):
        for person in s.people:
            by_person[person].append(i)
        if s.topic is not None:
            topics[s.topic].append(i)
    shared = {pair for members in by_person.values() for pair in combinations(sorted(members), 2)}
    return Frame(
        problem=problem,
        minutes=tuple(s.minutes for s in problem.sessions),
        starts_in=starts_in,
        starts=starts,
        shortfall=tuple(tuple(_missing(problem, s, r.capacity) for r in problem.rooms) for s in problem.sessions),
        number=number,
        apart=frozenset(apart),
        shared=frozenset(shared),
        pair_cost=_pair_cost(problem, number, topics),
        by_person={p: tuple(sorted(members)) for p, members in sorted(by_person.items())},
        topics={t: tuple(members) for t, members in sorted(topics.items())},
        lunches=tuple(_person_lunches(problem, people, by_person)),
        house_lunches=tuple(lunch for lunch in problem.lunches if lunch.whole_house),
        orders=tuple((number[o.before], number[o.after], o) for o in problem.orders),
        same_days=tuple((number[w.a], number[w.b], w) for w in problem.same_days),
        same_rooms=tuple((number[w.a], number[w.b], w) for w in problem.same_rooms),
        crews=tuple(_crews(problem)),
        walk=_walking(problem),
    )


def merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same minutes as few, ascending, separate spans."""
    out: list[Span] = []
    for s in sorted(spans, key=lambda s: (s.start, s.end)):
        if s.start >= s.end:
            continue
        if out and s.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, s.end))
        else:
            out.append(s)
    return tuple(out)


def _fits(start: int, minutes: int, spans: tuple[Span, ...]) -> bool:
    return any(s.start <= start and start + minutes <= s.end for s in spans)


def _numbers(problem: Problem) -> dict[str, int]:
    number = {s.id: i for i, s in enumerate(problem.sessions)}
    rooms = {r.id for r in problem.rooms}
    if len(number) < len(problem.sessions) or len(rooms) < len(problem.rooms):
        raise ProblemError("two sessions or two rooms share an id")
    named = [(o.before, o.after) for o in problem.orders]
    named += [(w.a, w.b) for w in problem.same_days]
    named += [(w.a, w.b) for w in problem.same_rooms]
    named += [(w.a, w.b) for w in problem.aparts]
    named += [(w.a, w.b) for w in problem.interests]
    strangers = [i for pair in named for i in pair if i not in number]
    strangers += [s.room for s in problem.sessions if s.room is not None and s.room not in rooms]
    strangers += [i for w in problem.walks for i in (w.a, w.b) if i not in rooms]
    if strangers:
        raise ProblemError(f"unknown id: {strangers[0]}")
    if any(a == b for a, b in named):
        raise ProblemError("a session is paired with itself")
    if problem.grid < 1 or problem.change_over < 0 or any(s.minutes < 1 for s in problem.sessions):
        raise ProblemError("minutes and grid must be positive")
    w = problem.weights
    prices = [w.interest, w.topic_parallel, w.topic_rooms, w.shortfall, w.preferred]
    prices += [o.weight or 0 for o in problem.orders]
    prices += [d.weight or 0 for d in problem.same_days]
    prices += [h.weight or 0 for h in problem.same_rooms]
    prices += [x.weight or 0 for x in problem.aparts]
    if min(*prices, *(i.people for i in problem.interests), 0) < 0:
        raise ProblemError("a weight is negative")
    return number


def _starts_in(problem: Problem, s: Session, people: dict[str, Person]) -> dict[int, tuple[int, ...]]:
    windows = merged(s.windows) or None
    away = [people[p] for p in s.people if p in people]
    available = [merged(p.available) for p in away if p.available is not None]
    busy = merged(tuple(b for p in away for b in p.busy))
    allowed: dict[int, bool] = {}

    def free(t: int) -> bool:
        if t not in allowed:
            allowed[t] = (
                (windows is None or _fits(t, s.minutes, windows))
                and (not s.days or t // DAY in s.days)
                and all(_fits(t, s.minutes, spans) for spans in available)
                and not any(t < b.end and b.start < t + s.minutes for b in busy)
            )
        return allowed[t]

    out = {}
    for r, room in enumerate(problem.rooms):
        wrong_room = s.room is not None and s.room != room.id
        if wrong_room or s.equipment - room.equipment or (s.seats_required and s.audience > room.capacity):
            continue
        starts = tuple(t for t in _grid_starts(problem, s, merged(room.open)) if free(t))
        if starts:
            out[r] = starts
    return out


def _pruned(problem: Problem, starts_in: list[dict[int, tuple[int, ...]]], apart: set[tuple[int, int]]):
    """Without the starts that a forced break of the house, or a session fixed in time, rules out."""
    taken: list[list[Span]] = [[] for _ in starts_in]
    for lunch in problem.lunches:
        if lunch.whole_house and lunch.window.end - lunch.window.start == lunch.minutes:
            for i, s in enumerate(problem.sessions):
                taken[i] += [] if s.in_lunch else [lunch.window]
    for pair in apart:
        for i, j in (pair, pair[::-1]):
            s = problem.sessions[i]
            if s.start is not None:
                taken[j].append(Span(s.start, s.start + s.minutes))
    return tuple(
        {r: left for r, o in by_room.items() if (left := _outside(o, s.minutes, taken[i]))}
        for i, (s, by_room) in enumerate(zip(problem.sessions, starts_in, strict=True))
    )


def _outside(starts: tuple[int, ...], minutes: int, taken: list[Span]) -> tuple[int, ...]:
    return tuple(t for t in starts if not any(t < b.end and b.start < t + minutes for b in taken))


def _grid_starts(problem: Problem, s: Session, spans: tuple[Span, ...]) -> list[int]:
    if s.start is not None:
        return [s.start] if _fits(s.start, s.minutes, spans) else []
    if problem.starts:
        return [t for t in sorted(set(problem.starts)) if _fits(t, s.minutes, spans)]
    g = problem.grid
    return [t for span in spans for t in range(-(-span.start // g) * g, span.end - s.minutes + 1, g)]


def _missing(problem: Problem, s: Session, capacity: int) -> int:
    return 0 if s.seats_required else problem.weights.shortfall * max(0, s.audience - capacity)


def _hard_pairs(problem: Problem, number: dict[str, int]) -> set[tuple[int, int]]:
    pairs = {_pair(number[w.a], number[w.b]) for w in problem.aparts if w.weight is None}
    alone = [i for i, s in enumerate(problem.sessions) if s.alone]
    return pairs | {_pair(i, j) for i in alone for j in range(len(problem.sessions)) if i != j}


def _pair(i: int, j: int) -> tuple[int, int]:
    return (i, j) if i < j else (j, i)


def _pair_cost(problem: Problem, number: dict[str, int], topics: dict[str, list[int]]) -> dict[tuple[int, int], int]:
    cost: dict[tuple[int, int], int] = defaultdict(int)
    for w in problem.interests:
        cost[_pair(number[w.a], number[w.b])] += problem.weights.interest * w.people
    for members in topics.values():
        for pair in combinations(members, 2):
            cost[pair] += problem.weights.topic_parallel
    for x in problem.aparts:
        cost[_pair(number[x.a], number[x.b])] += x.weight or 0
    return {pair: c for pair, c in sorted(cost.items()) if c > 0}


def _person_lunches(problem: Problem, people: dict[str, Person], by_person: dict[str, list[int]]):
    for lunch in problem.lunches:
        if lunch.whole_house:
            continue
        last = lunch.window.end - lunch.minutes
        for person, members in sorted(by_person.items()):
            busy = merged(people[person].busy) if person in people else ()
            holes = merged(tuple(Span(b.start - lunch.minutes + 1, b.end) for b in busy))
            edges = [lunch.window.start, *(x for h in holes for x in (h.start, h.end)), last + 1]
            free = tuple(
                Span(max(a, lunch.window.start), min(b, last + 1))
                for a, b in zip(edges[::2], edges[1::2], strict=True)
                if max(a, lunch.window.start) < min(b, last + 1)
            )
            if free:
                yield PersonLunch(person, lunch.window, lunch.minutes, free, tuple(sorted(members)))


def _crews(problem: Problem):
    for crew in problem.interpreters:
        members = tuple(i for i, s in enumerate(problem.sessions) if crew.pair in s.languages)
        if len(members) > crew.teams:
            yield crew.teams, members


def _walking(problem: Problem) -> tuple[tuple[int, ...], ...]:
    number = {r.id: i for i, r in enumerate(problem.rooms)}
    steps = [[0] * len(number) for _ in number]
    for w in problem.walks:
        a, b = number[w.a], number[w.b]
        steps[a][b] = steps[b][a] = w.minutes
    return tuple(tuple(row) for row in steps)
