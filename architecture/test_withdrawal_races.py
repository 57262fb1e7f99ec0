"""I9 in traffic: a request that began after a withdrawal was committed never gets through."""

import functools
import os
import threading
import time

import pytest
from django.db import connection

from architecture.cast import NOW, make_cast
from qurultai.editions import queries
from qurultai.editions.models import Grant
from qurultai.editions.public import grant_role, withdraw_role
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.people.testing import browser_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
READERS = 3
OFFICE = "/en/office/people/"
ROUNDS = 1000 if os.environ.get("QURULTAI_NIGHTLY") == "1" else 15


def got_through_late() -> list[int]:
    """Readers ask without pause while a role is withdrawn and given again; which late requests were answered."""
    with clock.frozen(NOW):
        cast = make_cast()
    person, edition = cast.own.people["prog"], cast.own.edition
    assert browser_of(person).get(OFFICE).status_code == 200
    answered, stop, got_through = [0], threading.Event(), []
    state = [0]  # odd: the role is withdrawn and that is committed

    def read() -> None:
        client = browser_of(person)
        while not stop.is_set():
            begun = state[0]
            if client.get(OFFICE).status_code == 200 and begun % 2 and begun == state[0]:
                got_through.append(begun)
            answered[0] += 1
        connection.close()

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for _ in range(ROUNDS):
        withdraw_role(Grant.objects.get(edition=edition, role="prog", person=person), by=SYSTEM)
        state[0] += 1
        enough = answered[0] + 2 * READERS
        while answered[0] < enough:
            time.sleep(0.002)
        state[0] += 1
        grant_role(edition, person.id, "prog", by=SYSTEM)
    stop.set()
    for reader in readers:
        reader.join(60)
    return got_through


def test_no_request_that_began_after_a_withdrawal_gets_through():
    assert got_through_late() == []


def test_mutant_roles_kept_for_a_while_let_late_requests_through(monkeypatch):
    monkeypatch.setattr(queries, "actor_and_edition", functools.cache(queries.actor_and_edition))
    assert got_through_late() != []
