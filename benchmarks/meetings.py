"""Measures meetings at scale with repairs: tables and benchmarks/results/meetings.json.

python -m benchmarks.meetings --seeds 1 2 3 4 5
python -m benchmarks.meetings --cases hall --seeds 1        # 700 people, 2,500 wishes, 1,152 places of 48 tables
python -m benchmarks.meetings --cases hall --programme FILE # people are away for the sessions of a real programme
"""

import argparse
import resource
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from benchmarks.meetings_programme import Programme, programme
from benchmarks.results import machine, table, write
from qurultai.planning.bench.cases.meetings import SIZES
from qurultai.planning.meetings import (
    Budget,
    Change,
    PersonAway,
    Plan,
    Problem,
    TablesClosed,
    Wish,
    WishAdded,
    check,
    plan,
    repair,
)

PLANS = ("case", "seed", "status", "placed", "value", "bound", "kept %", "gap %", "s", "CPU s", "GB", "violations")
REPAIRS = ("case", "seed", "change", "status", "told", "at least", "value", "s", "violations")
REPAIRED = ("hall", "roomy")


def measured(name: str, seed: int, given: Programme | None) -> tuple[dict, Problem, Plan]:
    """One row of figures, with the problem and the plan they are about."""
    size = SIZES[name]
    problem = size.problem(seed, given)
    began = _cpu()
    made = plan(problem, Budget(seconds=size.seconds), seed)
    row = {
        "case": name,
        "seed": seed,
        "status": made.status,
        "placed": len(made.assignment),
        "value": made.value,
        "bound": made.bound,
        "kept %": None if made.value is None else round(100 * (made.stake - made.value) / (made.stake - made.bound), 2),
        "gap %": None if made.gap is None else round(100 * made.gap, 1),
        "s": round(made.seconds, 1),
        "CPU s": round(_cpu() - began, 1),
        "GB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
        "violations": len(check(problem, made.assignment).violations),
        "score": dict(made.score),
    }
    return row, problem, made


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def changes(problem: Problem, made: Plan) -> Iterator[Change]:
    """A delegation that is half a day late, tables closed in the fullest slot, a minister's meeting in that slot."""
    held = [place.slot for place in made.assignment.values()]
    fullest = max(range(len(problem.slots)), key=held.count)
    busy = sorted(problem.agendas, key=lambda a: -sum(a.id in (w.a, w.b) for w in problem.wishes))
    yield PersonAway(busy[0].people[0].id, frozenset(range(len(problem.slots) // 4)))
    yield TablesClosed(problem.tables[0].id, frozenset({fullest}))
    wished = {frozenset((w.a, w.b)) for w in problem.wishes}
    there = [a for a in busy if fullest in (a.people[0].available or ())]
    one, two = next(pair for pair in combinations(there, 2) if frozenset(a.id for a in pair) not in wished)
    yield WishAdded(Wish("minister", one.id, two.id, slot=fullest))


def repaired(name: str, seed: int, problem: Problem, made: Plan) -> Iterator[dict]:
    """Rows of repairs; the told are all whose meetings differ, so that everybody else's day is as it was."""
    for change in changes(problem, made):
        new, after = repair(problem, made, change, Budget(seconds=10), seed)
        yield {
            "case": name,
            "seed": seed,
            "change": type(change).__name__,
            "status": after.status,
            "told": None if after.told is None else len(after.told),
            "at least": after.told_bound,
            "value": after.value,
            "s": round(after.seconds, 2),
            "violations": None if after.value is None else len(check(new, after.assignment).violations),
        }


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--cases", nargs="+", choices=sorted(SIZES), default=list(SIZES))
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/meetings.json"))
    parser.add_argument("--programme", type=Path, help="a schedule; its sessions are what people are away for")
    asked = parser.parse_args()
    rows, repairs = [], []
    for name in asked.cases:
        for seed in asked.seeds:
            given = None if asked.programme is None else programme(asked.programme, SIZES[name].slots)
            row, problem, made = measured(name, seed, given)
            rows.append(row)
            print(table(PLANS, [row]), flush=True)
            if name in REPAIRED and made.value is not None:
                repairs += repaired(name, seed, problem, made)
                print(table(REPAIRS, repairs[-3:]), flush=True)
    print("\n" + table(PLANS, rows) + "\n\n" + table(REPAIRS, repairs))
    write(asked.out, {"machine": machine("ortools", "python-sat", "numpy"), "plans": rows, "repairs": repairs})


if __name__ == "__main__":
    main()
