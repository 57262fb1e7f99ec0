"""Checks that contradictions are minimal on generated problems that cannot be solved, 60 of each engine.

python -m benchmarks.contradictions --each 60

By trying all assignments with the checkers: what is named cannot be kept together, without any one part it can.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from benchmarks.contradictions_matchings import BILATERALS, COUPLES, INTERVIEWS
from benchmarks.contradictions_meetings import MEETINGS
from benchmarks.contradictions_timetables import TIMETABLES
from benchmarks.contradictions_trying import Family, TooHardError
from benchmarks.results import machine, table, write
from qurultai.planning.common import Budget

FAMILIES: Mapping[str, Family] = {
    "timetable": TIMETABLES,
    "meetings": MEETINGS,
    "interviews": INTERVIEWS,
    "couples": COUPLES,
    "bilaterals": BILATERALS,
}
COLUMNS = ("engine", "cases", "minimal", "not checked", "demands", "of", "kinds", "s a case", "slowest")


def measured(name: str, each: int) -> dict:
    """A row of figures for one engine."""
    family, row = FAMILIES[name], Counter[str]()
    sizes, everything, seconds, wrong = [], [], [], []
    kinds: Counter[str] = Counter()
    for seed in range(each):
        problem = family.unsatisfiable(seed)
        began = time.perf_counter()
        found = family.engine.explain(problem, Budget(seconds=60))
        seconds.append(time.perf_counter() - began)
        try:
            faults = family.faults(problem, found)
        except TooHardError:
            row["not checked"] += 1
            continue
        row["minimal"] += not faults
        wrong += [f"{name} {seed}: {fault}" for fault in faults]
        named = found.demands if found is not None else ()
        sizes.append(len(named))
        everything.append(len(family.engine.demands(problem)))
        kinds.update({d.code for d in named})
    return {
        "engine": name,
        "cases": each,
        "minimal": row["minimal"],
        "not checked": row["not checked"],
        "demands": round(sum(sizes) / max(1, len(sizes)), 1),
        "of": round(sum(everything) / max(1, len(sizes)), 1),
        "kinds": len(kinds),
        "s a case": round(sum(seconds) / each, 2),
        "slowest": round(max(seconds), 2),
        "named": dict(kinds.most_common()),
        "wrong": wrong,
    }


def main() -> int:
    """Measure, print, write; exit status 1 when a contradiction is not minimal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--engines", nargs="+", choices=list(FAMILIES), default=list(FAMILIES))
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/contradictions.json"))
    asked = parser.parse_args()
    rows = []
    for name in asked.engines:
        rows.append(measured(name, asked.each))
        print(table(COLUMNS, rows[-1:]), *rows[-1]["wrong"], sep="\n", flush=True)
    print("\n" + table(COLUMNS, rows))
    write(asked.out, {"machine": machine("ortools", "python-sat"), "engines": rows})
    return int(any(row["wrong"] for row in rows))


if __name__ == "__main__":
    sys.exit(main())
