"""The command `qurultai bench`: it needs neither settings nor a database."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from . import b2b, cosplib, table
from .case import Case, Known, WrongPlanError, solved
from .progress import Progress


@dataclass(frozen=True)
class Family:
    """A family of public instances: how a file is read, and what a row of the known values says."""

    about: str
    read: Callable[[Path], Case]
    known: Callable[[dict], Known]


FAMILIES = {
    "b2b": Family("meetings of business forums, every one to be placed", b2b.read, b2b.known),
    "cosplib": Family("conferences: tracks and submissions into sessions and rooms", cosplib.read, cosplib.known),
}
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError)


def main(arguments: list[str]) -> int:
    """Solve each case, write its answer and picture into the folder, and the table of all.

    The exit status is 0 when each case has a plan or the proof that there is none, otherwise 1.
    """
    asked = _asked(arguments)
    family = FAMILIES[asked.family]
    asked.out.mkdir(parents=True, exist_ok=True)
    lines = [table.heading()]
    print(lines[0], flush=True)
    every = True
    for file in asked.files:
        answer = _answered(file, family, asked)
        every &= answer["status"] not in ("error", "unknown")
        lines.append(table.row({"case": file.stem, "ours": answer.get("value")} | asked.known[file.stem] | answer))
        print(lines[-1], flush=True)
        (asked.out / "table.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0 if every else 1


def _answered(file: Path, family: Family, asked: argparse.Namespace) -> dict:
    """The figures of one file, whose answer and picture are written; a bad file is told and ends nothing."""
    began, cpu = time.monotonic(), _cpu()
    try:
        case = family.read(file)
    except _UNREADABLE as fault:
        return _error(
            f"{file}: not read as {asked.family} ({_words(fault)}); give a file of this family, or leave it out"
        )
    seconds = asked.seconds or case.seconds
    progress = Progress(file.stem, seconds)
    try:
        answer, picture = solved(case, seconds, asked.seed, progress)
    except (ValueError, WrongPlanError) as fault:
        return _error(f"{file}: nothing is written, {_words(fault)}; please tell the makers of Qurultai")
    finally:
        progress.over()
    answer["seconds"] = round(time.monotonic() - began, 3)
    (asked.out / file.name).write_text(json.dumps(answer) + "\n", encoding="utf-8")
    (asked.out / f"{file.stem}.svg").write_text(picture, encoding="utf-8")
    return answer | {"CPU s": round(_cpu() - cpu, 2)}


def _error(words: str) -> dict:
    print(f"qurultai bench: {words}", file=sys.stderr, flush=True)
    return {"status": "error"}


def _words(fault: Exception) -> str:
    if isinstance(fault, OSError):
        return fault.strerror or str(fault)
    return f"{fault} is missing" if isinstance(fault, KeyError) else str(fault) or type(fault).__name__


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="qurultai bench", description="Solve public instances of planning problems.")
    families = parser.add_subparsers(dest="family", required=True)
    for name, family in FAMILIES.items():
        one = families.add_parser(name, help=family.about, description=family.about)
        one.add_argument("files", nargs="+", type=Path, metavar="FILE")
        one.add_argument("--seconds", type=float, metavar="N", help="wall seconds for each file (60)")
        one.add_argument("--out", type=Path, required=True, metavar="DIR", help="where answers and pictures go")
        one.add_argument("--seed", type=int, default=0)
        one.add_argument("--known", type=Path, metavar="FILE", help="what others say of each case, by its name")
    asked = parser.parse_args(arguments)
    if len({file.name for file in asked.files}) < len(asked.files):
        parser.error("two files have the same name, and so would their answers: give them one after the other")
    if any((asked.out / file.name).resolve() == file.resolve() for file in asked.files):
        parser.error("the answers would overwrite the files: name another folder with --out")
    try:
        rows = json.loads(asked.known.read_text(encoding="utf-8")) if asked.known else {}
        asked.known = {f.stem: asdict(FAMILIES[asked.family].known(rows.get(f.stem, {}))) for f in asked.files}
    except _UNREADABLE as fault:
        parser.error(f"--known {asked.known}: {_words(fault)}; give a JSON file with an object for each case")
    return asked


def _cpu() -> float:
    """CPU seconds of this process and of the ended ones it started."""
    import resource

    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )
