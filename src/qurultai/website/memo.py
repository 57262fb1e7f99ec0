"""Immutable bytes that this process has served before, up to a number of bytes; the least recently used leave first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from qurultai.kit.ready import Stored

MOST_BYTES = 64 * 1024 * 1024
ROW_BYTES = 400


class Memo:
    """A thread-safe cache of values that never change under their key."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes, self.bytes = most_bytes, 0
        self._kept: OrderedDict[Hashable, Stored] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Stored | None]) -> Stored | None:
        """The value under the key, made when it is not there; None is not kept."""
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return found
        if (made := make()) is not None:
            self._keep(key, made)
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.bytes = 0

    def _keep(self, key: Hashable, made: Stored) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = made
            self.bytes += len(made.body) + ROW_BYTES
            while self.bytes > self.most_bytes and self._kept:
                _, gone = self._kept.popitem(last=False)
                self.bytes -= len(gone.body) + ROW_BYTES
