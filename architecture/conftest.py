"""The cast of the access tests, made once for a file of tests; each test plays with it and leaves it as it was."""

import logging

import pytest

from architecture.cast import NOW
from architecture.stage import house, remember
from qurultai.kit import clock

__all__ = ["house"]


@pytest.fixture
def cast(house, db, settings, monkeypatch):
    """Both forums and a browser for each role, twelve days before the forum."""
    settings.DEMO = True
    remember(house, monkeypatch)
    logging.disable(logging.CRITICAL)  # thousands of refusals are the aim here
    with clock.frozen(NOW):
        yield house
    logging.disable(logging.NOTSET)
