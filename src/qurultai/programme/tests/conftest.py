"""A forum with its halls, and the programme manager at her desk."""

import pytest

from qurultai.editions.models import Grant
from qurultai.people.models import Account
from qurultai.programme.testing import a_person, a_venue, signed_in


@pytest.fixture
def venue():
    return a_venue()


@pytest.fixture
def office(venue, client):
    person = a_person("Manager", email="manager@example.org")
    Account.objects.create_user(person.email, person)
    Grant.objects.create(edition=venue.edition, person=person, role="prog")
    return signed_in(client, person)
