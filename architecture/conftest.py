"""The cast of the access tests, made once for a file of tests; each test plays with it and leaves it as it was."""

import logging

import pytest

from architecture.cast import NOW, make_cast
from architecture.stage import remember, undone
from qurultai.kit import clock


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """Both forums in one transaction that is taken back at the end of the file."""
    with django_db_blocker.unblock(), undone():
        yield make_cast()


@pytest.fixture
def cast(house, db, settings, monkeypatch):
    """Both forums and a browser for each role, twelve days before the forum."""
    settings.DEMO = True
    remember(house, monkeypatch)
    logging.disable(logging.CRITICAL)  # thousands of refusals are the aim here
    with clock.frozen(NOW):
        yield house
    logging.disable(logging.NOTSET)
