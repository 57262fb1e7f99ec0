"""Which release of which edition is on air: one small value that all processes share through the cache.

A process asks the cache at most twice a second; the database only when the cache has forgotten or cannot be reached.
"""

import contextlib
import time
from uuid import UUID

from django.core.cache import cache
from redis.exceptions import RedisError

from qurultai.editions.public import editions
from qurultai.kit import ready

KEY = "website.on_air"
FRESH_SECONDS = 0.5
KEPT_SECONDS = 30
Pointers = dict[str, tuple[UUID, int]]
_seen: tuple[float, Pointers] | None = None


def pointers() -> Pointers:
    """Slug ("" for the edition at the root) → edition and release on air; at most half a second old."""
    global _seen  # noqa: PLW0603 - this process's glimpse of the shared value
    seen, at = _seen, time.monotonic()
    if seen is not None and at - seen[0] < FRESH_SECONDS:
        return seen[1]
    found = _shared()
    _seen = (at, found)
    return found


def announce() -> None:
    """Tell every process what is on air now; called after the flip is committed."""
    with contextlib.suppress(RedisError, OSError):
        cache.set(KEY, _in_database(), KEPT_SECONDS)
    forget()


def forget() -> None:
    """Make this process look again."""
    global _seen  # noqa: PLW0603 - see above
    _seen = None


def _shared() -> Pointers:
    try:
        found = cache.get(KEY)
        if found is None:
            cache.add(KEY, found := _in_database(), KEPT_SECONDS)
    except (RedisError, OSError):
        return _in_database()
    return found


def _in_database() -> Pointers:
    releases = ready.on_air()
    return {
        "" if edition.at_root else edition.slug: (edition.id, releases[edition.id])
        for edition in (editions() if releases else ())
        if edition.id in releases
    }
