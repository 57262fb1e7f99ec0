"""First rooms for a draft in numbers: session after session the cheapest assignment, until no session gets better."""

from collections import Counter

import numpy as np
from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

from .drafts import Draft
from .frame import Frame

_ROUNDS = 10


def first_rooms(frame: Frame, draft: Draft) -> Draft:
    """The draft with rooms: each session's tracks take the rooms that are cheapest beside what all others have.

    An assignment of tracks to rooms for each session (Kuhn 1955), the prices being those of its cells and of rooms that
    the track has in no other session; again with the others as they are now, as long as something changes.
    """
    problem, beyond = frame.problem, frame.problem.weight("rooms_per_track")
    own = _own(frame)
    rooms: dict[tuple[int, int], frozenset[int]] = {}
    used: list[Counter[int]] = [Counter() for _ in range(problem.tracks)]
    for _ in range(_ROUNDS):
        before = dict(rooms)
        for s in range(len(problem.sessions)):
            rows = [t for t in range(problem.tracks) for _ in range(draft.number.get((t, s), 0))]
            for t in set(rows):
                used[t].subtract(rooms.get((t, s), ()))
            rooms_here = problem.open_rooms(s) if rows else ()
            prices = np.zeros((len(rooms_here), len(rooms_here)), dtype=np.int64)
            for row, t in enumerate(rows):
                prices[row] = (own[t] + own[problem.tracks + s])[list(rooms_here)]
                prices[row] += [beyond * (used[t][r] <= 0) for r in rooms_here]
            chosen = [rooms_here[column] for column in _assigned(prices)]
            for t in set(rows):
                here = frozenset(r for row, r in zip(rows, chosen, strict=False) if row == t)
                rooms[t, s] = here
                used[t].update(here)
        if rooms == before:
            break
    return Draft(draft.number, rooms, draft.counts)


def _own(frame: Frame) -> np.ndarray:
    """[track, and after them session][room] → what such a cell costs."""
    problem = frame.problem
    prices = np.zeros((problem.tracks + len(problem.sessions), problem.rooms), dtype=np.int64)
    for (t, r), price in problem.table("track_room").items():
        prices[t, r] = problem.weight("track_room") * price
    for (s, r), price in problem.table("session_room").items():
        prices[problem.tracks + s, r] = problem.weight("session_room") * price
    return prices


def _assigned(prices: np.ndarray) -> list[int]:
    """The cheapest column for each row of a square table."""
    solver, size = SimpleLinearSumAssignment(), len(prices)
    rows, columns = np.divmod(np.arange(size * size), size)
    solver.add_arcs_with_cost(rows, columns, prices.ravel())
    solver.solve()
    return [solver.right_mate(row) for row in range(size)]
