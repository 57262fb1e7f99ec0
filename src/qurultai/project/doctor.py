"""What can be wrong with an installation, and what to do about it."""

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.checks import WARNING, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from qurultai.kit.models import Delivery

PACKAGE = Path(__file__).resolve().parent.parent
SAFE_SQLITE = (3, 51, 3)
ENOUGH_BYTES = 1 << 30


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what, whether it is well, and what to do when it is not."""

    subject: str
    well: bool
    words: str


def _python() -> Finding:
    return Finding("python", sys.version_info >= (3, 11), sys.version.split()[0])


def _data_folder() -> Finding:
    try:
        probe = settings.DATA / ".doctor"
        probe.write_text("")
        probe.unlink()
        free = shutil.disk_usage(settings.DATA).free
    except OSError as error:
        return Finding(
            "data",
            False,
            _("The data folder %(path)s cannot be written: %(error)s")
            % {"path": settings.DATA, "error": error.strerror},
        )
    words = _("%(path)s, %(free)s GB free") % {"path": settings.DATA, "free": round(free / 1e9, 1)}
    return Finding("data", free > ENOUGH_BYTES, words)


def _sqlite() -> Finding:
    version = sqlite3.sqlite_version
    well = tuple(map(int, version.split("."))) >= SAFE_SQLITE
    words = (
        version
        if well
        else _("%(version)s can corrupt a WAL database; install the package pysqlite3") % {"version": version}
    )
    return Finding("sqlite", well, words)


WANTED_OF_SQLITE = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "mmap_size": "0"}
WANTED_OF_POSTGRESQL = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
STRONGER = {"remote_write", "remote_apply"}
"""Levels of `synchronous_commit` that wait for a standby as well."""


def _durability() -> Finding:
    """Whether what is acknowledged is on the disk (I3)."""
    wanted = WANTED_OF_SQLITE if settings.EMBEDDED else WANTED_OF_POSTGRESQL
    with connection.cursor() as cursor:
        ask = "PRAGMA %s" if settings.EMBEDDED else "SHOW %s"
        found = {name: str(cursor.execute(ask % name).fetchone()[0]) for name in wanted}
    wrong = [name for name in wanted if found[name] != wanted[name] and found[name] not in STRONGER]
    words = " ".join(f"{name}={value}" for name, value in found.items())
    if wrong:
        good = " ".join(f"{name}={wanted[name]}" for name in wrong)
        words = _("%(found)s: what was confirmed can be lost when power fails. Set %(good)s.") % {
            "found": words,
            "good": good,
        }
    return Finding("durability", not wrong, words)


def _writers() -> Finding:
    """Whether writers queue for SQLite in order of arrival, and pages only read (I1)."""
    reading = getattr(connection, "reading", None)
    immediate = getattr(connection, "transaction_mode", None) == "IMMEDIATE"
    if reading is None or not immediate or connection.settings_dict.get("ATOMIC_REQUESTS"):
        words = _("Writers can shut each other out. Use the engine qurultai.kit.sqlite without ATOMIC_REQUESTS.")
        return Finding("writers", False, words)
    with reading(), connection.cursor() as cursor:
        only_reads = cursor.execute("PRAGMA query_only").fetchone()[0] == 1
    words = "IMMEDIATE query_only" if only_reads else _("Pages that only read can write. Report this as a bug.")
    return Finding("writers", only_reads, words)


def _database() -> Finding:
    try:
        plan = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Finding("database", False, _("The database does not answer: %(error)s") % {"error": error})
    if plan:
        return Finding(
            "database", False, _("Migrations missing: %(count)s. Run “qurultai prepare”") % {"count": len(plan)}
        )
    return Finding("database", True, connection.vendor)


def _shared_cache() -> Finding:
    try:
        cache.set("doctor", 1, 5)
        well = cache.get("doctor") == 1
    except OSError as error:  # the Redis client's connection errors are OSErrors
        return Finding("cache", False, str(error))
    return Finding("cache", well, settings.CACHES["default"]["BACKEND"].rsplit(".", 1)[-1])


def _catalogues() -> Finding:
    missing = [po for po in PACKAGE.rglob("locale/*/LC_MESSAGES/*.po") if not po.with_suffix(".mo").exists()]
    words = _("run “python -m qurultai.kit.catalogues compile”") if missing else "kk ru en"
    return Finding("languages", not missing, words)


def _gate() -> Finding:
    """Whether the gate's program was made: without it no phone can stand at a gate."""
    well = finders.find("gate/gate.js") is not None
    words = (
        "gate.js"
        if well
        else _("The gate’s program has not been made: run “make” where the sources are, or use the image.")
    )
    return Finding("gate", well, words)


def _deliveries() -> Finding:
    stuck = Delivery.objects.filter(state=Delivery.State.STUCK).count()
    waiting = Delivery.objects.filter(state=Delivery.State.PENDING).count()
    words = _("%(stuck)s stuck, %(waiting)s waiting") % {"stuck": stuck, "waiting": waiting}
    if stuck:
        words += ". " + _("Look at them in the office’s journal and let them be tried again.")
    return Finding("deliveries", stuck == 0, words)


def _django() -> Finding:
    found = run_checks(include_deployment_checks=settings.SECURE)
    serious = [message.msg for message in found if message.level >= WARNING and not message.is_silenced()]
    return Finding("settings", not serious, "; ".join(serious) or "ok")


def examine() -> Iterator[Finding]:
    """Look at everything, cheapest first; what needs the database is left out when it does not answer."""
    looks: list[Callable[[], Finding]] = [_python, _data_folder, _catalogues, _gate, _django, _shared_cache]
    if settings.EMBEDDED:
        looks.append(_sqlite)
    for look in looks:
        yield look()
    database = _database()
    yield database
    if database.well:
        yield _deliveries()
        yield _durability()
        if settings.EMBEDDED:
            yield _writers()
