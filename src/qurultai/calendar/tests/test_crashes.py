"""F1, I3, I8: a server is killed at any moment; what was acknowledged is there, and each command has one effect."""

import json
import random
import time
from collections import Counter

import pytest
from django.db import connection

from qurultai.calendar.testing import Booking, Claim, ClaimedSlot, a_venue, told_facts
from qurultai.kit.ranges import During
from qurultai.kit.testing.processes import Nursery

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
SERVE = "qurultai.calendar.tests.bookers:serve"
LIVES = 60
"""How often the server is killed for every change of the code."""
A_LIFE = 12
"""Commands that a server is sent at most before it is killed."""
BUSY_WITH_OTHERS = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
AND state <> 'idle'"""


@pytest.fixture(scope="module")
def nursery(django_db_setup, django_db_blocker):
    """Where servers are born; it must know the test's database."""
    with django_db_blocker.unblock():
        made = Nursery("qurultai.calendar.tests.bookers", "qurultai.calendar.testing")
    yield made
    made.close()


class Client:
    """Sends commands to a server that dies, keeps a journal of what was acknowledged, and sends the rest again."""

    def __init__(self, nursery):
        self.nursery = nursery
        self.edition = str(a_venue().edition.id)
        self.sent = 0
        self.acknowledged = []
        self.again = 0

    def burst(self, new, *, kill_after=None, **trouble):
        """One life of the server: what was not acknowledged and so many new ones; killed so long after some answers."""
        first = len(self.acknowledged)
        self.sent = max(self.sent, first + new)
        self.nursery.begin(SERVE, self.edition, first, self.sent - first, **trouble)
        assert self.nursery.hear() == "ready"
        if kill_after is not None:
            answers, seconds = kill_after
            for _ in range(answers):
                self.hear(self.nursery.hear())
            time.sleep(seconds)
            self.nursery.kill()
        for line in self.nursery.last_words():
            self.hear(line)

    def hear(self, line):
        """Keep an answer in the client's journal."""
        answer = json.loads(line)
        self.acknowledged.append(answer["key"])
        self.again += answer["again"]

    def effects(self):
        """How often each command had its effect, once the database has done with the dead server's last words."""
        settle()
        return Counter(booking.title["en"] for booking in Booking.objects.all())

    def expected(self):
        """Each command once."""
        return Counter(f"key-{index}" for index in range(self.sent))


def settle():
    """PostgreSQL finishes a commit that was asked for also when whoever asked is dead by then."""
    with connection.cursor() as cursor:
        while connection.vendor == "postgresql":
            cursor.execute(BUSY_WITH_OTHERS)
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.01)


def assert_whole():
    """Nothing is half written: every booking has its claim, every claim its slots, every booking its fact."""
    claims = list(Claim.objects.all())
    assert len(claims) == Booking.objects.count() == len(told_facts("Booked"))
    wanted = {(claim.id, slot) for claim in claims for slot in During(claim.starts_at, claim.ends_at).slots()}
    assert set(ClaimedSlot.objects.values_list("claim_id", "slot")) == wanted
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_killed_sixty_times_every_command_has_one_effect_and_none_is_lost(nursery):
    client, dice = Client(nursery), random.Random(1)
    ghosts_found: set[str] = set()  # one may stay a ghost through several lives that end before it is answered
    for _ in range(LIVES):
        client.burst(A_LIFE, kill_after=(dice.randrange(5), dice.uniform(0, 0.008)))
        lost = Counter(client.acknowledged) - client.effects()
        ghosts = client.effects() - Counter(client.acknowledged)
        assert (lost, ghosts.total() <= 1) == (Counter(), True)
        ghosts_found |= ghosts.keys()
        assert_whole()
    client.burst(A_LIFE)
    assert (client.effects(), client.acknowledged) == (client.expected(), [f"key-{n}" for n in range(client.sent)])
    assert client.again == len(ghosts_found)
    assert_whole()


def test_killed_before_the_commit_nothing_is_there_and_the_command_is_done_when_sent_again(nursery):
    client = Client(nursery)
    client.burst(6, point="before_commit", commits=3)
    assert client.effects() == Counter(client.acknowledged)
    assert_whole()
    client.burst(0)
    assert (client.effects(), client.again) == (client.expected(), 0)


def test_killed_after_the_commit_and_before_the_answer_the_key_finds_what_was_done(nursery):
    client = Client(nursery)
    client.burst(6, point="after_commit_before_answer", commits=3)
    assert (client.effects() - Counter(client.acknowledged)).total() == 1
    client.burst(0)
    assert (client.effects(), client.again) == (client.expected(), 1)


def test_mutant_a_key_claimed_outside_the_transaction_gives_a_second_effect(nursery):
    client = Client(nursery)
    client.burst(6, point="after_commit_before_answer", commits=2, claim_outside=True)
    client.burst(0, claim_outside=True)
    assert client.effects() != client.expected()


def test_mutant_answered_before_the_commit_acknowledged_work_is_lost(nursery):
    client = Client(nursery)
    client.burst(6, point="before_commit", commits=3, answer_first=True)
    assert Counter(client.acknowledged) - client.effects() != Counter()
