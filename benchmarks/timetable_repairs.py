"""Measures repairs of timetables of 320 talks: how long, how many move and at least must, and whether others suffer.

python -m benchmarks.timetable_repairs --seeds 1 2 3

A room is lost for a day, somebody comes late, a session takes longer, a session is added. Fails when a repair takes
more than 10 s, breaks a demand, moves other than it says, or makes anything worse for those whose sessions stay.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from benchmarks.results import machine, table, write
from benchmarks.timetable import CASES
from qurultai.planning.timetable import (
    DAY,
    Budget,
    Change,
    PersonAway,
    Plan,
    Problem,
    RoomClosed,
    Session,
    SessionAdded,
    SessionLonger,
    Span,
    check,
    plan,
    repair,
)

MOST_SECONDS = 10
COLUMNS = ("case", "seed", "change", "status", "moves", "at least", "value before", "value", "s", "wrong")


def changes(problem: Problem, made: Plan) -> list[Change]:
    """The changes of one day: its second busiest room is lost, somebody is two hours late, a talk takes an hour more,
    somebody's further talk has to be placed."""
    placed = made.assignment
    day = min(p.start for p in placed.values()) // DAY
    rooms = Counter(p.room for p in placed.values() if p.start // DAY == day).most_common()
    movable = [s for s in problem.sessions if s.start is None and placed[s.id].start // DAY == day]
    first = min(movable, key=lambda s: (placed[s.id].start, s.id))
    at = placed[first.id].start
    late = Span(DAY * day, max(at, DAY * day + 540) + 120)
    longer = movable[len(movable) // 2]
    added = Session("added", 60, people=movable[-1].people, audience=40)
    return [
        RoomClosed(rooms[1][0], Span(DAY * day, DAY * day + DAY)),
        PersonAway(min(first.people), late),
        SessionLonger(longer.id, longer.minutes + 60),
        SessionAdded(added),
    ]


def wrong(new: Problem, before: Plan, after: Plan) -> list[str]:
    """What a repair may not do, counted from the places alone."""
    moved = {i for i, place in after.assignment.items() if before.assignment.get(i) != place}
    found = [f"breaks {v.code}" for v in check(new, after.assignment).violations]
    if len(moved & before.assignment.keys()) != after.moves:
        found.append("moves miscounted")
    hurt_before = {(r.code, r.subjects) for r in check(new, before.assignment).hurts}
    topic = {s.id: s.topic for s in new.sessions}
    concerned = moved | {topic[i] for i in moved if topic[i] is not None}
    for r in check(new, after.assignment).hurts:
        if (r.code, r.subjects) not in hurt_before and not concerned & set(r.subjects):
            found.append(f"{r.code} is worse for {' '.join(r.subjects)}")
    return found


def repaired(case: str, seed: int, problem: Problem, made: Plan) -> list[dict]:
    """A row of figures for each change."""
    rows = []
    for change in changes(problem, made):
        began = time.perf_counter()
        new, after = repair(problem, made, change, Budget(seconds=MOST_SECONDS), seed)
        seconds = time.perf_counter() - began
        faults = wrong(new, made, after) if after.value is not None else [after.status]
        faults += ["too slow"] if seconds > MOST_SECONDS else []
        rows.append(
            {
                "case": case,
                "seed": seed,
                "change": type(change).__name__,
                "status": after.status,
                "moves": after.moves,
                "at least": after.moves_bound,
                "value before": made.value,
                "value": after.value,
                "s": round(seconds, 1),
                "wrong": ", ".join(faults) or "-",
            }
        )
        print(table(COLUMNS, rows[-1:]), flush=True)
    return rows


def main() -> int:
    """Measure, print, write; exit status 1 when a repair does what it may not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20.0, help="for the plan before the change")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--cases", nargs="+", choices=sorted(CASES), default=["large-320"])
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/timetable_repairs.json"))
    asked = parser.parse_args()
    rows: list[dict] = []
    for case in asked.cases:
        for seed in asked.seeds:
            problem = CASES[case](seed)
            rows += repaired(case, seed, problem, plan(problem, Budget(seconds=asked.seconds), seed))
    print("\n" + table(COLUMNS, rows))
    write(asked.out, {"machine": machine("ortools"), "seconds": asked.seconds, "repairs": rows})
    return int(any(row["wrong"] != "-" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
