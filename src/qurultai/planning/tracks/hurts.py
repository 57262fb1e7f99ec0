"""What a programme's value is made of: each thing that costs, in the caller's terms, dearest first."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from ..common import Reason
from .types import Cell, Grid, Problem

Cells = list[tuple[int, int, Cell]]
Found = Iterator[tuple[str, tuple[int, ...], int]]
"""The part of the value, what it is about, how many units."""


def hurts(problem: Problem, grid: Grid) -> tuple[Reason, ...]:
    """Reasons whose codes are parts of the value and whose costs add up to it; ``figures`` are units of the part.

    Subjects are numbers of submissions, tracks, sessions and rooms, in the order in which the part's name has them; a
    pair comes with the session that has both.
    """
    cells = [(s, r, cell) for s, row in enumerate(grid) for r, cell in enumerate(row) if cell is not None]
    units: dict[tuple[str, tuple[int, ...]], int] = defaultdict(int)
    for found in (_of_tables, _of_tracks, _of_pairs, _of_order):
        for part, about, number in found(problem, cells):
            units[part, about] += number
    reasons = [
        Reason(part, tuple(map(str, about)), (number,), problem.weight(part) * number)
        for (part, about), number in units.items()
        if problem.weight(part) * number
    ]
    return tuple(sorted(reasons, key=lambda r: (-r.cost, r.code, r.subjects)))


def _of_tables(problem: Problem, cells: Cells) -> Found:
    tables = {name: problem.table(name) for name in problem.penalties}

    def priced(part: str, row: int, column: int) -> Found:
        if number := tables.get(part, {}).get((row, column), 0):
            yield part, (row, column), number

    for s, r, cell in cells:
        yield from priced("track_session", cell.track, s)
        yield from priced("track_room", cell.track, r)
        yield from priced("session_room", s, r)
        for i in cell.slots:
            if i is not None:
                yield from priced("submission_session", i, s)
                yield from priced("submission_timezone", i, s)
                yield from priced("submission_room", i, r)


def _of_tracks(problem: Problem, cells: Cells) -> Found:
    rooms, times, beside = defaultdict(set), defaultdict(set), defaultdict(list)
    for s, r, cell in cells:
        rooms[cell.track].add(r)
        times[cell.track].add(s)
        beside[s].append(cell.track)
    for t, used in rooms.items():
        yield "rooms_per_track", (t,), len(used) - 1
        yield "consecutive_tracks", (t,), int(max(times[t]) - min(times[t]) + 1 != len(times[t]))
    similar, chairs = problem.table("similar_tracks"), problem.pairs("chairs")
    for s, tracks in beside.items():
        for t in set(tracks):
            yield "parallel_tracks", (t, s), tracks.count(t) - 1
        for t, u in combinations(sorted(tracks), 2):
            if t != u:
                yield "similar_tracks", (t, u, s), similar.get((t, u), similar.get((u, t), 0))
                yield "chairs_same_session", (t, u, s), int((t, u) in chairs)


def _of_pairs(problem: Problem, cells: Cells) -> Found:
    rooms, at_once = defaultdict(set), defaultdict(set)
    for s, r, cell in cells:
        for k, i in enumerate(cell.slots):
            if i is not None:
                rooms[i].add((s, r))
                at_once[i].add((s, k))
    for who in ("presenters", "attendees"):
        for i, j in problem.pairs(who):
            both = {(s, t) for s, r in rooms[i] for t, q in rooms[j] if s == t and r != q}
            for s, _ in both:
                yield f"{who}_same_session", (i, j, s), 1
            for s, _ in at_once[i] & at_once[j]:
                yield f"{who}_same_slot", (i, j, s), 1


def _of_order(problem: Problem, cells: Cells) -> Found:
    read: dict[int, list[int]] = defaultdict(list)
    at_once: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for s, _, cell in cells:
        for k, i in enumerate(cell.slots):
            if i is not None and i not in read[cell.track][-1:]:
                read[cell.track].append(i)
            if i is not None and problem.submissions[i].order:
                at_once[cell.track, s, k].add(i)
    for track in read.values():
        for n, i in enumerate(track, 1):
            if problem.submissions[i].order not in (0, n):
                yield "submission_order", (i,), 1
    for (_track, s, _slot), group in at_once.items():
        for i, j in combinations(sorted(group), 2):
            yield "submission_order", (i, j, s), 1
