"""JSON-LD of schema.org: the forum an Event, its sessions sub-events, in one language."""

from typing import Any

import msgspec

from .document import Contributor, Item, Programme, Text3, in_language, said
from .markup import readable
from .wording import scrubbed


def write_jsonld(programme: Programme, language: str) -> bytes:
    """The programme as a schema.org Event with subEvents, in `language` with fallback.

    "<" is written as an escape, so that the text may stand inside a <script> element.
    """
    return msgspec.json.encode(event_of(programme, language)).replace(b"<", b"\\u003c")


def event_of(programme: Programme, language: str) -> dict[str, Any]:
    """The JSON-LD value itself."""
    persons = {person.key: person for person in programme.persons}

    def words(text: Text3) -> str:
        return in_language(text, language, programme.languages)

    rooms = {room.guid: {"@type": "Place", "name": words(room.name)} for room in programme.rooms}
    topics = {topic.key: words(topic.name) for topic in programme.topics}

    def performer(part: Contributor) -> dict[str, Any]:
        person = persons[part.person]
        value: dict[str, Any] = {"@type": "Person", "name": person.name}
        if person.url:
            value["url"] = person.url
        if position := words(said(person, "position")):
            value["jobTitle"] = position
        if organisation := words(said(person, "organisation")) or person.organisation:
            value["affiliation"] = {"@type": "Organization", "name": organisation}
        return value

    def session(item: Item) -> dict[str, Any]:
        value: dict[str, Any] = {
            "@type": "Event",
            "@id": f"urn:uuid:{item.guid}",
            "identifier": item.guid,
            "name": words(item.title),
            "startDate": programme.local(item.starts_at).isoformat(),
            "endDate": programme.local(item.ends_at).isoformat(),
            "eventStatus": "https://schema.org/EventScheduled",
        }
        optional = {
            "description": readable(words(item.abstract) or words(item.description)),
            "location": rooms.get(item.room),
            "about": topics.get(item.topic),
            "inLanguage": item.language,
            "url": item.url,
            "image": item.logo,
            "maximumAttendeeCapacity": item.capacity,
            "performer": [performer(part) for part in item.contributors],
        }
        return value | {name: part for name, part in optional.items() if part}

    event: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": words(programme.title),
        "identifier": programme.acronym,
        "startDate": programme.starts_on.isoformat(),
        "endDate": programme.ends_on.isoformat(),
        "inLanguage": list(programme.languages),
        "subEvent": [session(item) for item in programme.items],
    }
    if programme.url:
        event["url"] = programme.url
    return scrubbed(event)
