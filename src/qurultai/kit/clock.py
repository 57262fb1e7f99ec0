"""The only place that reads the clock."""

import contextlib
import datetime as dt
from collections.abc import Iterator
from contextvars import ContextVar

_frozen: ContextVar[dt.datetime | None] = ContextVar("frozen_now", default=None)


def now() -> dt.datetime:
    """The present instant in UTC, or the frozen one inside `frozen`."""
    return _frozen.get() or dt.datetime.now(dt.UTC)


@contextlib.contextmanager
def frozen(at: dt.datetime) -> Iterator[None]:
    """Let the clock stand at an aware instant: for tests and for replaying facts."""
    token = _frozen.set(at)
    try:
        yield
    finally:
        _frozen.reset(token)
