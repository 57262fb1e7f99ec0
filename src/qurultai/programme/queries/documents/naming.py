"""What the forum, its rooms and its people are called now, as documents say it."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import prefetch_related_objects

from qurultai.people.public import organisation_names_at
from qurultai.programme.formats.document import Room as DocumentRoom
from qurultai.programme.models import Edition, Person, Room
from qurultai.programme.queries.documents import parts
from qurultai.programme.queries.documents.sources import Sources, sources_of
from qurultai.programme.rules.names import Names


def names_now(edition: Edition, keys: Collection[str]) -> Names:
    """Today's names of the forum, all its rooms, and the people under these keys."""
    sources = sources_of(edition)
    people = list(Person.objects.filter(id__in=[id_ for _key, id_ in _ids(keys, sources)]))
    standing = standing_of(people, edition)
    found = (parts.person_of(person, standing.get(person.id), sources) for person in people)
    return Names(dict(edition.name), rooms_of(edition, sources), {person.key: person for person in found})


def _ids(keys: Collection[str], sources: Sources) -> Iterator[tuple[str, UUID]]:
    for key in keys:
        source = sources.keyed("person", key)
        try:
            yield key, source.ref if source else UUID(key)
        except ValueError:
            continue


def rooms_of(edition: Edition, sources: Sources) -> tuple[DocumentRoom, ...]:
    """All rooms of an edition, in the file's order, then in ours."""
    rooms = sorted(Room.objects.filter(edition=edition), key=lambda room: sources.position("room", room.id))
    return tuple(parts.room_of(room, sources) for room in rooms)


def standing_of(people: list[Person], edition: Edition) -> dict[UUID, parts.Standing]:
    """Each person's organisation under its name, and her position in it, on the forum's first day; three queries."""
    day = edition.starts_on
    prefetch_related_objects(people, "affiliations")
    belonging = {
        person.id: one
        for person in people
        for one in reversed(person.affiliations.all())
        if one.valid_from <= day and (one.valid_until is None or one.valid_until > day)
    }
    names = organisation_names_at((one.organisation_id for one in belonging.values()), day)
    return {
        person.id: parts.Standing(
            dict(names.get(one.organisation_id, {})) if (one := belonging.get(person.id)) else {},
            dict((one.position if one else None) or person.position),
        )
        for person in people
    }
