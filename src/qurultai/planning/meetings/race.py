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


class _Race:
    """The runners, and what they have told; ``low`` is the least number of priced literals not yet excluded."""

    def __init__(self, model: Model, days: Days | None, low: int | None) -> None:
        self.model, self.days, self.low = model, days, low
        self.price = model.priced[0][1] if model.priced else 1
        self.said: SimpleQueue[tuple[str, str, Any]] = SimpleQueue()
        self.runners: dict[str, subprocess.Popen] = {}
        self.running = 0
        self.asking = low
        for name in (["upwards"] if low is not None else []) + ["cores"]:
            self.start(name)

    def start(self, name: str) -> None:
        """Begin, or begin again from what is excluded by now."""
        self.end(name)
        self.asking = self.low
        self.runners[name] = _start(name, self.model, self.days, self.low, self.said)
        self.running += 1

    def end(self, name: str) -> None:
        """End the runner, if it runs."""
        if name in self.runners:
            self.runners[name].kill()
            self.runners[name].wait()

    def heard(self, name: str, kind: str, what: Any) -> None:
        """Keep count of runners and of what is excluded."""
        self.running -= kind == "ended"
        if kind == "bound" and self.low is not None:
            self.low = max(self.low, what // self.price)
            if name == "upwards":
                self.asking = max(self.asking or 0, what // self.price)

    def catch_up(self) -> None:
        """Let the one who asks upwards leave a question that the other has answered meanwhile."""
        if self.low is not None and self.asking is not None and self.asking < self.low:
            self.start("upwards")


def race(  # noqa: PLR0917
    model: Model, days: Days | None, low: int | None, tell: Tell, watch: Watch, share: float = 1.0
) -> Outcome:
    """Run the engines until one decides, bound and value meet, or the budget ends (its share, when there is a plan).

    ``low`` is the least number of priced literals not yet excluded, which ``days`` helps to raise; None when prices are
    unequal: then only the core-guided engine runs. What they find is told on.
    """
    runners, outcome = _Race(model, days, low), Outcome()
    try:
        while runners.running and not outcome.decided and watch.going_on(1.0 if watch.best is None else share):
            try:
                name, kind, what = runners.said.get(timeout=_PULSE_SECONDS)
            except Empty:
                runners.catch_up()
                continue
            runners.heard(name, kind, what)
            if kind != "ended":
                outcome.engine = name
                tell(kind, what)
                outcome.decided = kind == "done"
            if watch.best is not None and watch.best <= watch.bound:
                outcome.decided = True
    finally:
        for name in runners.runners:
            runners.end(name)
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
