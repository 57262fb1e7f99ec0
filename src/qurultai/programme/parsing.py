"""Files from outside are parsed by a process of its own with little memory, little time and no way to the database.

Run as `python -m qurultai.programme.parsing NAME`: the file on standard input, what is assumed as the second argument;
the programme or the problems as JSON on standard output.
"""

import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import msgspec

from qurultai.programme.formats.assumed import Assumed
from qurultai.programme.formats.document import Programme
from qurultai.programme.formats.limits import MOST_BYTES, check_size
from qurultai.programme.formats.problems import Problem, Unreadable

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 20
WALL_SECONDS = 60


class Answer(msgspec.Struct):
    """What the parsing process says: a programme, or why there is none."""

    programme: Programme | None = None
    problems: list[Problem] = []


class TooCostly(Exception):
    """The file took more memory or time to read than any honest programme does."""


def parse(name: str, body: bytes, assumed: Assumed | None = None) -> Programme:
    """The programme of a file. Raises Unreadable with every problem, or TooCostly when a limit ended the parsing."""
    check_size(body)
    command = [
        sys.executable,
        "-m",
        __name__,
        Path(name).name[:200],
        msgspec.json.encode(assumed or Assumed()).decode(),
    ]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=WALL_SECONDS, check=False)
    except subprocess.TimeoutExpired as late:
        raise TooCostly from late
    if done.returncode != 0:
        raise TooCostly(done.stderr[-2000:].decode(errors="replace"))
    answer = msgspec.json.decode(done.stdout, type=Answer)
    if answer.programme is None:
        raise Unreadable(answer.problems)
    return answer.programme


def limit_myself() -> None:
    """Give this process at most so much memory and time from now on, and let it write no file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(name: str, assumed: str) -> None:
    """Parse standard input and answer on standard output."""
    from qurultai.programme.formats.reading import read

    limit_myself()
    body = sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        answer = Answer(programme=read(name, body, Assumed(**msgspec.json.decode(assumed))))
    except Unreadable as unreadable:
        answer = Answer(problems=[Problem(**_plain(problem)) for problem in unreadable.problems])
    sys.stdout.buffer.write(msgspec.json.encode(answer))


def _plain(problem: Problem) -> dict:
    return asdict(problem) | {
        "params": {name: value if isinstance(value, int) else str(value) for name, value in problem.params.items()}
    }


if __name__ == "__main__":
    main(*sys.argv[1:3])
