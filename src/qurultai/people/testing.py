"""Builders for tests: people, accounts, organisations, through the same actions as everybody uses."""

from itertools import count

from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.people.actions.organisations import NewOrganisation, add_organisation
from qurultai.people.actions.persons import NewPerson, add_person
from qurultai.people.models import Organisation, Person

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
