"""F4, I3: PostgreSQL is stopped as a power cut stops it; what was acknowledged is there when it is back."""

import contextlib
import json
from collections import Counter

import psycopg
import pytest

from qurultai.calendar.testing import a_venue
from qurultai.kit.testing.postgres import PrivatePostgres, programs
from qurultai.kit.testing.processes import Nursery

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.race,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(programs() is None, reason="the server's own programs stop and start it"),
]
STOPS = 4
A_LIFE = 40


@pytest.fixture
def server():
    """A server with one forum."""
    made = PrivatePostgres()
    made.edition = str(a_venue().edition.id)
    made.copy()
    yield made
    made.close()


@contextlib.contextmanager
def nursery(server, **environment):
    """Where the web's processes are born; they use that server."""
    born = Nursery(
        "qurultai.calendar.tests.bookers",
        "qurultai.calendar.testing",
        environment={"QURULTAI_DATABASE_URL": server.url} | environment,
    )
    try:
        yield born
    finally:
        born.close()


def burst(server, born, first, answers):
    """The keys acknowledged until the server is stopped after so many answers."""
    born.begin("qurultai.calendar.tests.bookers:serve", server.edition, first, A_LIFE)
    assert born.hear() == "ready"
    heard = [born.hear() for _ in range(answers)]
    server.stop_at_once()
    heard += born.last_words()
    return [json.loads(line)["key"] for line in heard]


def effects(server):
    """How often each command had its effect."""
    with psycopg.connect(server.url) as database:
        return Counter(title for (title,) in database.execute("SELECT title->>'en' FROM calendar_booking"))


def test_stopped_again_and_again_nothing_acknowledged_is_lost_and_every_command_has_one_effect(server, capfd):
    acknowledged = Counter()
    with nursery(server) as born:
        for stop in range(STOPS):
            acknowledged.update(burst(server, born, acknowledged.total(), stop % 4))
            server.start()
            ghosts = effects(server) - acknowledged
            assert (acknowledged - effects(server), ghosts.total() <= 1) == (Counter(), True)
        born.begin("qurultai.calendar.tests.bookers:serve", server.edition, acknowledged.total(), 2)
        acknowledged.update(json.loads(line)["key"] for line in born.last_words()[1:])
    assert effects(server) == acknowledged == Counter(acknowledged.keys())


def test_mutant_without_a_synchronous_commit_acknowledged_work_is_lost(server, capfd):
    with nursery(server, PGOPTIONS="-c synchronous_commit=off") as born:
        acknowledged = Counter(burst(server, born, 0, 5))
    server.start()
    assert acknowledged - effects(server) != Counter()
