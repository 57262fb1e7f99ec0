"""The doctor finds each thing that is wrong with the databases' rules, and says what to do."""

import sqlite3

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.db import connection, connections

from qurultai.kit import clock
from qurultai.kit.models import Delivery, Event
from qurultai.kit.sqlite.base import DatabaseWrapper
from qurultai.project import doctor

pytestmark = pytest.mark.django_db(transaction=True)
embedded = pytest.mark.embedded


@pytest.fixture(autouse=True)
def connected(transactional_db):
    """A mutant of the connection is one of a connection that is there."""
    connection.ensure_connection()


def finding(subject):
    """What is said of one thing."""
    (found,) = (one for one in doctor.examine() if one.subject == subject)
    return found


def set_to(setting, value):
    """Change a setting of this connection."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {setting}={value}" if connection.vendor == "sqlite" else f"SET {setting} TO {value}")


def test_an_installation_that_keeps_the_rules_is_well():
    assert [one for one in doctor.examine() if not one.well] == []


@embedded
@pytest.mark.parametrize(
    ("pragma", "value", "words"),
    [
        ("synchronous", "NORMAL", "Set synchronous=2."),
        ("synchronous", "OFF", "Set synchronous=2."),
        ("foreign_keys", "OFF", "Set foreign_keys=1."),
    ],
)
def test_a_weaker_pragma_is_found(pragma, value, words):
    set_to(pragma, value)
    found = finding("durability")
    assert (found.well, found.words.endswith(words)) == (False, True)


@embedded
def test_a_journal_that_is_no_wal_is_found():
    set_to("journal_mode", "DELETE")
    try:
        assert finding("durability").words.endswith("Set journal_mode=wal.")
    finally:
        set_to("journal_mode", "WAL")


@pytest.mark.cluster
def test_a_postgresql_that_answers_before_the_disk_has_it_is_found():
    set_to("synchronous_commit", "off")
    found = finding("durability")
    assert (found.well, found.words.endswith("Set synchronous_commit=on.")) == (False, True)


@embedded
def test_transactions_that_begin_as_readers_are_found(monkeypatch):
    monkeypatch.setattr(connections["default"], "transaction_mode", "DEFERRED")
    assert (finding("writers").well, "qurultai.kit.sqlite" in finding("writers").words) == (False, True)


@embedded
def test_a_transaction_around_every_request_is_found(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", True)
    assert finding("writers").well is False


@embedded
def test_pages_that_could_write_are_found(monkeypatch):
    monkeypatch.setattr(DatabaseWrapper, "_query_only", lambda self, yes: None)
    assert (finding("writers").well, finding("writers").words) == (
        False,
        "Pages that only read can write. Report this as a bug.",
    )


@embedded
def test_an_sqlite_that_can_corrupt_a_wal_is_found(monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.51.2")
    assert (finding("sqlite").well, "pysqlite3" in finding("sqlite").words) == (False, True)


def test_stuck_deliveries_are_counted_with_where_to_look():
    event = Event.objects.create(type="x.Y", happened_at=clock.now(), payload={})
    assert finding("deliveries").well is True
    Delivery.objects.create(event=event, listener="nobody:listens", state="stuck", due_at=clock.now())
    assert (finding("deliveries").well, finding("deliveries").words) == (
        False,
        "1 stuck, 0 waiting. Look at them in the office’s journal and let them be tried again.",
    )


def test_a_gate_whose_program_was_not_made_is_found(settings):
    settings.STATICFILES_FINDERS = []
    get_finder.cache_clear()
    found = finding("gate")
    assert (found.well, "run “make”" in found.words) == (False, True)
