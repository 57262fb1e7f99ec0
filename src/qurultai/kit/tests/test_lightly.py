"""What nobody would miss does not wait for the disk; everything else does (I3)."""

import pytest
from django.db import connection, transaction

from qurultai.kit import clock
from qurultai.kit.lightly import lightly
from qurultai.kit.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
HOW = {"sqlite": "PRAGMA synchronous", "postgresql": "SHOW synchronous_commit"}
WAITS, DOES_NOT = {"sqlite": (2, 1), "postgresql": ("on", "off")}[connection.vendor]


def waiting():
    """How much a commit of this connection waits for the disk."""
    with connection.cursor() as cursor:
        cursor.execute(HOW[connection.vendor])
        return cursor.fetchone()[0]


def an_event():
    return Event.objects.create(type="kit.Happened", happened_at=clock.now(), payload={})


def test_only_the_transaction_inside_does_not_wait():
    assert waiting() == WAITS
    with lightly():
        assert (waiting(), connection.in_atomic_block) == (DOES_NOT, True)
        an_event()
    assert (waiting(), Event.objects.count()) == (WAITS, 1)


def test_inside_another_transaction_it_is_as_durable_as_that():
    with transaction.atomic(), lightly():
        assert waiting() == WAITS


def test_after_an_error_the_next_one_waits_again():
    with pytest.raises(ZeroDivisionError), lightly():
        an_event()
        raise ZeroDivisionError
    assert (waiting(), Event.objects.count()) == (WAITS, 0)
