"""What contexts above see through the door."""

import pytest

from qurultai.registration import public as registration
from qurultai.registration.testing import a_category, a_person, a_photo, a_registration, an_edition, in_three

pytestmark = pytest.mark.django_db


def test_badge_facts_are_those_of_who_takes_part_in_the_order_of_names():
    edition, other = an_edition(), an_edition()
    category = a_category(edition, "Speaker", colour="#aa3300", number=7, capacity=2)
    last = a_registration(category, a_person("Яна"), latin_name="Yana", country="DE")
    first = a_registration(category, a_person("Aru"))
    a_registration(category)
    a_registration(a_category(other))
    digest = a_photo(first)
    found = registration.badge_facts(edition)
    assert found == [
        registration.BadgeFacts(
            first.pk, first.code, first.person_id, "Aru", "Aru", "Test Company", "KZ", category.pk, 7,
            in_three("Speaker"), "#aa3300", digest, "approved",
        ),
        registration.BadgeFacts(
            last.pk, last.code, last.person_id, "Яна", "Yana", "Test Company", "DE", category.pk, 7,
            in_three("Speaker"), "#aa3300", None, "approved",
        ),
    ]  # fmt: skip


def test_facts_of_chosen_registrations_come_in_whatever_state():
    edition = an_edition()
    category = a_category(edition, capacity=1)
    rows = [a_registration(category), a_registration(category)]
    found = registration.badge_facts(edition, [row.pk for row in rows])
    assert {(fact.registration_id, fact.state) for fact in found} == {
        (rows[0].pk, "approved"),
        (rows[1].pk, "waiting"),
    }


@pytest.mark.parametrize("number", [1, 3])
def test_badge_facts_take_one_query(number, django_assert_num_queries):
    edition = an_edition()
    category = a_category(edition)
    for _ in range(number):
        a_registration(category)
    with django_assert_num_queries(1):
        assert len(registration.badge_facts(edition)) == number


def test_a_photograph_is_found_by_its_digest():
    row = a_registration(a_category(an_edition()))
    digest = a_photo(row, b"picture")
    assert registration.photo_bytes(digest) == b"picture"
