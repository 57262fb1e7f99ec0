"""The worker's half of the journal: take what is due, do it, mark it done in the same transaction."""

import datetime as dt
import importlib
import logging
import threading
import traceback
from collections.abc import Callable

from django.db import close_old_connections, connection, transaction

from qurultai.kit import clock
from qurultai.kit.journal.facts import fact_of
from qurultai.kit.models import Delivery

logger = logging.getLogger(__name__)
MAX_ATTEMPTS = 10
FIRST_WAIT_SECONDS = 2
LEASE = dt.timedelta(seconds=60)


def wait_after(attempts: int) -> dt.timedelta:
    """Exponential backoff: 2, 4, 8 … seconds, at most an hour."""
    return dt.timedelta(seconds=min(FIRST_WAIT_SECONDS * 2 ** (attempts - 1), 3600))


def receiver_of(listener: str) -> Callable:
    """The function behind `module:function`."""
    module, _, name = listener.partition(":")
    return getattr(importlib.import_module(module), name)


def long(receiver: Callable) -> Callable:
    """Mark a receiver that renders or talks to the network: it runs under a lease, outside any transaction."""
    receiver.is_long = True
    return receiver


def deliver_one() -> bool:
    """Do the oldest due delivery; False when nothing is due.

    A short receiver shares one transaction with the mark, so a killed worker leaves the delivery to another
    (PostgreSQL: SKIP LOCKED) and its writes are never there without the mark. A long one runs under a lease of
    `LEASE_SECONDS`; if its worker dies, it runs again, so it must be idempotent.
    """
    with transaction.atomic():
        delivery = _next_due()
        if delivery is None:
            return False
        delivery.attempts += 1
        receiver = receiver_of(delivery.listener)
        if not getattr(receiver, "is_long", False):
            _attempt(delivery, receiver)
            return True
        delivery.due_at = clock.now() + LEASE
        delivery.save(update_fields=["attempts", "due_at"])
    _attempt(delivery, receiver)
    return True


def _next_due() -> Delivery | None:
    due = Delivery.objects.filter(state=Delivery.State.PENDING, due_at__lte=clock.now()).order_by("due_at", "id")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True, of=("self",))
    return due.select_related("event").first()


def _attempt(delivery: Delivery, receiver: Callable) -> None:
    event = delivery.event
    try:
        if connection.in_atomic_block:
            with transaction.atomic():
                receiver(fact_of(event.type, event.payload), event)
        else:
            receiver(fact_of(event.type, event.payload), event)
    except Exception:  # noqa: BLE001 - the worker is the one place that survives every receiver
        stuck = delivery.attempts >= MAX_ATTEMPTS
        delivery.error = traceback.format_exc(limit=8)
        delivery.state = Delivery.State.STUCK if stuck else Delivery.State.PENDING
        delivery.due_at = clock.now() + wait_after(delivery.attempts)
        logger.warning("delivery %s to %s failed (%s)", event.id, delivery.listener, delivery.attempts)
    else:
        delivery.state, delivery.error = Delivery.State.DONE, ""
    with transaction.atomic():
        delivery.save(update_fields=["state", "attempts", "due_at", "error"])


def deliver_all(limit: int = 10_000) -> int:
    """Do what is due until nothing is; returns how many. For tests and the command line."""
    done = 0
    while done < limit and deliver_one():
        done += 1
    return done


def has_due() -> bool:
    """Whether anything is due: a cheap look without the writers' queue."""
    return Delivery.objects.filter(state=Delivery.State.PENDING, due_at__lte=clock.now()).exists()


def work(stop: threading.Event, idle_seconds: float = 0.5) -> None:
    """Deliver until told to stop: a thread of the web process on SQLite, a process of its own on PostgreSQL."""
    while not stop.is_set():
        try:
            busy = has_due() and deliver_one()
        except Exception:
            logger.exception("the worker could not reach the journal")
            busy = False
            close_old_connections()
        if not busy:
            stop.wait(idle_seconds)
