"""Repairs of real conferences of CoSPLib: what a lost room, a lost session or somebody late does to a plan."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from qurultai.planning.bench.cosplib import problem_of
from qurultai.planning.tracks import (
    Budget,
    Change,
    Plan,
    Problem,
    RoomClosed,
    SubmissionAway,
    TrackAway,
    check,
    plan,
    repair,
)

COLUMNS = ("case", "seed", "before", "change", "status", "moves", "at least", "value", "bound", "s", "violations")


def changes(problem: Problem, made: Plan) -> Iterator[tuple[str, Change]]:
    """The fullest cell is lost, the track that fills most of a session cannot be in it, who shares most presenters is
    late: she comes after the session that she was to be in."""
    cells, tracks, begins = Counter[tuple[int, int]](), Counter[tuple[int, int]](), {}
    for s, row in enumerate(made.grid):
        for r, cell in enumerate(row):
            inside = set() if cell is None else {i for i in cell.slots if i is not None}
            begins |= dict.fromkeys(inside, s)
            if cell is not None:
                cells[s, r] += len(inside)
                tracks[cell.track, s] += len(inside)
    (session, room), _ = cells.most_common(1)[0]
    yield "room lost for a session", RoomClosed(room, frozenset({session}))
    (track, session), _ = tracks.most_common(1)[0]
    yield "track's session lost", TrackAway(track, frozenset({session}))
    shared = Counter(i for pair in problem.pairs("presenters") for i in pair)
    early = [i for i, s in begins.items() if s < len(problem.sessions) // 2]
    late = max(early, key=lambda i: (shared[i], -i))
    yield "speaker late", SubmissionAway(late, frozenset(range(begins[late] + 1)))


def repaired(file: Path, seed: int, seconds: float) -> Iterator[dict]:
    """A row for each change of a plan made in so many seconds, repaired in 10."""
    problem = problem_of(json.loads(file.read_text()))
    made = plan(problem, Budget(seconds=seconds), seed)
    for name, change in changes(problem, made):
        new, after = repair(problem, made, change, Budget(seconds=10), seed)
        yield {
            "case": file.stem,
            "seed": seed,
            "plan seconds": seconds,
            "before": made.value,
            "change": name,
            "status": after.status,
            "moves": after.moves,
            "at least": after.moves_bound,
            "value": after.value,
            "bound": after.bound,
            "s": round(after.seconds, 2),
            "violations": None if after.value is None else len(check(new, after.grid)[0]),
            "load": [round(x, 1) for x in os.getloadavg()],
        }
