"""Other processes on the test's database: they may be killed at any moment, as a server may."""

import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
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
    function: str, *arguments: object, environment: Mapping[str, str] | None = None, **named: object
) -> subprocess.Popen:
    """Run `module:function` with JSON arguments in a new process on the test's database; its lines come by stdout."""
    told = json.dumps([arguments, named])
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "qurultai.kit.testing.processes", function, told],
        env=os.environ
        | {"QURULTAI_DATABASE_URL": test_database_url(), "PYTHONPATH": str(SOURCE)}
        | dict(environment or {}),
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )


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
    module, _, name = sys.argv[1].partition(":")
    arguments, named = json.loads(sys.argv[2])
    getattr(importlib.import_module(module), name)(*arguments, **named)


if __name__ == "__main__":
    main()
