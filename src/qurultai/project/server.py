"""Making an installation ready and serving it."""

import contextlib
import fcntl
import os
from collections.abc import Iterator

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

EMBEDDED_THREADS = 4
"""One process writes through one fair queue; a slow page must not hold up the others."""


PREPARING = 0x7175_7275
"""PostgreSQL's advisory lock of whoever migrates."""


def prepare() -> None:
    """Migrate the database and collect the static files, each by one process at a time."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with _alone():
        call_command("migrate", verbosity=0, interactive=False)
    with (settings.DATA / ".preparing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("collectstatic", verbosity=0, interactive=False)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other process of the cluster prepares the same database; SQLite has one process."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])


def serve(address: str, port: int, workers: int) -> None:
    """Serve until stopped: one process on SQLite, `workers` processes of one blocking thread each otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qurultai.project.settings")
    Granian(
        "qurultai.project.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=1 if settings.EMBEDDED else workers,
        blocking_threads=EMBEDDED_THREADS if settings.EMBEDDED else 1,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve()
