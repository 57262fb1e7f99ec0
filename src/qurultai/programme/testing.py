"""Builders for tests: sessions, people with roles, and a published programme in one line."""

import datetime as dt
from dataclasses import replace

from qurultai.calendar.testing import NINE, Venue, a_person, a_venue, an_actor
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.journal import Fact, fact_of
from qurultai.kit.models import Event
from qurultai.kit.text import Text
from qurultai.people.models import Account, Person
from qurultai.people.testing import browser_of
from qurultai.programme import public as programme
from qurultai.programme.formats.document import Programme
from qurultai.programme.models import Session, SignUp, Version

__all__ = [
    "NINE",
    "a_participant",
    "a_person",
    "a_session",
    "a_venue",
    "an_actor",
    "facts",
    "in_three",
    "manager",
    "placed",
    "plain",
    "published",
    "sign_up_states",
    "signed_in",
]


def in_three(words: str) -> Text:
    """Words that differ by language."""
    return Text(kk=f"{words} (қаз)", ru=f"{words} (рус)", en=words)


def manager(venue: Venue) -> Actor:
    """Somebody who makes the programme."""
    return an_actor(venue, "prog", person=a_person("Manager"))


def a_participant(venue: Venue, name: str = "Aru") -> tuple[Person, Actor]:
    """Somebody who takes part, and can sign in."""
    person = a_person(name, email=f"{name.lower()}@example.org")
    Account.objects.create_user(person.email, person)
    return person, an_actor(venue, "part", person=person)


def signed_in(client: object, person: Person) -> object:
    """The test client, signed in as this person."""
    browser_of(person, client)
    return client


def a_session(venue: Venue, title: str = "Orbits", *people: Person, **more: object) -> Session:
    """A session with speakers and without a time."""
    session = programme.create_session(venue.edition, title=in_three(title), by=SYSTEM, **more)
    if people:
        programme.set_parts(session, [programme.Part(person.id) for person in people], by=SYSTEM)
    return session


def placed(venue: Venue, title: str = "Orbits", *people: Person, minute: int = 0, **more: object) -> Session:
    """A session in the hall (or in `room`), so many minutes after nine."""
    room = more.pop("room", venue.hall)
    session = a_session(venue, title, *people, **more)
    return programme.place_session(session, NINE + dt.timedelta(minutes=minute), room, by=SYSTEM)


def published(venue: Venue) -> Version:
    """Everything put on air."""
    return programme.publish_programme(venue.edition, note=Text(), by=SYSTEM, waive={"languages"})


def sign_up_states(session: Session) -> dict[str, str]:
    """Who is in which state, by name."""
    return dict(SignUp.objects.filter(session=session).values_list("person__name", "state"))


def facts(name: str) -> list[Fact]:
    """The facts of one kind that the programme has told, in order."""
    return [fact_of(event.type, event.payload) for event in Event.objects.filter(type=f"programme.{name}")]


def plain(document: Programme) -> Programme:
    """A document without what publishing gives it: the version's name and codes for sessions that had none."""
    return replace(document, version="", items=tuple(replace(item, code="") for item in document.items))
