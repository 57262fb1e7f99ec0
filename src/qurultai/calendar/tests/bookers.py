"""A server that books in a burst and may be killed at any moment; runs in a process of its own."""

import json
import sys

from django.conf import settings
from django.db import connection, transaction

from qurultai.calendar.public import book
from qurultai.kit import idempotency
from qurultai.kit.access import SYSTEM
from qurultai.kit.ids import uuid7
from qurultai.kit.sqlite import base
from qurultai.kit.testing.processes import die, say


def carry_out(wish, key, *, claim_outside=False):
    """One command under its idempotency key; whether it had been carried out before."""
    from qurultai.calendar.testing import at

    pending = idempotency.Pending(key, "the same body")
    if idempotency.earlier_answer(pending, "/") is not None:
        return True
    asked = {
        "edition_id": wish["edition"],
        "kind": "meeting",
        "title": {"en": key},
        "during": at(wish["minute"], 5),
        "people": {uuid7(): "side"},
        "by": SYSTEM,
    }
    if claim_outside:
        book(**asked)
        with idempotency.command(pending), transaction.atomic():
            idempotency.claim()
    else:
        with idempotency.command(pending):
            book(**asked)
    return False


def kill_at(point, commits):
    """Die at a commit: before it, or after it and before anybody is answered."""
    done = iter(range(commits, -1, -1))
    commit = connection._commit

    def committing():
        last = next(done) == 0
        if last and point == "before_commit":
            die()
        commit()
        if last and point == "after_commit_before_answer":
            die()

    connection._commit = committing


def serve(edition, first, number, *, point="", commits=0, claim_outside=False, answer_first=False, synchronous="FULL"):
    """Carry out commands first … first+number, each answered on a line of its own once it is committed."""
    settings.WIRING_MODULE = "qurultai.kit.tests.facts"  # nobody listens to bookings, and it is loaded in no time
    base.PRAGMAS = base.PRAGMAS.replace("synchronous=FULL", f"synchronous={synchronous}")
    connection.ensure_connection()
    if point:
        kill_at(point, commits)
    say("ready")
    for index in range(first, first + number):
        if answer_first:
            say(json.dumps({"key": f"key-{index}", "again": False}))
        again = carry_out({"edition": edition, "minute": 5 * index}, f"key-{index}", claim_outside=claim_outside)
        if not answer_first:
            say(json.dumps({"key": f"key-{index}", "again": again}))
    sys.stdout.flush()
