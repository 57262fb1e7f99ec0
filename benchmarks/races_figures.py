"""What a race finds while it runs."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import OperationalError

from qurultai.kit.busy import is_busy

ROUND = 2000
"""Attempts before the rows are counted again."""


@dataclass
class Figures:
    """What a race finds while it runs."""

    succeeded: int = 0
    deviations: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    more: dict[str, object] = field(default_factory=dict)

    def count(self, errors: list[str]) -> None:
        """Errors that should not be."""
        self.deviations += errors

    def compare(self, wanted: int, **found: int) -> None:
        """Everything found must be as many as wanted."""
        self.deviations += [
            f"{what} {number} instead of {wanted}" for what, number in found.items() if number != wanted
        ]


def timed(client: Callable[[int], object], waits: list[float]) -> Callable[[int], object]:
    """The client, with how long each attempt took."""

    def attempt(task: int) -> object:
        begun = time.perf_counter()
        try:
            return client(task)
        finally:
            waits.append(time.perf_counter() - begun)

    return attempt


def patient(client: Callable[[int], object], figures: Figures) -> Callable[[int], object]:
    """The client, who asks again when the answer is "busy", as a 503 with Retry-After tells her to."""

    def attempt(task: int) -> object:
        while True:
            try:
                return client(task)
            except OperationalError as error:
                if not is_busy(error):
                    raise
                figures.more["asked_again"] = figures.more.get("asked_again", 0) + 1

    return attempt
