"""Measures all public B2B instances of a folder: tables and benchmarks/results/b2b.json.

python -m benchmarks.b2b FOLDER --seeds 1 2 3 4 5 --known FILE       # or B2B=FOLDER in the environment

The folder holds the instances as JSON files (`qurultai bench b2b` reads the same); without one nothing is measured.
With `--known` (the proven `optimum` of each case, null for infeasible) the answers that differ from it are counted.
Rows measured anew replace those of the same case and seed.
"""

import argparse
import json
import os
import time
from pathlib import Path
from statistics import median

from benchmarks.results import machine, read, replaced, table, write
from qurultai.planning.bench.b2b import read as case_of
from qurultai.planning.bench.command import cpu_seconds
from qurultai.planning.common import Budget

COLUMNS = ("case", "seed", "status", "value", "bound", "s", "CPU s", "violations", "differs")
SEEDS = ("seed", "cases", "decided", "median s", "slowest s", "slowest", "sum s", "CPU s", "violations", "differ")


def measured(file: Path, seed: int, seconds: float, known: dict) -> dict:
    """A row: wall seconds of the plan, which is counted independently; ``differs`` None when nothing is known."""
    case = case_of(file)
    began, cpu = time.monotonic(), cpu_seconds()
    made = case.plan(Budget(seconds=seconds), seed, None)
    spent, used = time.monotonic() - began, cpu_seconds() - cpu
    broken, value = case.recount(made) if made.value is not None else (0, None)
    decided = made.status in ("optimal", "infeasible")
    return {
        "case": file.stem,
        "seed": seed,
        "seconds": seconds,
        "status": made.status,
        "value": made.value,
        "bound": None if made.status == "infeasible" else made.bound,
        "s": round(spent, 3),
        "CPU s": round(used, 2),
        "violations": broken + (value != made.value),
        "differs": made.value != known[file.stem]["optimum"] if decided and file.stem in known else None,
        "load": [round(x, 1) for x in os.getloadavg()],
    }


def of_seed(seed: int, rows: list[dict]) -> dict:
    """What a seed's rows come to; seconds of undecided cases count as they are."""
    own = [row for row in rows if row["seed"] == seed]
    slowest = max(own, key=lambda row: row["s"])
    return {
        "seed": seed,
        "cases": len(own),
        "decided": sum(row["status"] in ("optimal", "infeasible") for row in own),
        "median s": round(median(row["s"] for row in own), 3),
        "slowest s": slowest["s"],
        "slowest": slowest["case"],
        "sum s": round(sum(row["s"] for row in own), 1),
        "CPU s": round(sum(row["CPU s"] for row in own), 1),
        "violations": sum(row["violations"] for row in own),
        "differ": sum(row["differs"] is True for row in own),
    }


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=os.environ.get("B2B"))
    parser.add_argument("--cases", nargs="+", help="all, when it is not said")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--seconds", type=float, default=60.0, help="wall seconds for each case")
    parser.add_argument("--known", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/b2b.json"))
    asked = parser.parse_args()
    if asked.folder is None:
        print("no folder with B2B instances is named: nothing is measured")
        return
    files = {file.stem: file for file in sorted(Path(asked.folder).glob("*.json"))}
    unknown = sorted({*(asked.cases or ())} - set(files))
    if unknown or not files:
        parser.error(f"not in {asked.folder}: {', '.join(unknown) or 'any instance'}")
    known = json.loads(asked.known.read_text()) if asked.known else {}
    for seed in asked.seeds:
        for name in asked.cases or files:  # written at once: a long run that is ended loses nothing
            row = measured(files[name], seed, asked.seconds, known)
            print(table(COLUMNS, [row]).splitlines()[1], flush=True)
            rows = replaced(read(asked.out).get("plans", []), [row], ("case", "seed"))
            seeds = [of_seed(s, rows) for s in sorted({one["seed"] for one in rows})]
            write(asked.out, {"machine": machine("ortools", "python-sat"), "seeds": seeds, "plans": rows})
        print(table(SEEDS, [of_seed(seed, rows)]), flush=True)
    print("\n" + table(SEEDS, seeds))


if __name__ == "__main__":
    main()
