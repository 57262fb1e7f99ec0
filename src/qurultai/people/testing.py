"""Builders for tests: people, accounts, organisations, through the same actions as everybody uses."""

from itertools import count

from django.test import Client

from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.people.actions.organisations import NewOrganisation, add_organisation
from qurultai.people.actions.persons import NewPerson, add_person
from qurultai.people.actions.sessions import begin_session
from qurultai.people.models import Organisation, Person
from qurultai.people.sessions import BEGAN, PROVED, STRONG, USED

_numbers = count(1)


def a_person(name: str = "", **more: object) -> Person:
    """Somebody who can sign in."""
    number = next(_numbers)
    more.setdefault("email", f"person{number}@example.org")
    edition_id = more.pop("edition_id", None)
    new = NewPerson(name=name or f"Person Number {number}", **more)
    return add_person(new, by=SYSTEM, edition_id=edition_id)


def an_organisation(name: str = "", **more: object) -> Organisation:
    """A company."""
    words = Text(en=name or f"Company {next(_numbers)}")
    return add_organisation(NewOrganisation(name=words, **more), by=SYSTEM)


def browser_of(person: Person, client: Client | None = None, *, strong: bool = True) -> Client:
    """A browser in which somebody has just signed in, by a passkey if `strong`, else by a code."""
    client, now = client or Client(), int(clock.now().timestamp())
    client.force_login(person.account, "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session.update({BEGAN: now, USED: now, PROVED: now, STRONG: strong})
    session.save()
    begin_session(person.account, session.session_key, "")
    return client
