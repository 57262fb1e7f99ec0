"""Recording: the fact and its deliveries, in the transaction of the action that made it."""

import importlib
from collections.abc import Callable
from functools import cache
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import transaction

from qurultai.kit import clock
from qurultai.kit.access import Actor
from qurultai.kit.journal.facts import Fact, type_name
from qurultai.kit.models import Delivery, Event


@cache
def listeners(fact: type[Fact]) -> tuple[str, ...]:
    """Dotted names of the receivers that wiring.py sets to a fact."""
    reactions = importlib.import_module(settings.WIRING_MODULE).REACTIONS
    return tuple(listener_name(receiver) for receiver in reactions.get(fact, ()))


def listener_name(receiver: Callable) -> str:
    """`module:function` of a receiver."""
    return f"{receiver.__module__}:{receiver.__qualname__}"


def record(fact: Fact, *, by: Actor, edition_id: UUID | None = None) -> Event:
    """Write a fact and one delivery for each of its listeners; must stand inside an action's transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a fact is recorded inside an action")
    now = clock.now()
    event = Event.objects.create(
        type=type_name(type(fact)),
        edition_id=edition_id,
        actor_id=by.person_id,
        happened_at=now,
        payload=msgspec.to_builtins(fact),
    )
    Delivery.objects.bulk_create(Delivery(event=event, listener=name, due_at=now) for name in listeners(type(fact)))
    return event
