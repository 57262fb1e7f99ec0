"""Rooms and topics of a file: found again by the file's key or by their name, else made."""

from typing import Any
from uuid import UUID

from django.utils.text import slugify

from qurultai.editions import public as editions
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.programme.actions.importing.reading import Reading, record_of, wanted
from qurultai.programme.actions.topics import add_topic, change_topic
from qurultai.programme.models import Room, Topic
from qurultai.programme.queries.documents import columns


def read_rooms(reading: Reading) -> None:
    """Fill `reading.rooms`: the file's guid → our room."""
    rooms = {room.id: room for room in Room.objects.filter(edition=reading.edition)}
    taken = {source.ref for source in reading.sources.all("room")}
    for position, element in enumerate(reading.document.rooms):
        record, guid = record_of(element), element.guid
        source = reading.sources.keyed("room", guid)
        room = rooms.get(source.ref) if source else _own(rooms, guid) or _named(rooms, taken, element.name)
        if room is None:
            room = _add_room(reading, element.name, rooms, columns.room_columns(record))
            rooms[room.id] = room
        elif not reading.unchanged("room", guid, record):
            last = reading.last("room", guid) or _said_by(room, record, named=guid != str(room.id))
            changes = wanted(last, record, columns.room_columns)
            if changes:
                editions.change_room(room, changes, by=SYSTEM)
                reading.note(reading.report.changed, "room", guid, room.name)
        taken.add(room.id)
        reading.rooms[guid] = room.id
        if guid != str(room.id):
            reading.remember("room", guid, room.id, position, record)


def _own(rooms: dict[UUID, Room], guid: str) -> Room | None:
    return next((room for room in rooms.values() if str(room.id) == guid), None)


def _named(rooms: dict[UUID, Room], taken: set[UUID | None], name: dict[str, str]) -> Room | None:
    spellings = {word.strip().casefold() for word in name.values()}
    for room in rooms.values():
        if room.id not in taken and spellings & {word.casefold() for word in (*room.name.values(), room.source_name)}:
            return room
    return None


def _said_by(room: Room, record: dict[str, Any], *, named: bool) -> dict[str, Any]:
    """A room found by its name keeps its own name in all languages, and its size when the file says none."""
    if not named:
        return {"name": dict(room.name), "capacity": room.capacity}
    return {"name": record["name"], "capacity": room.capacity if record["capacity"] else record["capacity"]}


def _add_room(reading: Reading, name: dict[str, str], rooms: dict[UUID, Room], row: dict[str, Any]) -> Room:
    words, number = name, 2
    known = {room.name for room in rooms.values()}
    while Text(words) in known:
        words, number = {tag: f"{word} ({number})" for tag, word in name.items()}, number + 1
    first = next(iter(name.values()))[:200]
    room = editions.add_room(reading.edition, Text(words), capacity=row["capacity"], source_name=first, by=SYSTEM)
    reading.note(reading.report.added, "room", room.code, room.name)
    return room


def read_topics(reading: Reading) -> None:
    """Fill `reading.topics`: the file's key → our topic."""
    topics = {topic.slug: topic for topic in Topic.objects.filter(edition=reading.edition)}
    by_id = {topic.id: topic for topic in topics.values()}
    for position, element in enumerate(reading.document.topics):
        record, key = record_of(element), element.key
        source = reading.sources.keyed("topic", key)
        topic = by_id.get(source.ref) if source else topics.get(key) or _topic_named(topics, element.name)
        if topic is None:
            row = columns.topic_columns(record)
            slug = _free_slug(element.slug or key or next(iter(element.name.values())), topics)
            topic = add_topic(reading.edition, Text(row["name"]), colour=row["colour"], slug=slug, by=reading.by)
            topics[slug] = topic
            reading.note(reading.report.added, "topic", slug, topic.name)
        elif not reading.unchanged("topic", key, record):
            last = reading.last("topic", key) or (None if topic.slug == key else record)
            changes = wanted(last, record, columns.topic_columns)
            if changes:
                change_topic(topic, changes, by=reading.by)
                reading.note(reading.report.changed, "topic", topic.slug, topic.name)
        reading.topics[key] = topic.id
        if source or record != reading.current.get(("topic", key)):
            reading.remember("topic", key, topic.id, position, record)


def _topic_named(topics: dict[str, Topic], name: dict[str, str]) -> Topic | None:
    """The topic that is called so in one of the languages; it keeps its own names and colour."""
    spellings = {word.strip().casefold() for word in name.values()}
    return next((one for one in topics.values() if spellings & {word.casefold() for word in one.name.values()}), None)


def _free_slug(name: str, topics: dict[str, Topic]) -> str:
    stem = slugify(name, allow_unicode=True)[:110] or "topic"
    slug, number = stem, 2
    while slug in topics:
        slug, number = f"{stem}-{number}", number + 1
    return slug
