"""Files from outside are read by a process of its own with little memory, little time and nothing to write to (I10).

A module that reads such files runs itself: `run_apart` in the server, `work_apart` as its `main`.
"""

import resource
import subprocess
import sys
from collections.abc import Callable

MEMORY_BYTES = 512 * 1024 * 1024


class TooCostly(Exception):
    """The file took more memory or time than any honest one does; the argument is what the process said at its end."""


def run_apart(module: str, body: bytes, *arguments: str, wall_seconds: float) -> bytes:
    """What `python -m module` answers to these bytes on its standard output. Raises TooCostly."""
    command = [sys.executable, "-m", module, *arguments]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=wall_seconds, check=False)
    except subprocess.TimeoutExpired as late:
        raise TooCostly from late
    if done.returncode != 0 or not done.stdout:
        raise TooCostly(done.stderr[-2000:].decode(errors="replace"))
    return done.stdout


def work_apart(
    work: Callable[[bytes], bytes], *, most: int, cpu_seconds: int, memory_bytes: int = MEMORY_BYTES, answer: int = 0
) -> None:
    """Give this process its limits, then answer on standard output what `work` makes of standard input.

    At most `most` bytes and one more are read. An answer longer than `answer` bytes (0: as long as it is) is none: what
    a server takes from here counts against its own memory.
    """
    limit_myself(cpu_seconds, memory_bytes)
    made = work(sys.stdin.buffer.read(most + 1))
    if answer and len(made) > answer:
        sys.exit(1)
    sys.stdout.buffer.write(made)


def limit_myself(cpu_seconds: int, memory_bytes: int = MEMORY_BYTES) -> None:
    """At most so much memory and time from now on, and not a byte written to any file."""
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
