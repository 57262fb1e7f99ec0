"""A first-in-first-out lock: SQLite's own busy wait lets late writers overtake early ones."""

import threading
from collections import deque


class Turnstile:
    """One writer at a time, in order of arrival. Not re-entrant. Raises TimeoutError after so many seconds."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._queue: deque[threading.Event] = deque()
        self._taken = False

    def enter(self, timeout: float) -> None:
        """Wait for one's turn."""
        turn = threading.Event()
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            self._queue.append(turn)
        if turn.wait(timeout):
            return
        with self._guard:
            if turn.is_set():  # the turn came between the time-out and here: keep it
                return
            self._queue.remove(turn)
        raise TimeoutError("no turn to write")

    def leave(self) -> None:
        """Let the next in line write."""
        with self._guard:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._taken = False
