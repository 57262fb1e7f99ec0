"""The cast: two forums, and people with roles in one of them."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.cache import cache, caches
from django.test import Client

from qurultai.kit.access import Actor
from qurultai.kit.text import Text
from qurultai.people.models import Person
from qurultai.people.testing import a_person, browser_of


@pytest.fixture(autouse=True)
def fresh_limits():
    """No test has used up another's tries."""
    cache.clear()
    caches["limits"].clear()


def _edition(slug: str, at_root: bool):
    series, _made = apps.get_model("editions", "Series").objects.get_or_create(slug="space", defaults={"name": Text()})
    days = {"starts_on": dt.date(2027, 9, 7), "ends_on": dt.date(2027, 9, 8)}
    edition = apps.get_model("editions", "Edition")
    return edition.objects.create(series=series, slug=slug, name=Text(en=f"Forum {slug}"), at_root=at_root, **days)


@pytest.fixture
def forum(db):
    """The forum at the site's root."""
    return _edition("2027", at_root=True)


@pytest.fixture
def other_forum(db):
    """Another one of the same series."""
    return _edition("2026", at_root=False)


@pytest.fixture
def grant() -> Callable[..., Actor]:
    """Give a person roles in a forum and get her as who asks."""

    def give(forum, person: Person, *roles: str) -> Actor:
        for role in roles:
            apps.get_model("editions", "Grant").objects.create(edition=forum, person=person, role=role)
        return Actor(person.id, {forum.id: frozenset(roles)})

    return give


@pytest.fixture
def visitor(forum, grant) -> Callable[..., Client]:
    """A browser in which somebody with these roles is signed in; `client.person` is she."""

    def signed_in(*roles: str, **more: object) -> Client:
        client = Client()
        client.person = a_person(**more)
        client.actor = grant(forum, client.person, *roles)
        browser_of(client.person, client)
        return client

    return signed_in
