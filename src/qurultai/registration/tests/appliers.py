"""A server that takes applications in a burst and may be killed at any moment; runs in a process of its own."""

import json
import sys
from uuid import UUID

from django.conf import settings
from django.db import connection

from qurultai.calendar.tests.bookers import kill_at
from qurultai.kit import idempotency
from qurultai.kit.access import SYSTEM
from qurultai.kit.sqlite import base
from qurultai.kit.testing.processes import say


def send(draft):
    """One application under its idempotency key; whether it had been sent before."""
    from qurultai.registration.models import Registration
    from qurultai.registration.public import submit_registration

    pending = idempotency.Pending(f"key-{draft}", "the same body")
    if idempotency.earlier_answer(pending, "/") is not None:
        return True
    with idempotency.command(pending):
        submit_registration(Registration.objects.get(pk=UUID(draft)), by=SYSTEM)
    return False


def serve(drafts, *, point="", commits=0, answer_first=False, synchronous="FULL"):
    """Send these drafts, each answered on a line of its own once it is committed."""
    settings.WIRING_MODULE = "qurultai.kit.tests.facts"
    base.PRAGMAS = base.PRAGMAS.replace("synchronous=FULL", f"synchronous={synchronous}")
    connection.ensure_connection()
    if point:
        kill_at(point, commits)
    say("ready")
    for draft in drafts:
        if answer_first:
            say(json.dumps({"draft": draft, "again": False}))
        again = send(draft)
        if not answer_first:
            say(json.dumps({"draft": draft, "again": again}))
    sys.stdout.flush()
