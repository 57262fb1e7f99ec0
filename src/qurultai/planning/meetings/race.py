"""The exact engines side by side, each in a process of its own: the first to decide ends the others.

A SAT solver cannot be interrupted from Python; a process can. Each is a fresh interpreter that reads its task and
writes what it finds as pickles, so that nothing of the caller's program (threads, main module) has to fit.
"""

import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from ..watch import Watch
from .days import Days
from .exact import Tell
from .model import Model

_PULSE_SECONDS = 0.1
_RUNNER = f"{__package__}.runner"


@dataclass
class Outcome:
    """Whether it is decided what the best plan is, or that there is none; and by whom."""

    decided: bool = False
    engine: str = ""


def race(model: Model, days: Days | None, low: int | None, tell: Tell, watch: Watch) -> Outcome:
    """Run the engines until one decides, bound and value meet, or the budget ends.

    ``low`` is the least number of priced literals not yet excluded, which ``days`` helps to raise; None when prices are
    unequal: then only the core-guided engine runs. What they find is told on.
    """
    said: SimpleQueue[tuple[str, str, Any]] = SimpleQueue()
    names = (["upwards"] if low is not None else []) + ["cores"]
    runners = [_start(name, model, days, low, said) for name in names]
    outcome, running = Outcome(), len(runners)
    try:
        while running and not outcome.decided and watch.going_on():
            with suppress(Empty):
                name, kind, what = said.get(timeout=_PULSE_SECONDS)
                running -= kind == "ended"
                if kind != "ended":
                    outcome.engine = name
                    tell(kind, what)
                    outcome.decided = kind == "done"
            if watch.best is not None and watch.best <= watch.bound:
                outcome.decided = True
    finally:
        for runner in runners:
            runner.kill()
            runner.wait()
    return outcome


def _start(name: str, model: Model, days: Days | None, low: int | None, said: SimpleQueue) -> subprocess.Popen:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    runner = subprocess.Popen(
        [sys.executable, "-m", _RUNNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )

    def listen() -> None:
        assert runner.stdin is not None and runner.stdout is not None
        with suppress(BrokenPipeError), runner.stdin:
            pickle.dump((name, model, days, low), runner.stdin, pickle.HIGHEST_PROTOCOL)
        with suppress(EOFError, pickle.UnpicklingError), runner.stdout:
            while True:
                said.put((name, *pickle.load(runner.stdout)))
        said.put((name, "ended", None))

    threading.Thread(target=listen, daemon=True).start()
    return runner
