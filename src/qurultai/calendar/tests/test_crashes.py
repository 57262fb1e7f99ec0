"""F1, I3, I8: a server is killed at any moment; what was acknowledged is there, and each command has one effect."""

import json
import random
import time
from collections import Counter

import pytest
from django.db import connection

from qurultai.calendar.testing import Booking, Claim, ClaimedSlot, a_venue, told_facts
from qurultai.kit.ranges import During
from qurultai.kit.testing.processes import start

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
SERVE = "qurultai.calendar.tests.bookers:serve"
COMMANDS = 40


class Client:
    """Sends commands to a server that dies, keeps a journal of what was acknowledged, and sends the rest again."""

    def __init__(self, commands=COMMANDS):
        self.edition = str(a_venue().edition.id)
        self.commands = commands
        self.acknowledged = []
        self.again = 0

    def burst(self, *, kill_after=None, **trouble):
        """One life of the server, from the first command not acknowledged; killed so long after so many answers."""
        first = len(self.acknowledged)
        server = start(SERVE, self.edition, first, self.commands - first, **trouble)
        assert server.stdout.readline() == "ready\n"
        if kill_after is not None:
            answers, seconds = kill_after
            for _ in range(answers):
                self.hear(server.stdout.readline())
            time.sleep(seconds)
            server.kill()
        for line in server.stdout:
            self.hear(line)
        server.stdout.close()
        server.stdin.close()
        server.wait(30)

    def hear(self, line):
        """Keep an answer in the client's journal."""
        answer = json.loads(line)
        self.acknowledged.append(answer["key"])
        self.again += answer["again"]

    def effects(self):
        """How often each command had its effect."""
        return Counter(booking.title["en"] for booking in Booking.objects.all())

    def expected(self):
        """Each command once."""
        return Counter(f"key-{index}" for index in range(self.commands))


def assert_whole():
    """Nothing is half written: every booking has its claim, every claim its slots, every booking its fact."""
    claims = list(Claim.objects.all())
    assert len(claims) == Booking.objects.count() == len(told_facts("Booked"))
    wanted = {(claim.id, slot) for claim in claims for slot in During(claim.starts_at, claim.ends_at).slots()}
    assert set(ClaimedSlot.objects.values_list("claim_id", "slot")) == wanted
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_killed_again_and_again_every_command_has_one_effect_and_none_is_lost():
    client, dice = Client(), random.Random(1)
    for _ in range(4):
        client.burst(kill_after=(dice.randrange(5), dice.uniform(0, 0.03)))
        lost = Counter(client.acknowledged) - client.effects()
        ghosts = client.effects() - Counter(client.acknowledged)
        assert (lost, ghosts.total() <= 1) == (Counter(), True)
        assert_whole()
    assert len(client.acknowledged) < COMMANDS
    client.burst()
    assert (client.effects(), client.acknowledged) == (client.expected(), [f"key-{n}" for n in range(COMMANDS)])
    assert_whole()


def test_killed_before_the_commit_nothing_is_there_and_the_command_is_done_when_sent_again():
    client = Client(commands=6)
    client.burst(point="before_commit", commits=3)
    assert client.effects() == Counter(client.acknowledged)
    assert_whole()
    client.burst()
    assert (client.effects(), client.again) == (client.expected(), 0)


def test_killed_after_the_commit_and_before_the_answer_the_key_finds_what_was_done():
    client = Client(commands=6)
    client.burst(point="after_commit_before_answer", commits=3)
    assert (client.effects() - Counter(client.acknowledged)).total() == 1
    client.burst()
    assert (client.effects(), client.again) == (client.expected(), 1)


def test_mutant_a_key_claimed_outside_the_transaction_gives_a_second_effect():
    client = Client(commands=6)
    client.burst(point="after_commit_before_answer", commits=2, claim_outside=True)
    client.burst(claim_outside=True)
    assert client.effects() != client.expected()
