"""What tests of registration's pages begin with."""

import pytest
from django.core.cache import caches

from qurultai.editions.testing import an_edition


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    """Limits begin anew."""
    caches["limits"].clear()


@pytest.fixture
def forum(db):
    """The forum at the site's root."""
    return an_edition("root", at_root=True)
