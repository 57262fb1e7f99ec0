"""Which names in a published programme are today's: those of the forum, its rooms and its people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qurultai.programme.formats.document import Person, Programme, Room, Text3

OF_A_PERSON = ("organisation", "position")


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called now: the forum, its rooms in order, its people by key."""

    title: Text3
    rooms: Sequence[Room]
    persons: Mapping[str, Person]


def renamed(document: Programme, now: Names) -> Programme:
    """The document under today's names; times, rooms and words of sessions, topics and biographies stay the version's.

    New rooms are in it; a room that is gone stays while a session of the version is in it.
    """
    known, used = {room.guid for room in now.rooms}, {item.room for item in document.items}
    gone = tuple(room for room in document.rooms if room.guid in used - known)
    people = tuple(_person(person, now.persons.get(person.key)) for person in document.persons)
    return replace(document, title=now.title, rooms=(*now.rooms, *gone), persons=people)


def _person(was: Person, now: Person | None) -> Person:
    if now is None:
        return was
    kept = {name: value for name, value in was.extra.items() if name not in OF_A_PERSON}
    ours = {name: now.extra[name] for name in OF_A_PERSON if name in now.extra}
    return replace(was, name=now.name, organisation=now.organisation, country=now.country, extra=kept | ours)
