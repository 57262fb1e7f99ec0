"""Files from outside are parsed by a process of its own with little memory, little time and no way to the database.

Run as `python -m qurultai.programme.parsing NAME`: the file on standard input, what is assumed as the second argument;
the programme or the problems as JSON on standard output.
"""

import sys
from dataclasses import asdict
from pathlib import Path

import msgspec

from qurultai.kit.limited import MEMORY_BYTES, run_apart, work_apart
from qurultai.programme.formats.assumed import Assumed
from qurultai.programme.formats.document import Programme
from qurultai.programme.formats.limits import MOST_BYTES, check_size
from qurultai.programme.formats.problems import Problem, Unreadable

CPU_SECONDS = 20
WALL_SECONDS = 60


class Answer(msgspec.Struct):
    """What the parsing process says: a programme, or why there is none."""

    programme: Programme | None = None
    problems: list[Problem] = []


def parse(name: str, body: bytes, assumed: Assumed | None = None) -> Programme:
    """The programme of a file. Raises Unreadable with every problem, or TooCostly when a limit ended the parsing."""
    check_size(body)
    said = msgspec.json.encode(assumed or Assumed()).decode()
    told = run_apart(__name__, body, Path(name).name[:200], said, wall_seconds=WALL_SECONDS)
    answer = msgspec.json.decode(told, type=Answer)
    if answer.programme is None:
        raise Unreadable(answer.problems)
    return answer.programme


def main(name: str, assumed: str) -> None:
    """Parse standard input and answer on standard output."""
    from qurultai.programme.formats.reading import read

    def answer_to(body: bytes) -> bytes:
        try:
            answer = Answer(programme=read(name, body, Assumed(**msgspec.json.decode(assumed))))
        except Unreadable as unreadable:
            answer = Answer(problems=[Problem(**_plain(problem)) for problem in unreadable.problems])
        return msgspec.json.encode(answer)

    work_apart(answer_to, most=MOST_BYTES, cpu_seconds=CPU_SECONDS, memory_bytes=MEMORY_BYTES)


def _plain(problem: Problem) -> dict:
    return asdict(problem) | {
        "params": {name: value if isinstance(value, int) else str(value) for name, value in problem.params.items()}
    }


if __name__ == "__main__":
    main(*sys.argv[1:3])
