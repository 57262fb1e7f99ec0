"""Measures repairs of real conferences of CoSPLib: a table and benchmarks/results/tracks.json.

python -m benchmarks.tracks FOLDER --seeds 1 2 3       # or COSPLIB=FOLDER in the environment

The folder holds the instances as JSON files (`qurultai bench cosplib` reads the same); without one nothing is measured.
"""

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.results import machine, table, write
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


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=os.environ.get("COSPLIB"))
    parser.add_argument("--cases", nargs="+", default=["GECCO20", "OR60F", "OR60F3"])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--seconds", type=float, default=60.0, help="for the plan that is then repaired")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/tracks.json"))
    asked = parser.parse_args()
    if asked.folder is None:
        print("no folder with CoSPLib's instances is named: nothing is measured")
        return
    rows: list[dict] = []
    for name in asked.cases:
        for seed in asked.seeds:
            rows += repaired(Path(asked.folder) / f"{name}.json", seed, asked.seconds)
            print(table(COLUMNS, rows[-3:]), flush=True)
    print("\n" + table(COLUMNS, rows))
    write(asked.out, {"machine": machine("ortools"), "plan seconds": asked.seconds, "repairs": rows})


if __name__ == "__main__":
    main()
