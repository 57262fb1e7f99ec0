"""Facts are recorded with their deliveries, and each delivery is done once however workers fare."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from qurultai.kit import clock, journal
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.errors import Refusal
from qurultai.kit.ids import uuid7
from qurultai.kit.journal import deliver
from qurultai.kit.journal.deliver import LEASE, MAX_ATTEMPTS, deliver_all, deliver_one, has_due, wait_after, work
from qurultai.kit.models import Delivery, Event
from qurultai.kit.testing.processes import start
from qurultai.kit.testing.races import answers_of, errors_of, together
from qurultai.kit.tests import facts
from qurultai.kit.tests.facts import Noted, listen, note

WORK = "qurultai.kit.tests.facts:work"
NOON = dt.datetime(2027, 5, 20, 12, tzinfo=dt.UTC)


def heard():
    """What was heard, in order."""
    return [event.payload["words"] for event in Event.objects.filter(type="noting.Heard")]


def states():
    """The deliveries' states and attempts."""
    return list(Delivery.objects.order_by("id").values_list("state", "attempts"))


@pytest.mark.django_db
def test_a_fact_is_recorded_with_its_actor_edition_instant_and_values():
    person, edition = uuid7(), uuid7()
    with clock.frozen(NOON), transaction.atomic():
        journal.record(Noted("x"), by=Actor(person), edition_id=edition)
    event = Event.objects.get()
    assert (event.type, event.actor_id, event.edition_id, event.happened_at, event.payload) == (
        "noting.Noted",
        person,
        edition,
        NOON,
        {"words": "x"},
    )
    assert journal.fact_of(event.type, event.payload) == Noted("x")


@pytest.mark.django_db
def test_many_facts_are_recorded_in_order_with_all_their_deliveries():
    listen(facts.hear, facts.hear_at_length)
    with transaction.atomic():
        journal.record_many([(Noted(str(number)), None) for number in range(3)], by=SYSTEM)
    assert [event.payload["words"] for event in Event.objects.order_by("seq")] == ["0", "1", "2"]
    assert Delivery.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_a_fact_is_not_recorded_outside_an_action():
    with pytest.raises(transaction.TransactionManagementError):
        journal.record(Noted("x"), by=SYSTEM)
    assert Event.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("words", "error"), [("no", Refusal), ("wrong", ZeroDivisionError)])
def test_an_action_that_fails_leaves_no_fact(words, error):
    with pytest.raises(error):
        note(words)
    assert (Event.objects.count(), Delivery.objects.count()) == (0, 0)


def test_a_name_that_no_context_tells_is_an_error():
    for name in ("noting.Unknown", "nothing.Noted", ""):
        with pytest.raises(LookupError):
            journal.fact_type(name)


@pytest.mark.django_db(transaction=True)
def test_a_delivery_is_done_once_and_no_more():
    note("x")
    assert (has_due(), deliver_one(), deliver_one(), has_due()) == (True, True, False, False)
    assert (heard(), states()) == (["x"], [("done", 1)])


@pytest.mark.django_db(transaction=True)
def test_a_failed_delivery_leaves_nothing_and_waits_ever_longer_until_it_is_stuck():
    listen(facts.hear_and_fail)
    waits, now = [], NOON
    with clock.frozen(now):
        note("x")
    for _ in range(MAX_ATTEMPTS):
        with clock.frozen(now):
            assert (deliver_one(), deliver_one()) == (True, False)
        due = Delivery.objects.get().due_at
        waits.append((due - now).total_seconds())
        now = due
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]
    assert (heard(), states()) == ([], [("stuck", MAX_ATTEMPTS)])
    assert Delivery.objects.get().error.splitlines()[-1] == "ValueError: x"
    with clock.frozen(now + dt.timedelta(days=1)):
        assert deliver_one() is False


def test_nothing_waits_longer_than_an_hour():
    assert wait_after(30) == dt.timedelta(hours=1)


@pytest.mark.django_db(transaction=True)
def test_a_stuck_delivery_does_not_hold_up_the_others():
    listen(facts.hear_and_fail)
    note("bad")
    listen(facts.hear)
    note("good")
    assert deliver_all() == 2
    assert heard() == ["good"]


@pytest.mark.django_db(transaction=True)
def test_a_long_delivery_runs_outside_a_transaction_under_a_lease(monkeypatch):
    seen = []
    listen(facts.hear_at_length)
    monkeypatch.setattr(facts, "hear_at_length", deliver.long(lambda *_: seen.append(leased())))

    def leased():
        return connection.in_atomic_block, Delivery.objects.get().due_at

    with clock.frozen(NOON):
        note("x")
        deliver_one()
    assert (seen, states()) == ([(False, NOON + LEASE)], [("done", 1)])


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_many_workers_do_every_delivery_once():
    for number in range(30):
        note(str(number))
    outcomes = together(lambda _: deliver_all(), 6)
    assert (errors_of(outcomes), sum(answers_of(outcomes))) == ([], 30)
    assert (sorted(heard()), {state for state, _ in states()}) == (sorted(map(str, range(30))), {"done"})


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("death", "words"), [("hear_and_die", "heard\n"), ("die_at_once", "dying\n")])
def test_what_a_killed_worker_held_is_done_once_by_another(death, words):
    note("x")
    worker = start(WORK, death, 1)
    assert (worker.communicate(timeout=60)[0], worker.returncode) == (words, -9)
    assert (heard(), states()) == ([], [("pending", 0)])
    assert deliver_all() == 1
    assert (heard(), states()) == (["x"], [("done", 1)])


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_a_worker_passes_over_what_another_holds():
    for words in "ab":
        note(words)
    worker = start(WORK, "hear_slowly", 1)
    assert worker.stdout.readline() == "holding\n"
    assert (deliver_one(), deliver_one(), heard()) == (True, False, ["b"])
    worker.communicate(timeout=60)
    assert sorted(heard()) == ["a", "b"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_mutant_marked_before_it_is_heard_it_is_lost_with_its_worker():
    note("x")
    worker = start(WORK, "die_at_once", 1, mark_first=True)
    assert worker.communicate(timeout=60)[0] == "dying\n"
    assert (deliver_all(), heard()) == (0, [])


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_mutant_the_effect_outside_the_marks_transaction_happens_twice(monkeypatch):
    monkeypatch.setattr(facts, "hear", deliver.long(facts.hear_at_length))
    note("x")
    deliver_one()
    Delivery.objects.update(state="pending", due_at=NOON)  # the worker died between effect and mark
    monkeypatch.setattr(deliver.clock, "now", lambda: NOON.replace(year=2100))
    deliver_one()
    assert heard() == ["x", "x"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_the_worker_goes_on_after_an_error_and_stops_when_told(monkeypatch):
    note("x")
    stop, troubles = threading.Event(), iter([RuntimeError("gone"), None])
    deliver_now = deliver.deliver_one

    def troubled():
        if (trouble := next(troubles, None)) is not None:
            raise trouble
        done = deliver_now()
        stop.set()
        return done

    monkeypatch.setattr(deliver, "deliver_one", troubled)
    monkeypatch.setattr(deliver, "close_old_connections", lambda: None)
    work(stop, idle_seconds=0.01)
    assert heard() == ["x"]
