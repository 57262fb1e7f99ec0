"""The demonstration's registrations: all categories, most people approved, some to be reviewed, some waiting."""

from collections import Counter

import pytest

from qurultai.demo.load import load
from qurultai.registration.models import Category, Registration

pytestmark = pytest.mark.django_db


def test_some_hundred_people_registered_in_twenty_categories():
    loaded = load()
    states = Counter(Registration.objects.values_list("state", flat=True))
    categories = Category.objects.filter(edition=loaded.edition)
    named = {language for category in categories for language in category.name}
    assert (categories.count(), named, set(states)) == (20, {"kk", "ru", "en"}, {"approved", "submitted", "waiting"})
    assert 250 <= sum(states.values()) <= 400
    assert sum(categories.values_list("used", flat=True)) == states["approved"]
    assert {row.person_id for row in Registration.objects.all()} <= set(loaded.people.values())
