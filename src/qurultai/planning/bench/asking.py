"""What a command line of `qurultai bench` asks for: the cases, one after the other."""

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from . import b2b, cosplib, scale
from .case import Case, Known

BAD_FILE = (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError)
"""What reading a file that is not there, not JSON or of another form raises."""


@dataclass(frozen=True)
class Family:
    """A family of public instances: how a file is read, and what a row of the known values says."""

    about: str
    read: Callable[[Path], Case]
    known: Callable[[dict], Known]


@dataclass(frozen=True)
class Job:
    """A case by its name, the name of its answer, and what others say of it."""

    name: str
    answer: str
    make: Callable[[], Case]
    known: Known


FAMILIES = {
    "b2b": Family("meetings of business forums, every one to be placed", b2b.read, b2b.known),
    "cosplib": Family("conferences: tracks and submissions into sessions and rooms", cosplib.read, cosplib.known),
}
_SCALE = "generated timetables, meetings, interviews, groups and bilaterals of many sizes"


def asked(arguments: list[str]) -> tuple[argparse.Namespace, list[Job]]:
    """The options and the jobs; a command that would do harm or cannot be read ends the program with status 2."""
    parser = argparse.ArgumentParser(prog="qurultai bench", description="Solve instances of planning problems.")
    families = parser.add_subparsers(dest="family", required=True)
    for name, family in FAMILIES.items():
        one = _options(families.add_parser(name, help=family.about, description=family.about))
        one.add_argument("files", nargs="+", type=Path, metavar="FILE")
        one.add_argument("--known", type=Path, metavar="FILE", help="what others say of each case, by its name")
    generated = _options(families.add_parser("scale", help=_SCALE, description=_SCALE))
    generated.add_argument("--cases", nargs="+", choices=list(scale.CASES), default=list(scale.CASES), metavar="NAME",
                           help=f"some of {', '.join(scale.CASES)}")  # fmt: skip
    given = parser.parse_args(arguments)
    if given.family == "scale":
        made = {name: partial(scale.CASES[name], given.seed) for name in given.cases}
        return given, [Job(name, f"{name}.json", make, Known()) for name, make in made.items()]
    return given, _of_files(parser, given)


def _options(one: argparse.ArgumentParser) -> argparse.ArgumentParser:
    one.add_argument("--seconds", type=float, metavar="N", help="wall seconds for each case (60, or as its size needs)")
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help="where answers, pictures and table go")
    one.add_argument("--seed", type=int, default=0)
    return one


def _of_files(parser: argparse.ArgumentParser, given: argparse.Namespace) -> list[Job]:
    family = FAMILIES[given.family]
    if len({file.stem for file in given.files}) < len(given.files):
        parser.error("two files have the same name, and so would their answers: give them one after the other")
    if any((given.out / file.name).resolve() == file.resolve() for file in given.files):
        parser.error("the answers would overwrite the files: name another folder with --out")
    try:
        rows = json.loads(given.known.read_text(encoding="utf-8")) if given.known else {}
        known = {file: family.known(rows.get(file.stem, {})) for file in given.files}
    except BAD_FILE as fault:
        parser.error(f"--known {given.known}: {words(fault)}; give a JSON file with an object for each case")
    return [Job(file.stem, file.name, partial(family.read, file), known[file]) for file in given.files]


def words(fault: Exception) -> str:
    """What was wrong, in words."""
    if isinstance(fault, OSError):
        return fault.strerror or str(fault)
    return f"{fault} is missing" if isinstance(fault, KeyError) else str(fault) or type(fault).__name__
