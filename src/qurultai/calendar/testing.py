"""Builders for tests: a small venue of two buildings, people, and bookings in one line."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from qurultai.calendar.models import Booking, Capacity, Claim, ClaimedSlot, FeedAddress, Resource
from qurultai.calendar.public import book
from qurultai.editions.models import Building, Edition, Grant, Room, Series, Table, Walk
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.journal import Fact, fact_of
from qurultai.kit.models import Event
from qurultai.kit.ranges import During
from qurultai.kit.text import Text
from qurultai.people import testing as people
from qurultai.people.models import Account, Person

__all__ = [
    "NINE",
    "WALK_MINUTES",
    "Booking",
    "Capacity",
    "Claim",
    "ClaimedSlot",
    "FeedAddress",
    "Resource",
    "Venue",
    "a_person",
    "a_registered_person",
    "a_venue",
    "an_account",
    "an_actor",
    "at",
    "at_table",
    "booked",
    "in_room",
    "told_facts",
]

NINE = dt.datetime(2027, 5, 20, 4, 0, tzinfo=dt.UTC)
"""Nine in the morning in Almaty on the first day."""
WALK_MINUTES = 10


@dataclass(frozen=True)
class Venue:
    """An edition with two halls in one house, one in another ten minutes away, and tables in the last."""

    edition: Edition
    hall: Room
    side: Room
    far: Room
    tables: tuple[Table, ...]


def a_venue(slug: str = "test", *, walk: int = WALK_MINUTES, tables: int = 2) -> Venue:
    """Make the venue."""
    series = Series.objects.create(slug=slug, name=Text(en=slug))
    edition = Edition.objects.create(
        series=series, slug=slug, name=Text(en=slug), starts_on=NINE.date(), ends_on=NINE.date(), at_root=slug == "test"
    )
    house = Building.objects.create(edition=edition, name=Text(kk="Сарай", ru="Дворец", en="Palace"))
    other = Building.objects.create(edition=edition, name=Text(kk="Орталық", ru="Центр", en="Centre"))
    if walk:
        Walk.objects.create(origin=house, destination=other, minutes=walk)
    hall, side, far = (
        Room.objects.create(edition=edition, building=building, slug=name.lower(), name=Text(en=name))
        for name, building in (("Hall", house), ("Side", house), ("Far", other))
    )
    made = tuple(Table.objects.create(room=far, number=number) for number in range(1, tables + 1))
    return Venue(edition, hall, side, far, made)


def a_person(name: str = "Aru", **more: object) -> Person:
    """Make a person."""
    return Person.objects.create(name=name, **more)


def an_actor(venue: Venue, *roles: str, person: Person | None = None) -> Actor:
    """Somebody with roles in the venue's edition."""
    person = person or a_person("Actor")
    for role in roles:
        Grant.objects.get_or_create(edition=venue.edition, person=person, role=role)
    return Actor(person.id, {venue.edition.id: frozenset(roles)})


def a_registered_person(venue: Venue, name: str, **more: object) -> Person:
    """Somebody entered in the venue's edition, to be found by name."""
    return people.a_person(name, edition_id=venue.edition.id, **more)


def an_account(person: Person) -> Account:
    """How a person signs in."""
    return Account.objects.create_user(f"{person.code.lower()}@example.org", person)


def at(minutes: int, length: int = 60) -> During:
    """A range that starts so many minutes after nine."""
    return During.of(NINE + dt.timedelta(minutes=minutes), length)


def in_room(*rooms: Room) -> tuple[tuple[str, UUID], ...]:
    """Keys of rooms."""
    return tuple(("room", room.id) for room in rooms)


def at_table(table: Table) -> tuple[tuple[str, UUID], ...]:
    """Key of a table."""
    return (("table", table.id),)


def booked(
    venue: Venue,
    during: During,
    people: Iterable[Person] = (),
    places: Iterable[tuple[str, UUID]] = (),
    **more: object,
) -> Booking:
    """Book for the system, people as speakers; more goes to `book`."""
    given = {"kind": "session", "title": Text(en="Talk"), "by": SYSTEM, "edition_id": venue.edition.id} | more
    purpose = given.pop("purpose", "speaker")
    return book(during=during, people={person.id: purpose for person in people}, places=tuple(places), **given)


def told_facts(name: str) -> list[Fact]:
    """The facts of one kind that the calendar has told, in order."""
    return [fact_of(event.type, event.payload) for event in Event.objects.filter(type=f"calendar.{name}")]
