"""Which release of which edition is on air: one small value that all processes share through the cache.

A process asks the cache at most twice a second; the database only when the cache has forgotten or cannot be reached,
and at the very instant at which a next release goes on air by itself: whoever asks then gets it.
"""

import contextlib
import datetime as dt
import time
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from redis.exceptions import RedisError

from qurultai.editions.public import editions
from qurultai.kit import clock, ready

KEY = "website.on_air"
FRESH_SECONDS = 0.5
KEPT_SECONDS = 30
Pointers = dict[str, tuple[UUID, int]]


@dataclass(frozen=True)
class Glimpse:
    """What is on air, and the instant until which that is so at most."""

    pointers: Pointers
    until: dt.datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether no next release has gone on air since."""
        return self.until is None or clock.now() < self.until


_seen: tuple[float, Glimpse] | None = None


def pointers() -> Pointers:
    """Slug ("" for the edition at the root) → edition and release on air; at most half a second old."""
    global _seen  # noqa: PLW0603 - this process's glimpse of the shared value
    seen, at = _seen, time.monotonic()
    if seen is not None and at - seen[0] < FRESH_SECONDS and seen[1].holds:
        return seen[1].pointers
    found = _shared()
    _seen = (at, found)
    return found.pointers


def announce() -> None:
    """Tell every process what is on air now; called after the flip is committed."""
    with contextlib.suppress(RedisError, OSError):
        cache.set(KEY, _in_database(), KEPT_SECONDS)
    forget()


def forget() -> None:
    """Make this process look again."""
    global _seen  # noqa: PLW0603 - see above
    _seen = None


def _shared() -> Glimpse:
    try:
        found = cache.get(KEY)
        if found is None or not found.holds:
            cache.delete(KEY)
            cache.add(KEY, found := _in_database(), KEPT_SECONDS)
    except (RedisError, OSError):
        return _in_database()
    return found


def _in_database() -> Glimpse:
    until, releases = ready.next_turn(), ready.on_air()
    found = {
        "" if edition.at_root else edition.slug: (edition.id, releases[edition.id])
        for edition in (editions() if releases else ())
        if edition.id in releases
    }
    return Glimpse(found, until)
