"""A transaction that a power cut may take and nobody will miss: its commit does not wait for the disk.

PostgreSQL: `synchronous_commit = off`; SQLite in WAL mode: `synchronous = NORMAL`. Both lose such a commit whole or not
at all, and whatever is committed durably later makes it durable too.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def lightly() -> Iterator[None]:
    """One transaction, never around a command's own facts (I3); inside another one it is as durable as that."""
    if connection.in_atomic_block:
        with transaction.atomic():
            yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO OFF")
            yield
    else:
        with connection.not_waiting_for_the_disk(), transaction.atomic():
            yield
