"""A context that exists only for these tests: a fact, who listens to it, and pages that record it."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from qurultai.kit import journal
from qurultai.kit.access import OPEN, SYSTEM, guard
from qurultai.kit.action import action
from qurultai.kit.errors import Refusal
from qurultai.kit.journal import Fact, deliver
from qurultai.kit.journal.deliver import long
from qurultai.kit.models import Delivery, Event
from qurultai.kit.testing.processes import die, say


@dataclass(frozen=True)
class Noted(Fact):
    """Somebody noted something."""

    words: str


@dataclass(frozen=True)
class Heard(Fact):
    """A listener heard of it: the effect that must be there once."""

    words: str


Noted.__module__ = Heard.__module__ = "qurultai.noting.events"
sys.modules["qurultai.noting"] = sys.modules["qurultai.noting.events"] = sys.modules[__name__]


@action
def note(words: str) -> None:
    """Record it; "no" is refused."""
    journal.record(Noted(words), by=SYSTEM)
    if words == "no":
        raise Refusal
    if words == "wrong":
        raise ZeroDivisionError


@action
def write_down(fact: Noted) -> None:
    """Record that it was heard."""
    journal.record(Heard(fact.words), by=SYSTEM)


def hear(fact: Noted, event: Event) -> None:
    """Hear it, in the delivery's own transaction."""
    write_down(fact)


def hear_and_fail(fact: Noted, event: Event) -> None:
    """Hear it and then break."""
    write_down(fact)
    raise ValueError(fact.words)


def hear_and_die(fact: Noted, event: Event) -> None:
    """Hear it and be killed before the mark."""
    write_down(fact)
    say("heard")
    die()


def die_at_once(fact: Noted, event: Event) -> None:
    """Be killed before hearing it."""
    say("dying")
    die()


def hear_slowly(fact: Noted, event: Event) -> None:
    """Hear it, tell the parent, and hold the delivery for a while."""
    write_down(fact)
    say("holding")
    time.sleep(3)


@long
def hear_at_length(fact: Noted, event: Event) -> None:
    """Hear it under a lease."""
    write_down(fact)


REACTIONS: dict = {Noted: (hear,)}
"""Stands for wiring.py; tests change it."""


def listen(*receivers: object) -> None:
    """Let these receivers, and no others, be told of what is noted from now on."""
    REACTIONS[Noted] = receivers
    journal.record.__globals__["listeners"].cache_clear()


def work(replacement: str, times: int, *, mark_first: bool = False) -> None:
    """A worker process in which `hear` is another function: deliveries found by name reach that one."""
    globals()["hear"] = globals()[replacement]
    if mark_first:
        deliver._attempt = _marked_first
    for _ in range(times):
        say(str(deliver.deliver_one()))


def _marked_first(delivery: Delivery, receiver: Callable) -> None:
    """A mutant of the worker: the mark is committed before the receiver runs."""
    Delivery.objects.filter(id=delivery.id).update(state=Delivery.State.DONE)
    event = delivery.event
    transaction.on_commit(lambda: receiver(journal.fact_of(event.type, event.payload), event))


@require_POST
@guard(OPEN)
def noting(request: HttpRequest) -> HttpResponse:
    """Note what is sent and say how many notes there are."""
    note(request.POST["words"])
    return HttpResponse(str(Event.objects.filter(type="noting.Noted").count()), status=201)


urlpatterns = [path("api/notes/", noting), path("notes/", noting)]
