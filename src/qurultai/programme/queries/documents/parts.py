"""Rooms, topics, people and sessions as elements of a document."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from qurultai.programme.formats import document
from qurultai.programme.models import Person, Room, Session, SessionRole, Topic
from qurultai.programme.queries.documents import columns
from qurultai.programme.queries.documents.sources import Sources


def room_of(room: Room, sources: Sources) -> document.Room:
    """A room under the guid that documents know it by."""
    record = sources.record("room", room.id)
    row = columns.restored(record, {"name": dict(room.name), "capacity": room.capacity}, columns.room_columns)
    base = msgspec.convert(record, document.Room) if record else document.Room(str(room.id), {}, slug=room.slug)
    return replace(base, **row)


def topic_of(topic: Topic, sources: Sources) -> document.Topic:
    """A topic under the key that documents know it by."""
    record = sources.record("topic", topic.id)
    row = columns.restored(record, {"name": dict(topic.name), "colour": topic.colour}, columns.topic_columns)
    base = msgspec.convert(record, document.Topic) if record else document.Topic(topic.slug, {}, slug=topic.slug)
    return replace(base, **row)


def topic_key(topic: Topic, sources: Sources) -> str:
    """The key of a topic in documents."""
    source = sources.of("topic", topic.id)
    return source.key if source else topic.slug


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody's organisation and her position, in each language that has words for them."""

    organisation: document.Text3
    position: document.Text3


def person_of(person: Person, standing: Standing | None, sources: Sources) -> document.Person:
    """Somebody with a part in a session; never with a mail address."""
    said = {"organisation": standing.organisation, "position": standing.position} if standing else {}
    extra: document.Extra = {name: words for name, words in said.items() if words}
    organisation = document.in_language(extra.get("organisation", {}), "en")
    record = sources.record("person", person.id)
    own = {"name": person.name, "biography": dict(person.biography), "country": person.country}
    row = columns.restored(record, own, columns.person_columns)
    if record:
        base = msgspec.convert(record, document.Person)
        house = organisation or base.organisation
        return replace(base, **row, email="", organisation=house, extra=base.extra | extra)
    key = str(person.id)
    if not person.name.isascii() and person.latin_name:
        extra["latin_name"] = person.latin_name
    return document.Person(key=key, guid=key, code=person.code, organisation=organisation, extra=extra, **row)


def item_of(session: Session, roles: Sequence[SessionRole], places: int | None, sources: Sources) -> document.Item:
    """A placed session."""
    record = sources.record("item", session.id)
    row = columns.restored(record, _columns_of(session), columns.session_columns)
    kind, source_kind = row.pop("kind"), row.pop("source_kind")
    row["kind"] = record["kind"] if record and columns.kind_of(record["kind"]) == kind else source_kind or kind
    guid, starts_at = str(session.guid), session.booking.starts_at.astimezone(dt.UTC)
    base = msgspec.convert(record, document.Item) if record else document.Item(guid, {}, starts_at, session.minutes)
    return replace(
        base,
        **row,
        code=session.code,
        starts_at=starts_at,
        room=sources.key("room", session.room_id) if session.room_id else "",
        topic=topic_key(session.topic, sources) if session.topic else "",
        contributors=contributors_of(roles, base.contributors, sources),
        capacity=places,
        extra=base.extra | brief_of(session),
    )


def brief_of(session: Session) -> document.Extra:
    """What of a session's brief is public beyond the fields of a document: aim, questions, interpretation."""
    brief = {
        "aim": dict(session.aim),
        "questions": [dict(words) for words in session.questions],
        "interpretation": list(session.interpretation),
    }
    return {name: value for name, value in brief.items() if value}


def _columns_of(session: Session) -> dict[str, Any]:
    return {
        "title": dict(session.title),
        "subtitle": dict(session.subtitle),
        "abstract": dict(session.abstract),
        "description": dict(session.description),
        "number": session.number,
        "slug": session.slug,
        "kind": session.kind,
        "source_kind": session.source_kind,
        "language": session.language,
        "minutes": session.minutes,
    }


def contributors_of(
    roles: Sequence[SessionRole], said: Sequence[document.Contributor], sources: Sources
) -> tuple[document.Contributor, ...]:
    """The parts in their order, each as the file said it where it still has that role."""
    known = {(part.person, columns.role_of(part.role)): part for part in said}
    parts = ((sources.key("person", role.person_id), role.role) for role in roles)
    return tuple(known.get((key, role)) or document.Contributor(key, role) for key, role in parts)
