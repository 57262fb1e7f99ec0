"""SQLite as reliability asks; writers in a fair queue; pages cannot write by accident. PostgreSQL commits for sure."""

import sqlite3
import threading

import pytest
from django.db import OperationalError, connection, transaction

from qurultai.kit.models import ReadyRelease
from qurultai.kit.sqlite import base
from qurultai.kit.sqlite.turnstile import Turnstile
from qurultai.kit.testing.races import answers_of, together
from qurultai.kit.tests.facts import note

only_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'")


def pragma(name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_every_connection_is_durable_and_checks_its_keys():
    wanted = {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1, "mmap_size": 0}
    settings = together(lambda _: {name: pragma(name) for name in wanted}, 3)
    assert answers_of(settings) == [wanted] * 3
    assert connection.transaction_mode == "IMMEDIATE"


@pytest.mark.skipif("connection.vendor != 'postgresql'")
@pytest.mark.django_db(transaction=True)
def test_postgresql_answers_after_the_disk_has_it():
    with connection.cursor() as cursor:
        for name in ("synchronous_commit", "fsync", "full_page_writes"):
            assert (name, cursor.execute(f"SHOW {name}").fetchone()[0]) == (name, "on")


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_page_that_only_reads_cannot_write_outside_an_action():
    row = ReadyRelease(edition_id="0" * 32, release=1, on_air_at="2027-01-01T00:00Z")
    with connection.reading():
        with pytest.raises(OperationalError, match="readonly"), connection.cursor() as cursor:
            cursor.execute("DELETE FROM kit_readyrelease")
        note("x")
        with pytest.raises(OperationalError, match="readonly"), connection.cursor() as cursor:
            cursor.execute("DELETE FROM kit_readyrelease")
    row.save()


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_refused_write_lets_the_next_writer_in():
    def fail():
        with transaction.atomic():
            raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            fail()
    note("x")


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_connection_closed_in_a_transaction_lets_the_next_writer_in():
    def vanish(_):
        transaction.atomic().__enter__()
        note("x")
        connection.close()

    together(vanish, 1)
    note("x")


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_whoever_waits_too_long_for_another_process_is_told_that_the_database_is_busy(monkeypatch):
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=50")
    with pytest.raises(OperationalError, match="locked"):
        note("x")
    other.rollback()
    other.close()
    note("x")


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_whoever_waits_too_long_in_the_queue_is_told_that_the_database_is_busy(monkeypatch):
    monkeypatch.setattr(base, "WAIT_SECONDS", 0.05)
    queue = base.turnstile_of(str(connection.settings_dict["NAME"]))
    queue.enter(1)
    with pytest.raises(OperationalError, match="busy"):
        note("x")
    queue.leave()
    note("x")


def arrivals(queue, number):
    """Let so many come one after another while it is taken, then let them in; the order in which they got in."""
    order, threads = [], []
    queue.enter(1)

    def come(name):
        queue.enter(10)
        order.append(name)
        queue.leave()

    for name in range(number):
        thread = threading.Thread(target=come, args=(name,))
        thread.start()
        threads.append(thread)
        while len(queue._queue) <= name:
            threading.Event().wait(0.001)
    queue.leave()
    for thread in threads:
        thread.join(10)
    return order


def test_writers_come_in_the_order_of_their_arrival():
    assert arrivals(Turnstile(), 20) == list(range(20))


def test_mutant_letting_the_last_in_first_is_seen():
    queue = Turnstile()

    def leave():
        with queue._guard:
            if queue._queue:
                queue._queue.pop().set()
            else:
                queue._taken = False

    queue.leave = leave
    assert arrivals(queue, 5) != list(range(5))


def test_whoever_gives_up_waiting_is_not_called():
    queue = Turnstile()
    queue.enter(1)
    with pytest.raises(TimeoutError):
        queue.enter(0.01)
    queue.leave()
    queue.enter(0.01)
