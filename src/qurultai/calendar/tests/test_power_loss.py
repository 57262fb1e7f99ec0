"""F2, I3: power is lost; what was acknowledged had reached the disk. SQLite; PostgreSQL's own settings are checked."""

import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from django.db import connection

import qurultai.kit.testing
from qurultai.calendar.testing import a_venue
from qurultai.kit.testing.processes import start

COMMANDS = 30
SHIM = Path(qurultai.kit.testing.__file__).parent / "power_loss.c"
pytestmark = [
    pytest.mark.race,
    pytest.mark.django_db(transaction=True),
    pytest.mark.embedded,
    pytest.mark.skipif(not shutil.which("cc"), reason="a C compiler makes the disk"),
]


@pytest.fixture
def shim(tmp_path):
    """The compiled library."""
    library = tmp_path / "power_loss.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, SHIM, "-ldl"], check=True)
    return library


def acknowledged_and_kept(tmp_path, shim, killed_after, **trouble):
    """Let a server answer so many commands, take its power away, and see what is on the disk."""
    folder = tmp_path / "disk"
    (folder / "durable").mkdir(parents=True)
    database = folder / "forum.sqlite3"
    edition = str(a_venue().edition.id)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM INTO '{database}'")
    shutil.copy(database, folder / "durable")
    server = start(
        "qurultai.calendar.tests.bookers:serve",
        edition,
        0,
        COMMANDS,
        environment={
            "QURULTAI_DATABASE_URL": f"sqlite:///{database}",
            "LD_PRELOAD": str(shim),
            "POWER_FOLDER": str(folder),
        },
        **trouble,
    )
    assert server.stdout.readline() == "ready\n"
    answers = [json.loads(server.stdout.readline())["key"] for _ in range(killed_after)]
    server.kill()
    answers += [json.loads(line)["key"] for line in server.stdout]
    server.stdout.close()
    server.stdin.close()
    server.wait(30)
    disk = sqlite3.connect(folder / "durable" / database.name)
    kept = {json.loads(title)["en"] for (title,) in disk.execute("SELECT title FROM calendar_booking")}
    whole = disk.execute("PRAGMA integrity_check").fetchall()
    disk.close()
    return set(answers), kept, whole


@pytest.mark.parametrize("answers", [0, 3, 11])
def test_what_was_acknowledged_is_on_the_disk_when_power_is_lost(tmp_path, shim, answers):
    acknowledged, kept, whole = acknowledged_and_kept(tmp_path, shim, answers)
    assert (acknowledged - kept, len(kept - acknowledged) <= 1, whole) == (set(), True, [("ok",)])


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_mutant_without_a_full_sync_acknowledged_work_is_lost(tmp_path, shim, synchronous):
    acknowledged, kept, _ = acknowledged_and_kept(tmp_path, shim, 5, synchronous=synchronous)
    assert acknowledged - kept != set()
