"""Programmes by submission instead of by cell: where each one is, and back."""

from collections.abc import Mapping

from .types import Cell, Grid, Problem

Place = tuple[int, int, int]
"""A session, a room, and the slot that a submission begins in."""


def places(grid: Grid) -> dict[int, Place]:
    """Where each submission begins."""
    found: dict[int, Place] = {}
    for s, row in enumerate(grid):
        for r, cell in enumerate(row):
            for k, i in enumerate(() if cell is None else cell.slots):
                if i is not None:
                    found.setdefault(i, (s, r, k))
    return found


def possible(problem: Problem, submission: int, place: Place) -> bool:
    """Whether the submission could be there if it were alone: the room open, nobody away, slots enough."""
    s, r, k = place
    length = problem.submissions[submission].slots
    return (s, r) not in problem.closed and (submission, s) not in problem.away and k + length <= problem.sessions[s]


def grid_of(problem: Problem, at: Mapping[int, Place], cells: Mapping[tuple[int, int], int]) -> Grid:
    """The programme with submissions at these places; `cells` are tracks of (session, room), also of empty ones."""
    held = dict(cells) | {(s, r): problem.submissions[i].track for i, (s, r, _) in at.items()}
    slots: dict[tuple[int, int], list[int | None]] = {(s, r): [None] * problem.sessions[s] for s, r in held}
    for i, (s, r, k) in at.items():
        length = problem.submissions[i].slots
        slots[s, r][k : k + length] = [i] * length
    return tuple(
        tuple(Cell(held[s, r], tuple(slots[s, r])) if (s, r) in held else None for r in range(problem.rooms))
        for s in range(len(problem.sessions))
    )


def tracks_of(problem: Problem, grid: Grid) -> dict[tuple[int, int], int]:
    """The tracks of the cells that are still open, by session and room."""
    return {
        (s, r): cell.track
        for s, row in enumerate(grid)
        for r, cell in enumerate(row)
        if cell is not None and (s, r) not in problem.closed
    }


def moved(before: Mapping[int, Place], after: Mapping[int, Place]) -> tuple[int, ...]:
    """The submissions of both that are in another session, another room or begin in another slot."""
    return tuple(sorted(i for i, place in after.items() if i in before and before[i] != place))
