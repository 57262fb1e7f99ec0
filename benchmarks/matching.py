"""Measures interviews, couples and bilaterals with repairs: tables and benchmarks/results/matching.json.

python -m benchmarks.matching --seconds 60 --seeds 1 2 3
"""

import argparse
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.results import machine, table, write
from qurultai.planning.bench.cases.matching import CROWDS, FAIRS, PROTOCOLS
from qurultai.planning.common import Budget, Span
from qurultai.planning.matching import bilaterals, couples, interviews

PLANS = ("case", "seed", "status", "placed", "score", "value", "bound", "s", "violations")
REPAIRS = ("case", "seed", "change", "status", "told", "at least", "s", "violations")
CASES = {
    name: (engine, case)
    for engine, cases in ((interviews, FAIRS), (couples, CROWDS), (bilaterals, PROTOCOLS))
    for name, case in cases.items()
}


def short(value: int | None) -> str:
    """A value with many digits as its size."""
    return str(value) if value is None or value < 10**9 else f"{value:.3e}" if value < 10**300 else "> 1e300"


def changes(engine, problem, made) -> list:
    """One or two changes of the day that concern what was planned."""
    first = next(iter(made.assignment))
    if engine is interviews:
        student = next(s for s in problem.students if any(p[0] == s.id for p in made.assignment))
        other = next(r for r in student.wants if (student.id, r) not in made.assignment)
        return [
            interviews.RecruiterAway(first[1], Span(540, 640)),
            interviews.MustAdded(interviews.Must(student.id, other)),
        ]
    if engine is couples:
        place = made.assignment[first]
        seats = sum(p == place for p in made.assignment.values())
        return [couples.SeatsChanged(place, max(0, seats - 3)), couples.PersonGone(first)]
    unplaced = [r for r in problem.requests if r.id not in made.assignment]
    meeting = made.assignment[first]
    found = [bilaterals.RoomClosed(meeting.room, Span(540, 660)), bilaterals.PersonAway(meeting.heads[0], meeting.slot)]
    return found + ([bilaterals.RequestAdded(replace(unplaced[0], must=True))] if unplaced else [])


def measured(case: str, seed: int, seconds: float) -> tuple[dict, list[dict]]:
    """One plan and its repairs."""
    engine, case_of = CASES[case]
    problem = case_of(seed)
    began = time.perf_counter()
    made = engine.plan(problem, Budget(seconds=seconds), seed)
    spent = time.perf_counter() - began
    row = {
        "case": case,
        "seed": seed,
        "status": made.status,
        "placed": len(made.assignment),
        "score": dict(made.score),
        "value": short(made.value),
        "bound": short(made.bound),
        "s": round(spent, 1),
        "violations": len(engine.check(problem, made.assignment).violations),
    }
    repairs = []
    for change in changes(engine, problem, made):
        began = time.perf_counter()
        new, after = engine.repair(problem, made, change, Budget(seconds=10), seed)
        repairs.append(
            {
                "case": case,
                "seed": seed,
                "change": type(change).__name__,
                "status": after.status,
                "told": after.told,
                "at least": after.told_bound,
                "s": round(time.perf_counter() - began, 1),
                "violations": None if after.value is None else len(engine.check(new, after.assignment).violations),
            }
        )
    return row, repairs


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--cases", nargs="+", choices=sorted(CASES), default=list(CASES))
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/matching.json"))
    asked = parser.parse_args()
    rows, repairs = [], []
    for case in asked.cases:
        for seed in asked.seeds:
            row, own = measured(case, seed, asked.seconds)
            rows.append(row)
            repairs += own
            print(table(PLANS, [row]), flush=True)
    print("\n" + table(PLANS, rows) + "\n\n" + table(REPAIRS, repairs))
    where = machine("ortools", "numpy")
    write(asked.out, {"machine": where, "seconds": asked.seconds, "plans": rows, "repairs": repairs})


if __name__ == "__main__":
    main()
