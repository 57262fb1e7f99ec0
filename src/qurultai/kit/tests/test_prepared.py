"""Queries that are compiled once ask what they would ask if they were compiled each time."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import connection, connections, transaction
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext

from qurultai.kit import prepared as module
from qurultai.kit.models import Delivery, Event
from qurultai.kit.prepared import LONGEST_LIST, prepared

pytestmark = pytest.mark.django_db
NINE = dt.datetime(2027, 5, 20, 4, tzinfo=dt.UTC)


@pytest.fixture
def events():
    """One event an hour, each with a delivery."""
    made = [Event(type=f"kit.Number{n}", happened_at=NINE + dt.timedelta(hours=n), payload={"n": n}) for n in range(20)]
    Event.objects.bulk_create(made)
    Delivery.objects.bulk_create(Delivery(event=one, listener="x:y", due_at=one.happened_at) for one in made)
    return made


@prepared
def of_key(key):
    return Event.objects.filter(id=key)


@prepared
def among(seqs, since, until):
    return Event.objects.filter(seq__in=seqs, happened_at__gte=since, happened_at__lt=until).order_by("-seq")


@prepared
def types_of(kinds):
    return Event.objects.filter(type__in=kinds).order_by("seq").values_list("type", flat=True)


@prepared
def deliveries(key):
    return Delivery.objects.filter(event__id=key).select_related("event")


@prepared
def locked(key):
    return Event.objects.select_for_update().filter(id=key)


@prepared
def of_edition(edition_id):
    return Event.objects.filter(edition_id=edition_id)


def test_each_call_asks_for_its_own_value(events):
    assert [of_key(one.id) for one in events[:3]] == [[one] for one in events[:3]]
    assert of_key(uuid.uuid4()) == []
    assert of_key(key=events[4].id)[0].payload == {"n": 4}


@pytest.mark.parametrize("length", [0, 1, 2, LONGEST_LIST, LONGEST_LIST + 1])
def test_lists_of_any_length_and_times_are_compared_as_usual(events, length):
    seqs, until = [one.seq for one in events[:length]], NINE + dt.timedelta(hours=2)
    for _again in range(2):
        assert among(seqs, NINE, until) == [one for one in events[:length][::-1] if one.happened_at < until]
        assert types_of([one.type for one in events[:length]]) == [one.type for one in events[:length]]


def test_rows_come_with_what_belongs_to_them(events, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = [deliveries(one.id)[0].event.payload for one in events[5:7]]
    assert found == [{"n": 5}, {"n": 6}]


def test_nothing_is_asked_for_in_the_usual_way(events):
    assert of_edition(uuid.uuid4()) == []
    assert len(of_edition(None)) == 20


def test_a_query_is_compiled_once_for_each_length(events, monkeypatch):
    connections["default"].__dict__.pop(module.KEPT, None)
    compiled = []
    real = SQLCompiler.as_sql
    monkeypatch.setattr(SQLCompiler, "as_sql", lambda self, *more: compiled.append(self) or real(self, *more))
    for one in events:
        of_key(one.id)
        types_of([one.type, "kit.None"])
    types_of(["kit.None"])
    assert len(compiled) == 3


def test_every_thread_has_its_own(events):
    found = []

    def look():
        found.append([of_edition(uuid.uuid4()), of_edition(uuid.uuid4())])
        connection.close()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == [[[], []]] * 4


def test_a_lock_is_asked_for_each_time(events):
    with transaction.atomic(), CaptureQueriesContext(connection) as seen:
        assert [locked(one.id) for one in events[:2]] == [[one] for one in events[:2]]
    locks = sum("FOR UPDATE" in query["sql"] for query in seen.captured_queries)
    assert locks == (2 if connection.features.has_select_for_update else 0)


def test_mutant_a_value_made_part_of_the_query_answers_for_all(events, monkeypatch):
    monkeypatch.setattr(module, "_stand_in", lambda _name, value: value)
    connections["default"].__dict__.pop(module.KEPT, None)
    assert [of_key(one.id) for one in events[:2]] == [[events[0]], [events[0]]]
    connections["default"].__dict__.pop(module.KEPT, None)
