"""A forum of two days with two buildings, and somebody who takes part."""

from collections.abc import Callable

import pytest
from django.test import Client

from qurultai.calendar.testing import Venue, a_venue
from qurultai.editions.public import grant_role
from qurultai.kit.access import SYSTEM
from qurultai.people.testing import a_person, browser_of


@pytest.fixture
def venue(db) -> Venue:
    """The place; its edition is at the site's root."""
    return a_venue()


@pytest.fixture
def visitor(venue) -> Callable[..., Client]:
    """A browser in which somebody with these roles is signed in; `client.person` is she."""

    def signed_in(*roles: str, **more: object) -> Client:
        client = Client()
        client.person = a_person(**more)
        for role in roles:
            grant_role(venue.edition, client.person.id, role, by=SYSTEM)
        browser_of(client.person, client)
        return client

    return signed_in
