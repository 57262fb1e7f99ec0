"""The command `qurultai bench`: it needs neither settings nor a database."""

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import b2b, cosplib

Known = dict[str, dict]


@dataclass(frozen=True)
class Family:
    """A family of public instances: how a file is solved, and what is published about it."""

    about: str
    solve: Callable[[Path, float, int], tuple[dict, str]]
    published: Callable[[Path, Known], str]


FAMILIES = {
    "b2b": Family("meetings of business forums, every one to be placed", b2b.solve, b2b.published),
    "cosplib": Family("conferences: tracks and submissions into sessions and rooms", cosplib.solve, cosplib.published),
}
_WIDTHS = (34, 11, 11, 8, 8, 9, 8)


def main(arguments: list[str]) -> int:
    """Solve each file, write its answer and picture into the folder, print a row for each."""
    asked = _asked(arguments)
    family = FAMILIES[asked.family]
    known = json.loads(asked.known.read_text()) if asked.known else {}
    asked.out.mkdir(parents=True, exist_ok=True)
    _print("file", "published", "status", "value", "bound", "seconds", "CPU s")
    for file in asked.files:
        began, cpu = time.monotonic(), _cpu()
        answer, picture = family.solve(file, asked.seconds, asked.seed)
        answer["seconds"] = round(time.monotonic() - began, 3)
        (asked.out / file.name).write_text(json.dumps(answer) + "\n")
        (asked.out / f"{file.stem}.svg").write_text(picture)
        figures = [answer["status"], answer["value"], answer["bound"], answer["seconds"], round(_cpu() - cpu, 2)]
        _print(file.stem, family.published(file, known), *("–" if f is None else str(f) for f in figures))
    return 0


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="qurultai bench", description="Solve public instances of planning problems.")
    families = parser.add_subparsers(dest="family", required=True)
    for name, family in FAMILIES.items():
        one = families.add_parser(name, help=family.about, description=family.about)
        one.add_argument("files", nargs="+", type=Path, metavar="FILE")
        one.add_argument("--seconds", type=float, default=60.0, help="wall seconds for each file")
        one.add_argument("--out", type=Path, required=True, metavar="DIR", help="where answers and pictures go")
        one.add_argument("--seed", type=int, default=0)
        one.add_argument("--known", type=Path, metavar="FILE", help="published values, by the files' names")
    return parser.parse_args(arguments)


def _cpu() -> float:
    """CPU seconds of this process and of the ended ones it started."""
    import resource

    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def _print(*cells: str) -> None:
    print("  ".join(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True)), flush=True)
