"""I3: between a command's last write and its answer the kernel is asked to bring it to the disk, seen from outside."""

import re
import shutil

import pytest

from qurultai.calendar.testing import a_venue
from qurultai.kit.testing.processes import start

pytestmark = [
    pytest.mark.embedded,
    pytest.mark.race,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not shutil.which("strace"), reason="strace looks on"),
]
COMMANDS = 5
CALL = re.compile(r"(pwrite64|pwrite|write|fdatasync|fsync)\((\d+)<([^>]*)>")


def calls(tmp_path, **trouble):
    """Every write to the database's files, every sync of them and every answer, in order."""
    log = tmp_path / "calls"
    under = ["strace", "-f", "-qq", "-y", "-s", "8", "-e", "trace=write,pwrite64,fdatasync,fsync", "-o", str(log)]
    serve = "qurultai.calendar.tests.bookers:serve"
    server = start(serve, str(a_venue().edition.id), 0, COMMANDS, under=under, **trouble)
    answers = server.communicate(timeout=120)[0].splitlines()
    assert (len(answers), server.returncode) == (1 + COMMANDS, 0)
    for call, number, path in CALL.findall(log.read_text()):
        if call.startswith("f") and path.endswith("-wal"):
            yield "sync"
        elif path.endswith("-wal"):
            yield "write"
        elif number == "1":
            yield "answer"


def unsafe_answers(told):
    """Answers whose last write was not followed by a sync; how many answers in all."""
    unsafe = answers = unsynced = 0
    for what in told:
        if what == "answer":
            answers += 1
            unsafe += unsynced > 0
        unsynced = {"write": unsynced + 1, "sync": 0, "answer": unsynced}[what]
    return unsafe, answers


def test_every_answer_comes_after_a_sync_of_what_was_written(tmp_path):
    told = list(calls(tmp_path))
    assert unsafe_answers(told) == (0, 1 + COMMANDS)
    assert told.count("sync") >= COMMANDS


def test_mutant_without_a_full_sync_answers_come_before_the_disk_has_it(tmp_path):
    assert unsafe_answers(calls(tmp_path, synchronous="NORMAL")) == (COMMANDS, 1 + COMMANDS)
