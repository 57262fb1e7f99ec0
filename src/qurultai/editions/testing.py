"""Builders for tests: editions and people with roles in them."""

import datetime as dt
from itertools import count

from django.test import Client

from qurultai.editions.actions.forum import create_edition, grant_role
from qurultai.editions.models import Edition
from qurultai.editions.queries import actor_of
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.text import Text
from qurultai.people.models import Account, Person
from qurultai.people.testing import browser_of

_numbers = count(1)
FIRST_DAY = dt.date(2027, 9, 13)


def an_edition(slug: str = "", **more: object) -> Edition:
    """Two days in Almaty."""
    slug = slug or f"forum-{next(_numbers)}"
    more.setdefault("name", Text(kk=f"Форум {slug} kk", ru=f"Форум {slug}", en=f"Forum {slug}"))
    more.setdefault("starts_on", FIRST_DAY)
    more.setdefault("ends_on", more["starts_on"] + dt.timedelta(days=1))
    return create_edition(slug=slug, by=SYSTEM, **more)


def holder_of(edition: Edition, *roles: str, name: str = "", language: str = "en") -> Person:
    """Somebody with an account who holds these roles."""
    number = next(_numbers)
    email = f"{'-'.join(roles) or 'nobody'}{number}@example.org"
    person = Person.objects.create(name=name or f"Holder {number}", email=email, language=language)
    Account.objects.create_user(email, person)
    for role in roles:
        grant_role(edition, person.id, role, by=SYSTEM)
    return person


def actor(person: Person) -> Actor:
    """This person as an action sees her."""
    return actor_of(person.id)


def signed_in(person: Person) -> Client:
    """A browser in which she is signed in."""
    client = Client()
    browser_of(person, client)
    return client
