"""The context of these tests is wired for each of them."""

import pytest

from qurultai.kit.tests import facts


@pytest.fixture(autouse=True)
def wired(settings):
    """Only `hear` listens, and the addresses are the tests' own."""
    settings.WIRING_MODULE = settings.ROOT_URLCONF = "qurultai.kit.tests.facts"
    facts.listen(facts.hear)
    yield
    facts.listen(facts.hear)
