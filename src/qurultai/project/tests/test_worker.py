"""The worker does the chores that only time brings."""

import datetime as dt
import threading

import pytest

from qurultai.calendar import public as calendar
from qurultai.calendar.models import Booking
from qurultai.editions.testing import an_edition, holder_of
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.ranges import During
from qurultai.kit.text import Text
from qurultai.project import worker

pytestmark = pytest.mark.django_db(transaction=True)
NOON = dt.datetime(2027, 9, 13, 7, tzinfo=dt.UTC)


def a_request(edition, until):
    return calendar.book(
        edition_id=edition.id,
        kind="meeting",
        title=Text(en="Request"),
        during=During.of(NOON, 30),
        people={holder_of(edition).id: "guest"},
        pending_until=until,
        by=SYSTEM,
    )


def test_a_request_that_nobody_answered_goes_by_itself_and_a_fresh_one_stays():
    edition = an_edition()
    now = clock.now()
    old = a_request(edition, now - dt.timedelta(minutes=1))
    fresh = a_request(edition, now + dt.timedelta(minutes=10))
    worker.chores()
    states = dict(Booking.objects.values_list("id", "state"))
    assert states == {old.id: "cancelled", fresh.id: "pending"}


def test_the_chores_are_done_until_told_to_stop(monkeypatch):
    done = threading.Event()
    monkeypatch.setattr(worker, "chores", done.set)
    stop = threading.Event()
    thread = threading.Thread(target=worker.do_chores, args=(stop, 0.01))
    thread.start()
    assert done.wait(5)
    stop.set()
    thread.join(5)
    assert not thread.is_alive()
