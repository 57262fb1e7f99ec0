"""A forum at the root with a category, and browsers of those who work there; a test with a forum of its own says so."""

import pytest

from qurultai.accreditation.testing import a_category, an_edition
from qurultai.accreditation.tests.desk import browser
from qurultai.editions.models import Edition


@pytest.fixture
def category():
    edition = an_edition("here")
    Edition.objects.filter(pk=edition.pk).update(at_root=True)
    return a_category(edition, "Speaker", number=7)


@pytest.fixture
def secu(category):
    return browser(category.edition, "secu")


@pytest.fixture
def oper(category):
    return browser(category.edition, "oper")


@pytest.fixture
def prot(category):
    return browser(category.edition, "prot")
