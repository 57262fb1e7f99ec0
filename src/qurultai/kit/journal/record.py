"""Recording: the fact and its deliveries, in the transaction of the action that made it."""

from collections.abc import Callable, Iterable
from functools import cache
from uuid import UUID

import msgspec
from django.db import transaction

from qurultai.kit import clock
from qurultai.kit.access import Actor
from qurultai.kit.journal.facts import Fact, type_name
from qurultai.kit.models import Delivery, Event
from qurultai.kit.wired import wired

BATCH = 1000


@cache
def listeners(fact: type[Fact]) -> tuple[str, ...]:
    """Dotted names of the receivers that wiring.py sets to a fact."""
    reactions = wired("REACTIONS")
    return tuple(listener_name(receiver) for receiver in reactions.get(fact, ()))


def listener_name(receiver: Callable) -> str:
    """`module:function` of a receiver."""
    return f"{receiver.__module__}:{receiver.__qualname__}"


def record(fact: Fact, *, by: Actor, edition_id: UUID | None = None) -> Event:
    """Write a fact and one delivery for each of its listeners; must stand inside an action's transaction."""
    return record_many([(fact, edition_id)], by=by)[0]


def record_many(facts: Iterable[tuple[Fact, UUID | None]], *, by: Actor) -> list[Event]:
    """Write facts, each with its edition, and all their deliveries in a few statements, in the order given."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a fact is recorded inside an action")
    now = clock.now()
    facts = list(facts)
    rows = [
        Event(
            type=type_name(type(fact)),
            edition_id=edition_id,
            actor_id=by.person_id,
            happened_at=now,
            payload=msgspec.to_builtins(fact),
        )
        for fact, edition_id in facts
    ]
    Event.objects.bulk_create(rows, batch_size=BATCH)
    Delivery.objects.bulk_create(
        (
            Delivery(event=row, listener=name, due_at=now)
            for (fact, _), row in zip(facts, rows, strict=True)
            for name in listeners(type(fact))
        ),
        batch_size=BATCH,
    )
    return rows
