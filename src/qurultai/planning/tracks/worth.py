"""What a programme with loose submissions costs, part by part, exactly as `check` counts: expressions of CP-SAT."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from .loose import Expr, Loose
from .places import Place


def worth(model: Loose) -> Expr:
    """The value as an expression, with the variables and constraints that it needs."""
    return sum(price for part in (_cells, _tracks, _beside, _submissions, _pairs, _order) for price in part(model))


def _cells(model: Loose) -> Iterator[Expr]:
    problem = model.problem
    by_session, by_track, by_cell = (problem.table(name) for name in ("track_session", "track_room", "session_room"))
    for (t, s, r), z in model.z.items():
        price = problem.weight("track_session") * by_session.get((t, s), 0)
        price += problem.weight("track_room") * by_track.get((t, r), 0)
        price += problem.weight("session_room") * by_cell.get((s, r), 0)
        if price:
            yield price * z


def _tracks(model: Loose) -> Iterator[Expr]:
    """Rooms beyond the first, cells of a session beyond the first, gaps."""
    cp, problem = model.cp, model.problem
    needed = {one.track for one in problem.submissions}
    in_session, in_room = defaultdict(list), defaultdict(list)
    for (t, s, r), z in model.z.items():
        in_session[t, s].append(z)
        in_room[t, r].append(z)
    for t in sorted({t for t, _ in in_session}):
        held: list[Expr] = [_any(model, in_session[t, s]) for s in range(len(problem.sessions))]
        yield problem.weight("parallel_tracks") * sum(
            sum(in_session[t, s]) - held[s] for s in range(len(problem.sessions))
        )
        if problem.weight("rooms_per_track"):
            rooms: list[Expr] = [_any(model, in_room[t, r]) for r in range(problem.rooms)]
            yield problem.weight("rooms_per_track") * (sum(rooms) - (1 if t in needed else _any(model, rooms)))
        if problem.weight("consecutive_tracks"):
            begins = [held[0]]
            for before, now in pairwise(held):
                begins.append(_both(model, now, 1 - before))
            gap = cp.new_bool_var("")
            cp.add(sum(begins) <= 1 + len(held) * gap)
            yield problem.weight("consecutive_tracks") * gap


def _beside(model: Loose) -> Iterator[Expr]:
    """Similar tracks, and tracks of the same chairs: every pair of their cells in one session."""
    problem, similar, chairs = model.problem, model.problem.table("similar_tracks"), model.problem.pairs("chairs")
    cells = defaultdict(list)
    for (t, s, _), z in model.z.items():
        cells[t, s].append(z)
    for t in range(problem.tracks):
        for u in range(t + 1, problem.tracks):
            price = problem.weight("similar_tracks") * similar.get((t, u), similar.get((u, t), 0))
            price += problem.weight("chairs_same_session") * ((t, u) in chairs)
            for s in range(len(problem.sessions) if price else 0):
                yield price * _product(model, cells[t, s], cells[u, s])


def _submissions(model: Loose) -> Iterator[Expr]:
    problem = model.problem
    times, zones, rooms = (problem.table(f"submission_{name}") for name in ("session", "timezone", "room"))
    for i, at in model.at.items():
        for (s, r, _), here in at.items():
            price = problem.weight("submission_session") * times.get((i, s), 0)
            price += problem.weight("submission_timezone") * zones.get((i, s), 0)
            price += problem.weight("submission_room") * rooms.get((i, r), 0)
            if price:
                yield price * problem.submissions[i].slots * here


def _pairs(model: Loose) -> Iterator[Expr]:
    """Presenters and attendees in two rooms of one session, or in one slot."""
    for who in ("presenters", "attendees"):
        by_session, by_slot = (model.problem.weight(f"{who}_same_{unit}") for unit in ("session", "slot"))
        for i, j in model.problem.pairs(who) if by_session or by_slot else ():
            one, other = (j, i) if j in model.loose else (i, j)
            for s in range(len(model.problem.sessions)):
                if by_session:
                    rooms, beside = _in_rooms(model, one, s), _in_rooms(model, other, s)
                    for r, here in rooms.items():
                        yield by_session * _both(model, here, sum(there for q, there in beside.items() if q != r))
                if by_slot:
                    slots, at_once = _in_slots(model, one, s), _in_slots(model, other, s)
                    for k, here in slots.items():
                        yield by_slot * _both(model, here, at_once.get(k, 0))


def _in_rooms(model: Loose, submission: int, session: int) -> dict[int, Expr]:
    found: dict[int, Expr] = defaultdict(int)
    for (s, r, _), here in model.at[submission].items():
        if s == session:
            found[r] += here
    return found


def _in_slots(model: Loose, submission: int, session: int) -> dict[int, Expr]:
    found: dict[int, Expr] = defaultdict(int)
    for (s, _, k), here in model.at[submission].items():
        if s == session:
            for slot in range(k, k + model.problem.submissions[submission].slots):
                found[slot] += here
    return found


def _order(model: Loose) -> Iterator[Expr]:
    """Submissions that are not at their wanted position, and pairs of ordered ones of a track in the same slot."""
    problem, price = model.problem, model.problem.weight("submission_order")
    of_track = defaultdict(list)
    for i, one in enumerate(problem.submissions):
        of_track[one.track].append(i)
    for members in of_track.values() if price else ():
        ordered = [i for i in members if problem.submissions[i].order]
        if not ordered:
            continue
        before = _before(model, members)
        for i in ordered:
            yield price * _misplaced(model, i, before)
        for s in range(len(problem.sessions)):
            at_once: dict[int, Expr] = defaultdict(int)
            for i in ordered:
                for k, here in _in_slots(model, i, s).items():
                    at_once[k] += here
            for here in at_once.values():
                yield price * _pairs_of(model, here, len(ordered))


def _before(model: Loose, members: list[int]) -> dict[Place, Expr]:
    """For each place that one of them can be at, how many of them are before it, by session, then room, then slot."""
    begin: dict[Place, Expr] = defaultdict(int)
    for i in members:
        for place, here in model.at[i].items():
            begin[place] += here
    count: Expr = 0
    found: dict[Place, Expr] = {}
    cell = None
    for place in sorted(begin):
        if place[:2] != cell and not isinstance(count, int):
            whole = model.cp.new_int_var(0, len(members), "")
            model.cp.add(whole == count)
            count = whole
        cell = place[:2]
        found[place] = count
        count = count + begin[place]
    return found


def _misplaced(model: Loose, submission: int, before: dict[Place, Expr]) -> Expr:
    wanted, at = model.problem.submissions[submission].order, model.at[submission]
    kept = model.cp.new_bool_var("")
    for place, here in at.items():
        conditions = [kept] if isinstance(here, int) else [kept, here]
        model.cp.add(before[place] == wanted - 1).only_enforce_if(conditions)
    return 1 - kept


def _pairs_of(model: Loose, number: Expr, most: int) -> Expr:
    """number * (number - 1) / 2, or more: the lines through its neighbouring points."""
    if isinstance(number, int):
        return number * (number - 1) // 2
    pairs = model.cp.new_int_var(0, most * most, "")
    for n in range(1, most):
        model.cp.add(pairs >= n * number - n * (n + 1) // 2)
    return pairs


def _any(model: Loose, some: list[Expr]) -> Expr:
    """Whether one of them is 1."""
    if 1 in [one for one in some if isinstance(one, int)]:
        return 1
    if not some:
        return 0
    found = model.cp.new_bool_var("")
    model.cp.add_max_equality(found, some)
    return found


def _both(model: Loose, one: Expr, other: Expr) -> Expr:
    """The product of two expressions that are 0 or 1, or more."""
    if isinstance(one, int) or isinstance(other, int):
        return one * other
    both = model.cp.new_bool_var("")
    model.cp.add(both >= one + other - 1)
    return both


def _product(model: Loose, some: list[Expr], others: list[Expr]) -> Expr:
    """How many pairs of one of the first and one of the others are 1."""
    one, other = sum(some), sum(others)
    if isinstance(one, int) or isinstance(other, int):
        return one * other
    numbers = []
    for number, most in ((one, len(some)), (other, len(others))):
        whole = model.cp.new_int_var(0, most, "")
        model.cp.add(whole == number)
        numbers.append(whole)
    product = model.cp.new_int_var(0, len(some) * len(others), "")
    model.cp.add_multiplication_equality(product, numbers)
    return product
