"""Measures plans and repairs of real conferences of CoSPLib: tables and benchmarks/results/tracks.json.

python -m benchmarks.tracks FOLDER --plans 60 --seeds 1 2 3 4 5 --only plans
python -m benchmarks.tracks FOLDER --seeds 1 2 3 --only repairs      # or COSPLIB=FOLDER in the environment

The folder holds the instances as JSON files (`qurultai bench cosplib` reads the same); without one nothing is measured.
Rows measured anew replace those of the same case and seed (and seconds, of a plan); the others stay, so that the table
of the worst is about all seeds that are in the file.
"""

import argparse
import os
from pathlib import Path

from benchmarks import tracks_plans, tracks_repairs
from benchmarks.results import machine, read, replaced, table, write

REPAIRED = ("GECCO20", "OR60F", "OR60F3")


def measure_plans(files: list[Path], asked: argparse.Namespace) -> None:
    """A plan of each file with each seed, written as soon as it is there, and the worst of each case."""
    for file in files:
        for seed in asked.seeds:
            row = tracks_plans.planned(file, seed, asked.plans)
            print(table(tracks_plans.COLUMNS, [row]), flush=True)
            rows = replaced(read(asked.out).get("plans", []), [row], ("case", "seconds", "seed"))
            keep(asked.out, "plans", {"plans": rows, "worst": tracks_plans.worst(rows)})
    print("\n" + table(tracks_plans.WORST, read(asked.out)["worst"]))


def measure_repairs(files: list[Path], asked: argparse.Namespace) -> None:
    """Repairs of a plan of each file with each seed, written as soon as they are there."""
    for file in files:
        for seed in asked.seeds:
            own = list(tracks_repairs.repaired(file, seed, asked.seconds))
            print(table(tracks_repairs.COLUMNS, own), flush=True)
            rows = replaced(read(asked.out).get("repairs", []), own, ("case", "seed", "change"))
            keep(asked.out, "repairs", {"repairs": rows})
    print("\n" + table(tracks_repairs.COLUMNS, read(asked.out)["repairs"]))


def keep(out: Path, what: str, figures: dict) -> None:
    """Write these figures, with where they were measured, beside what else is in the file."""
    before = read(out)
    where = before.get("machine", {}) | {what: machine("ortools")}
    write(out, before | {"machine": where} | figures)


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=os.environ.get("COSPLIB"))
    parser.add_argument("--only", choices=["plans", "repairs"], help="both, when it is not said")
    parser.add_argument("--cases", nargs="+", help=f"all for plans, {', '.join(REPAIRED)} for repairs")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--plans", type=float, default=60.0, metavar="SECONDS", help="wall seconds for a plan")
    parser.add_argument("--seconds", type=float, default=60.0, help="for the plan that is then repaired")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/tracks.json"))
    asked = parser.parse_args()
    if asked.folder is None:
        print("no folder with CoSPLib's instances is named: nothing is measured")
        return
    files = {file.stem: file for file in sorted(Path(asked.folder).glob("*.json"))}
    unknown = sorted({*(asked.cases or ())} - set(files))
    if unknown or not files:
        parser.error(f"not in {asked.folder}: {', '.join(unknown) or 'any instance'}")
    if asked.only != "repairs":
        measure_plans([files[name] for name in asked.cases or files], asked)
    if asked.only != "plans":
        measure_repairs([files[name] for name in asked.cases or REPAIRED if name in files], asked)


if __name__ == "__main__":
    main()
