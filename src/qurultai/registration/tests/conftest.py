"""What tests of registration begin with."""

import datetime as dt

import pytest
from django.core.cache import caches

from qurultai.editions.testing import an_edition
from qurultai.kit import clock
from qurultai.registration.testing import a_registration

NOW = dt.datetime(2027, 5, 1, 6, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    """Limits begin anew."""
    caches["limits"].clear()


@pytest.fixture
def forum(db):
    """The forum at the site's root."""
    return an_edition("root", at_root=True)


@pytest.fixture
def edition(db):
    """A forum, four months before it opens."""
    with clock.frozen(NOW):
        yield an_edition()


def one_after_another(category, number):
    """So many applications, a minute between them."""
    rows = []
    for minute in range(number):
        with clock.frozen(NOW + dt.timedelta(minutes=minute)):
            rows.append(a_registration(category))
    return rows
