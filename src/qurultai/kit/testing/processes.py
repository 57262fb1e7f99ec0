"""Other processes on the test's database: they may be killed at any moment, as a server may."""

import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import django
from django.db import connection

SOURCE = Path(__file__).resolve().parents[3]


def test_database_url() -> str:
    """The address of the database that this test uses, for another process."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    where = f"{given['USER']}:{given['PASSWORD']}@" if given["PASSWORD"] else f"{given['USER']}@"
    return f"postgres://{where}{given['HOST']}:{given['PORT']}/{given['NAME']}"


test_database_url.__test__ = False


def start(
    function: str,
    *arguments: object,
    environment: Mapping[str, str] | None = None,
    under: Sequence[str] = (),
    **named: object,
) -> subprocess.Popen:
    """Run `module:function` with JSON arguments in a new process on the test's database; its lines come by stdout.

    `under` is a command that runs it, such as a tracer.
    """
    told = json.dumps([arguments, named])
    return subprocess.Popen(
        [*under, sys.executable, "-W", "error", "-m", "qurultai.kit.testing.processes", function, told],
        env=os.environ
        | {"QURULTAI_DATABASE_URL": test_database_url(), "PYTHONPATH": str(SOURCE)}
        | dict(environment or {}),
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )


class Nursery:
    """A process with everything loaded that bears a child for each life: sixty servers cost less than three.

    One child lives at a time. What it says and how it ended come by the nursery's stdout.
    """

    def __init__(self, *modules: str, environment: Mapping[str, str] | None = None) -> None:
        self._process = start(f"{__name__}:bear", *modules, environment=environment)
        assert self._process.stdout.readline() == "ready\n"
        self._child = 0

    def begin(self, function: str, *arguments: object, **named: object) -> None:
        """Let the next child call `module:function`."""
        self._process.stdin.write(json.dumps([function, arguments, named]) + "\n")
        self._process.stdin.flush()
        born, _, number = self.hear().partition(" ")
        assert born == "born"
        self._child = int(number)

    def hear(self) -> str:
        """The next line that the child says."""
        return self._process.stdout.readline().rstrip("\n")

    def kill(self) -> None:
        """End the child without any farewell; its last words can still be heard."""
        os.kill(self._child, signal.SIGKILL)

    def last_words(self) -> list[str]:
        """What the child says from now on, until it has ended."""
        return list(iter(self.hear, "ended"))

    def close(self) -> None:
        """Send the nursery home."""
        self._process.communicate(timeout=30)


def bear(*modules: str) -> None:
    """The nursery's own life: load, then fork for every line read; a dead child keeps its number until the next."""
    for module in modules:
        importlib.import_module(module)
    say("ready")
    dead = 0
    for line in sys.stdin:
        if dead:
            os.waitpid(dead, 0)
        function, arguments, named = json.loads(line)
        child = os.fork()
        if child == 0:
            say(f"born {os.getpid()}")
            _call(function, arguments, named)
            os._exit(0)
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        say("ended")
        dead = child


def _call(function: str, arguments: Sequence[object], named: Mapping[str, object]) -> None:
    module, _, name = function.partition(":")
    getattr(importlib.import_module(module), name)(*arguments, **named)


def say(words: str) -> None:
    """Tell the parent at once: what it has read, it knows."""
    os.write(sys.stdout.fileno(), f"{words}\n".encode())


def die() -> None:
    """Be killed here and now, without any farewell."""
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Set Django up and call the function."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qurultai.project.settings")
    django.setup()
    _call(sys.argv[1], *json.loads(sys.argv[2]))


if __name__ == "__main__":
    main()
