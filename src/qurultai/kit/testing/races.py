"""Clients at once, as threads on the real database."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connection

from qurultai.kit.errors import Refusal

POSTGRES_CLIENTS = 24
"""A shared test server gives about a hundred connections to everybody together."""


@dataclass(frozen=True)
class Outcome:
    """What one client got: an answer, a refusal, or an error that should not be."""

    answer: object = None
    refusal: Refusal | None = None
    error: Exception | None = None


def most_clients(wanted: int) -> int:
    """So many clients at once as this database takes: each SQLite thread has its own connection for nothing."""
    return wanted if connection.vendor == "sqlite" else min(wanted, POSTGRES_CLIENTS)


def together(
    client: Callable[[int], object], tasks: Iterable[int] | int, *, clients: int | None = None
) -> list[Outcome]:
    """Let clients work off the tasks at once, all starting together; outcomes in the order of tasks."""
    tasks = list(range(tasks)) if isinstance(tasks, int) else list(tasks)
    workers = most_clients(min(clients or len(tasks), len(tasks)))
    start = threading.Barrier(workers)
    begun = threading.local()

    def work(task: int) -> Outcome:
        if not getattr(begun, "yes", False):
            begun.yes = True
            connection.ensure_connection()
            start.wait(60)
        try:
            return Outcome(answer=client(task))
        except Refusal as no:
            return Outcome(refusal=no)
        except Exception as wrong:  # noqa: BLE001 - a race shows every error it finds
            return Outcome(error=wrong)

    def leave() -> None:
        stop.wait(60)
        connection.close()

    stop = threading.Barrier(workers)
    with ThreadPoolExecutor(workers) as pool:
        outcomes = list(pool.map(work, tasks))
        for closing in [pool.submit(leave) for _ in range(workers)]:
            closing.result()
    return outcomes


def errors_of(outcomes: Iterable[Outcome]) -> list[str]:
    """The errors that should not be, in words."""
    return [f"{type(one.error).__name__}: {one.error}" for one in outcomes if one.error]


def answers_of(outcomes: Iterable[Outcome]) -> list[object]:
    """What those got who got an answer."""
    return [one.answer for one in outcomes if not one.error and not one.refusal]


def refusals_of(outcomes: Iterable[Outcome]) -> list[str]:
    """The codes of refusals."""
    return [one.refusal.code for one in outcomes if one.refusal]
