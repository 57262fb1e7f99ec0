"""Making an installation ready and serving it."""

import os

from django.conf import settings
from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

EMBEDDED_THREADS = 4
"""One process writes through one fair queue; a slow page must not hold up the others."""


def prepare() -> None:
    """Migrate the database and collect the static files."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


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
