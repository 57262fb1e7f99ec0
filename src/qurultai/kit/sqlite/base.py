"""SQLite as reliability asks: WAL, FULL, IMMEDIATE, writers in a fair queue, and pages that only read.

While a page is made the connection is `query_only` outside explicit transactions, so a page cannot write by accident.
`BEGIN IMMEDIATE` comes after this process's turnstile; other processes (the command line) meet at SQLite's own lock
with its busy timeout.
"""

import contextlib
import threading
from collections.abc import Iterator

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from qurultai.kit.sqlite.turnstile import Turnstile

PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0; PRAGMA foreign_keys=ON;"
WAIT_SECONDS = 20
_turnstiles: dict[str, Turnstile] = {}
_making = threading.Lock()


def turnstile_of(path: str) -> Turnstile:
    """The one queue of this process for a database file."""
    with _making:
        return _turnstiles.setdefault(path, Turnstile())


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own wrapper with the turnstile around every write transaction."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._inside = False
        self._reading = False

    def get_connection_params(self) -> dict:
        params = super().get_connection_params()
        params.setdefault("timeout", WAIT_SECONDS)
        self.transaction_mode = "IMMEDIATE"
        return params

    def init_connection_state(self) -> None:
        super().init_connection_state()
        with self.wrap_database_errors:
            for pragma in filter(None, (part.strip() for part in PRAGMAS.split(";"))):
                self.connection.execute(pragma)
        self._query_only(self._reading)

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Refuse every write inside that does not stand in an explicit transaction."""
        self._reading = True
        self._query_only(not self.in_atomic_block)
        try:
            yield
        finally:
            self._reading = False
            self._query_only(False)

    @contextlib.contextmanager
    def not_waiting_for_the_disk(self) -> Iterator[None]:
        """Transactions inside are not synced when they commit; the next one outside syncs them with itself."""
        self.ensure_connection()
        self.connection.execute("PRAGMA synchronous=NORMAL")
        try:
            yield
        finally:
            self.connection.execute("PRAGMA synchronous=FULL")

    def _query_only(self, yes: bool) -> None:
        if self.connection is not None:
            self.connection.execute(f"PRAGMA query_only={'ON' if yes else 'OFF'}")

    def _start_transaction_under_autocommit(self) -> None:
        try:
            turnstile_of(str(self.settings_dict["NAME"])).enter(WAIT_SECONDS)
        except TimeoutError as late:
            raise OperationalError("database is busy") from late
        self._inside = True
        try:
            if self._reading:
                self._query_only(False)
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave()
            raise

    def _leave(self) -> None:
        if self._inside:
            self._inside = False
            turnstile_of(str(self.settings_dict["NAME"])).leave()

    def _commit(self) -> None:
        super()._commit()
        self._after_transaction()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._after_transaction()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._leave()

    def _after_transaction(self) -> None:
        if self._reading:
            self._query_only(True)
        self._leave()
