"""The calendar of any person or place of an edition, for those who may read it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Manager, prefetch_related_objects

from qurultai.calendar.policies import READ_FREE_BUSY
from qurultai.calendar.queries.agenda import AgendaEntry, agenda_of, day_of_place, soft_claims
from qurultai.calendar.queries.disclosure import told_to
from qurultai.calendar.queries.names import names_of
from qurultai.calendar.rules.claims import PERSON, Key
from qurultai.editions.public import rooms_of
from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.ranges import During
from qurultai.people.public import Listed, found, listed, people_visible_to

MOST_FOUND = 20


class Edition(Protocol):
    """An edition as the calendar sees it."""

    id: UUID
    grants: Manager
    starts_on: dt.date
    ends_on: dt.date
    tz: dt.tzinfo


class Room(Protocol):
    """A room as the calendar sees it."""

    id: UUID
    code: str
    name: object
    tables: Manager


@dataclass(frozen=True, slots=True)
class Calendars:
    """All calendars of an edition."""

    edition_id: UUID
    edition: Edition
    actor: Actor

    def people(self, words: str) -> list[Listed]:
        """People by name or code with their organisations, at most twenty; nobody when nothing is asked."""
        if not words.strip():
            return []
        return listed(found(people_visible_to(self.actor, self.edition), words)[:MOST_FOUND], self.edition)

    def rooms(self) -> list[Room]:
        """The rooms with their tables."""
        rooms = rooms_of(self.edition_id)
        prefetch_related_objects(rooms, "tables")
        return rooms

    def clashes(self) -> list[tuple[AgendaEntry, list[str]]]:
        """Confirmed bookings that want time which others hold, and whose time it is."""
        entries = told_to(self.actor, self.edition_id, soft_claims(self.edition_id))
        names = names_of(key for entry in entries for key in entry.soft)
        return [(entry, [names[key] for key in entry.soft]) for entry in entries]


@dataclass(frozen=True, slots=True)
class CalendarOf:
    """The calendar of one person or place, as far as the actor may know it."""

    edition_id: UUID
    edition: Edition
    actor: Actor
    key: Key
    name: str
    code: str

    def days(self) -> list[dt.date]:
        """The days of the edition."""
        first, last = self.edition.starts_on, self.edition.ends_on
        return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]

    def on(self, day: dt.date) -> list[AgendaEntry]:
        """What happens on one day in the edition's zone."""
        midnight = dt.datetime.combine(day, dt.time(), self.edition.tz)
        during = During(midnight, dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), self.edition.tz))
        if self.key[0] == PERSON:
            found = [entry for entry in agenda_of(self.key[1], self.edition_id) if entry.during.overlaps(during)]
        else:
            found = [entry for entry in day_of_place(self.key, during) if entry.edition_id == self.edition_id]
        return told_to(self.actor, self.edition_id, found)


def calendars_visible_to(actor: Actor, edition: Edition | None) -> Calendars:
    """The edition's calendars. Raises ObjectDoesNotExist for whoever may not look into them."""
    if edition is None or not access.allowed(READ_FREE_BUSY, actor, edition_id=edition.id):
        raise ObjectDoesNotExist
    return Calendars(edition.id, edition, actor)


def person_calendar_visible_to(actor: Actor, edition: Edition | None, code: str) -> CalendarOf:
    """A person's calendar by her code."""
    calendars = calendars_visible_to(actor, edition)
    person = people_visible_to(actor, edition).get(code=code)
    return CalendarOf(calendars.edition_id, edition, actor, (PERSON, person.id), person.name, person.code)


def room_calendar_visible_to(actor: Actor, edition: Edition | None, code: str) -> CalendarOf:
    """A room's calendar by its code."""
    room = _room(calendars_visible_to(actor, edition).rooms(), code)
    return CalendarOf(edition.id, edition, actor, ("room", room.id), str(room.name), room.code)


def table_calendar_visible_to(actor: Actor, edition: Edition | None, code: str, number: int) -> CalendarOf:
    """A table's calendar by its room's code and its number."""
    room = _room(calendars_visible_to(actor, edition).rooms(), code)
    for table in room.tables.all():
        if table.number == number:
            key = ("table", table.id)
            return CalendarOf(edition.id, edition, actor, key, names_of([key])[key], room.code)
    raise ObjectDoesNotExist


def _room(rooms: Sequence[Room], code: str) -> Room:
    for room in rooms:
        if room.code == code:
            return room
    raise ObjectDoesNotExist
