"""Test processes share nothing, and a test with real transactions leaves nothing behind."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from qurultai.kit.models import Delivery, Event
from qurultai.kit.testing.emptying import empty
from qurultai.kit.testing.environment import redis_of_worker
from qurultai.kit.tests.facts import note


@pytest.mark.parametrize("url", ["redis://127.0.0.1:6379/5", "redis://127.0.0.1:6379/", "redis://127.0.0.1:6379/14"])
def test_no_two_processes_use_one_redis_database(url):
    addresses = [url.rstrip("/"), *(redis_of_worker(url, f"gw{number}") for number in range(15))]
    numbers = {int(address.rpartition("/")[2]) if address.count("/") == 3 else 0 for address in addresses}
    assert numbers == set(range(16))


def test_more_workers_than_databases_are_refused():
    with pytest.raises(ValueError, match="16 databases"):
        redis_of_worker("redis://127.0.0.1:6379/0", "gw15")


@pytest.mark.django_db(transaction=True)
def test_only_what_a_test_wrote_is_emptied_and_what_migrating_wrote_stays():
    kept = ContentType.objects.count(), Permission.objects.count()
    note("x")
    assert empty() == ["kit_delivery", "kit_event"]
    assert (Event.objects.count(), Delivery.objects.count(), empty()) == (0, 0, [])
    assert (ContentType.objects.count(), Permission.objects.count()) == kept
    assert min(kept) > 0
