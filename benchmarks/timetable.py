"""Measures the timetable engine on the demonstration and seeded forums: prints a table, writes build/timetable.json.

python -m benchmarks.timetable --seconds 60 --seeds 1 2 3
python -m benchmarks.timetable --cases demonstration --within 2 --seeds 1 2 3 4 5
"""

import argparse
import json
import os
import platform
import resource
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.timetable_demonstration import demonstration
from qurultai.planning.bench.cases.timetables import FORUMS
from qurultai.planning.timetable import Budget, check, plan, stake

CASES = {"demonstration": demonstration, **FORUMS}
COLUMNS = ("case", "seed", "first s", "status", "value", "bound", "gap %", "kept gap %", "s", "CPU s", "violations")


def measured(case: str, seed: int, budget: Budget) -> dict:
    """One row of figures."""
    problem = CASES[case](seed)
    began = resource.getrusage(resource.RUSAGE_SELF)
    made = plan(problem, budget, seed)
    ended = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "case": case,
        "seed": seed,
        "first s": _rounded(made.first_seconds, 2),
        "status": made.status,
        "value": made.value,
        "bound": made.bound,
        "gap %": _rounded(made.gap and 100 * made.gap, 2),
        "kept gap %": _rounded(made.kept_gap and 100 * made.kept_gap, 2),
        "s": round(made.seconds, 1),
        "CPU s": round(ended.ru_utime - began.ru_utime + ended.ru_stime - began.ru_stime, 1),
        "violations": len(check(problem, made.assignment).violations),
        "stake": stake(problem),
        "score": dict(made.score),
    }


def _rounded(figure: float | None, digits: int) -> float | None:
    return None if figure is None else round(figure, digits)


def table(columns: tuple[str, ...], rows: list[dict]) -> str:
    """The rows as lines of text."""
    lines = [columns, *(tuple(str(row[c]) for c in columns) for row in rows)]
    widths = [max(len(line[k]) for line in lines) for k in range(len(columns))]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) for line in lines)


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--cases", nargs="+", choices=sorted(CASES), default=sorted(CASES))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--within", type=float, default=0.0, help="end when proven within so many %% of the best")
    parser.add_argument("--cpu", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("build/timetable.json"))
    asked = parser.parse_args()
    clock = time.process_time if asked.cpu else time.monotonic
    budget = Budget(seconds=asked.seconds, workers=asked.workers, within=asked.within / 100, clock=clock)
    rows = []
    for case in asked.cases:
        for seed in asked.seeds:
            rows.append(measured(case, seed, budget))
            print(table(COLUMNS, rows[-1:]), flush=True)
    print("\n" + table(COLUMNS, rows))
    machine = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load": list(os.getloadavg()),
        "python": platform.python_version(),
        "ortools": version("ortools"),
        "seconds": asked.seconds,
        "workers": asked.workers,
        "clock": "CPU" if asked.cpu else "wall",
    }
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps({"machine": machine, "plans": rows}, indent=1) + "\n")


if __name__ == "__main__":
    main()
