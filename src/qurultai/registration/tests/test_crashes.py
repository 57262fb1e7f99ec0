"""R7, I3: a server is killed, or power is lost, while people apply; what was acknowledged is there, once and whole."""

import json
import random
import shutil
import sqlite3
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

import qurultai.kit.testing
from qurultai.calendar.tests.test_crashes import settle
from qurultai.kit.testing.processes import Nursery, start
from qurultai.registration.models import Category, Registration
from qurultai.registration.testing import a_category, a_draft, an_edition, facts

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
SERVE = "qurultai.registration.tests.appliers:serve"
LIVES, DRAFTS, PLACES = 12, 40, 25
SHIM = Path(qurultai.kit.testing.__file__).parent / "power_loss.c"


@pytest.fixture(scope="module")
def nursery(django_db_setup, django_db_blocker):
    """Where servers are born."""
    with django_db_blocker.unblock():
        made = Nursery("qurultai.registration.tests.appliers", "qurultai.registration.testing")
    yield made
    made.close()


def drafts(number=DRAFTS):
    """So many applications, filled in and not sent, for fewer places."""
    category = a_category(an_edition(), capacity=PLACES)
    return [str(a_draft(category).pk) for _ in range(number)]


def burst(nursery, rest, *, kill_after=None, **trouble):
    """One life of the server; the drafts that it acknowledged."""
    nursery.begin(SERVE, rest, **trouble)
    assert nursery.hear() == "ready"
    heard = []
    if kill_after is not None:
        answers, seconds = kill_after
        heard += [nursery.hear() for _ in range(answers)]
        time.sleep(seconds)
        nursery.kill()
    heard += nursery.last_words()
    return [json.loads(line)["draft"] for line in heard if line.startswith("{")]


def sent():
    """The applications that are no drafts any more."""
    settle()
    return {str(key) for key in Registration.objects.exclude(state="draft").values_list("pk", flat=True)}


def assert_whole():
    """Places, rows, facts and roles say the same."""
    states = Counter(Registration.objects.values_list("state", flat=True))
    category = Category.objects.get()
    told = [len(facts(name)) for name in ("RegistrationSubmitted", "RegistrationApproved", "RegistrationWaits")]
    parts = category.edition.grants.filter(role="part").count()
    assert (category.used, parts, told) == (
        states["approved"],
        states["approved"],
        [states["approved"] + states["waiting"], states["approved"], states["waiting"]],
    )


def test_killed_again_and_again_no_acknowledged_application_is_lost_or_sent_twice(nursery):
    rest, acknowledged, dice = drafts(), set(), random.Random(1)
    for _ in range(LIVES):
        acknowledged |= set(burst(nursery, rest[:6], kill_after=(dice.randrange(4), dice.uniform(0, 0.01))))
        kept = sent()
        assert (acknowledged - kept, len(kept - acknowledged) <= 1) == (set(), True)
        assert_whole()
        rest = [draft for draft in rest if draft not in acknowledged]
    burst(nursery, rest)
    assert Counter(Registration.objects.values_list("state", flat=True)) == Counter(
        approved=PLACES, waiting=DRAFTS - PLACES
    )
    assert_whole()


def test_killed_after_the_commit_and_before_the_answer_it_is_sent_once(nursery):
    rest = drafts(6)
    acknowledged = burst(nursery, rest, point="after_commit_before_answer", commits=2)
    assert len(sent() - set(acknowledged)) == 1
    burst(nursery, rest)
    assert (len(sent()), len(facts("RegistrationSubmitted"))) == (6, 6)


def test_mutant_answered_before_the_commit_an_acknowledged_application_is_lost(nursery):
    acknowledged = burst(nursery, drafts(6), point="before_commit", commits=2, answer_first=True)
    assert set(acknowledged) - sent() != set()


@pytest.fixture
def shim(tmp_path):
    """The disk that forgets what was not synced."""
    library = tmp_path / "power_loss.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, SHIM, "-ldl"], check=True)
    return library


def acknowledged_and_kept(tmp_path, shim, killed_after, **trouble):
    """Let a server take so many applications, take its power away, and see what is on the disk."""
    folder, rest = tmp_path / "disk", drafts(20)
    (folder / "durable").mkdir(parents=True)
    database = folder / "forum.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM INTO '{database}'")
    shutil.copy(database, folder / "durable")
    where = {
        "QURULTAI_DATABASE_URL": f"sqlite:///{database}",
        "LD_PRELOAD": str(shim),
        "POWER_FOLDER": str(folder),
    }
    server = start(SERVE, rest, environment=where, **trouble)
    assert server.stdout.readline() == "ready\n"
    answers = [json.loads(server.stdout.readline())["draft"] for _ in range(killed_after)]
    server.kill()
    answers += [json.loads(line)["draft"] for line in server.stdout]
    server.stdout.close()
    server.stdin.close()
    server.wait(30)
    disk = sqlite3.connect(folder / "durable" / database.name)
    kept = {key for (key,) in disk.execute("SELECT id FROM registration_registration WHERE state <> 'draft'")}
    whole = disk.execute("PRAGMA integrity_check").fetchall()
    disk.close()
    return {answer.replace("-", "") for answer in answers}, kept, whole


on_a_disk = [pytest.mark.embedded, pytest.mark.skipif(not shutil.which("cc"), reason="a C compiler makes the disk")]


@pytest.mark.parametrize("answers", [pytest.param(number, marks=on_a_disk) for number in (0, 4, 9)])
def test_what_was_acknowledged_is_on_the_disk_when_power_is_lost(tmp_path, shim, answers):
    acknowledged, kept, whole = acknowledged_and_kept(tmp_path, shim, answers)
    assert (acknowledged - kept, len(kept - acknowledged) <= 1, whole) == (set(), True, [("ok",)])


@pytest.mark.parametrize("synchronous", [pytest.param("OFF", marks=on_a_disk)])
def test_mutant_without_a_full_sync_acknowledged_applications_are_lost(tmp_path, shim, synchronous):
    acknowledged, kept, _ = acknowledged_and_kept(tmp_path, shim, 5, synchronous=synchronous)
    assert acknowledged - kept != set()
