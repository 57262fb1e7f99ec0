"""The cast of the access tests, made once for a file, for the tests of the API."""

import pytest
from django.core.cache import cache, caches
from django.test import Client

from architecture.cast import NOW
from architecture.stage import house
from qurultai.kit import clock

__all__ = ["house"]


@pytest.fixture
def cast(house, db):
    """Both forums and a browser for each role, twelve days before the forum; what a test does is taken back."""
    cache.clear()
    caches["limits"].clear()
    with clock.frozen(NOW):
        yield house


@pytest.fixture
def anybody():
    """A browser of nobody in particular."""
    return Client(raise_request_exception=False)
