"""Enters the demonstration's content through the contexts' doors, as a secretariat would; nothing is planned yet."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

from qurultai.calendar import public as calendar
from qurultai.demo.accreditations import furnish
from qurultai.demo.content import forum
from qurultai.demo.content.shapes import Forum
from qurultai.demo.content.shapes import Person as InventedPerson
from qurultai.demo.content.shapes import Session as InventedSession
from qurultai.demo.registrations import register
from qurultai.editions import public as editions
from qurultai.kit.access import SYSTEM
from qurultai.kit.ranges import During
from qurultai.kit.text import Text
from qurultai.people import public as people
from qurultai.programme import public as programme

KIND_OF_FIELD = {
    "government": "agency",
    "industry": "company",
    "science": "institute",
    "university": "university",
    "finance": "investor",
    "media": "media",
    "services": "company",
}
PHASES = {"call", "registration", "sign_up", "meetings", "live", "after"}


@dataclass(frozen=True)
class Loaded:
    """The edition that now stands, and the key of every invented person by code."""

    edition: object
    people: dict[str, UUID]


def load() -> Loaded:
    """The whole demonstration: about 700 people, 70 sessions, stars, presences and commitments."""
    content = forum()
    edition = _edition(content)
    rooms = _venue(content, edition)
    persons = _people(content, edition)
    sessions = _sessions(content, edition, persons, rooms)
    _calendar(content, edition, persons)
    _frame(content, edition, rooms)
    register(content, edition)
    furnish(edition)
    stars = ((persons[mark.person], sessions[code].id) for mark in content.stars for code in mark.sessions)
    programme.star_many(edition.id, stars, by=SYSTEM)
    return Loaded(edition, persons)


def words(text: object) -> Text:
    """The demonstration's words as content."""
    return Text(kk=text.kk, ru=text.ru, en=text.en) if text else Text()


def _edition(content: Forum) -> object:
    e = content.edition
    days = sorted(day.on for day in e.days)
    edition = editions.create_edition(
        slug=e.code,
        series_slug=e.series_code,
        series_name=words(e.series),
        name=words(e.title),
        theme=words(e.tagline),
        summary=Text({tag: f"{words(e.about)[tag]}\n\n{words(e.notice)[tag]}" for tag in ("kk", "ru", "en")}),
        city=words(e.city),
        zone=e.zone,
        starts_on=days[0],
        ends_on=days[-1],
        is_demonstration=True,
        by=SYSTEM,
    )
    zone = ZoneInfo(e.zone)
    for phase in e.phases:
        if phase.code in PHASES:
            begins = dt.datetime.combine(phase.starts_on, dt.time(), zone)
            ends = dt.datetime.combine(phase.ends_on + dt.timedelta(days=1), dt.time(), zone)
            editions.set_phase(edition, phase.code, begins, ends, by=SYSTEM)
    return edition


def _venue(content: Forum, edition: object) -> dict[str, object]:
    buildings = {
        b.code: editions.add_building(edition, words(b.name), address=words(b.address), by=SYSTEM)
        for b in content.buildings
    }
    for walk in content.walks:
        editions.set_walk(buildings[walk.one], buildings[walk.other], walk.minutes, by=SYSTEM)
    rooms = {
        room.code: editions.add_room(
            edition,
            words(room.name),
            building=buildings[room.building],
            capacity=room.capacity,
            equipment=sorted(room.equipment),
            floor=str(room.floor),
            by=SYSTEM,
        )
        for room in content.rooms
    }
    for code, room in rooms.items():
        tables = [table for table in content.tables if table.room == code]
        if tables:
            editions.add_tables(room, [table.number for table in tables], seats=tables[0].seats, by=SYSTEM)
    return rooms


def _people(content: Forum, edition: object) -> dict[str, UUID]:
    invented = [
        people.NewOrganisation(
            name=words(o.name), kind=KIND_OF_FIELD[o.field], country=o.country, source_key=f"demo:{o.code}"
        )
        for o in content.organisations
    ]
    made = people.add_organisations(invented, by=SYSTEM, edition_id=edition.id)
    houses = {o.code: house.id for o, house in zip(content.organisations, made, strict=True)}
    entered = people.add_people([_person(p, houses) for p in content.people], by=SYSTEM, edition_id=edition.id)
    persons = {p.code: person.id for p, person in zip(content.people, entered, strict=True)}
    roles = ((persons[p.code], role) for p in content.people for role in p.access_roles)
    speakers = ((persons[part.person], "spkr") for s in content.sessions for part in s.parts)
    editions.grant_roles(edition, [*roles, *speakers], by=SYSTEM)
    return persons


def _person(p: InventedPerson, houses: dict[str, UUID]) -> people.NewPerson:
    return people.NewPerson(
        name=p.name,
        latin_name=p.latin_name,
        email=p.email,
        country=p.country,
        language=p.language,
        position=words(p.position),
        organisation_id=houses.get(p.organisation),
        speaks_for="head" in p.access_roles,
        source_key=f"demo:{p.code}",
    )


def _sessions(content: Forum, edition: object, persons: dict[str, UUID], rooms: dict) -> dict[str, object]:
    zone = ZoneInfo(content.edition.zone)
    topics = {
        t.code: programme.add_topic(edition, words(t.name), slug=t.code, colour=t.colour, by=SYSTEM)
        for t in content.topics
    }
    sessions = {}
    for s in content.sessions:
        session = programme.create_session(edition, by=SYSTEM, topic=topics.get(s.topic), **_fields(s))
        parts = [programme.Part(persons[part.person], part.role, part.minutes or None) for part in s.parts]
        programme.set_parts(session, parts, by=SYSTEM)
        if s.places is not None:
            programme.set_places(session, s.places, by=SYSTEM)
        if s.fixed:
            programme.place_session(session, s.fixed.starts_at.replace(tzinfo=zone), rooms[s.fixed.room], by=SYSTEM)
        sessions[s.code] = session
    for wish in content.wishes:
        for first, second in pairwise(wish.sessions):
            programme.add_wish(wish.kind, sessions[first], sessions[second], by=SYSTEM)
    return sessions


def _fields(s: InventedSession) -> dict[str, object]:
    return {
        "code": s.code,
        "kind": s.kind,
        "title": words(s.title),
        "abstract": words(s.abstract),
        "aim": words(s.aim),
        "questions": [dict(words(question)) for question in s.questions],
        "language": s.floor_language,
        "interpretation": [list(pair) for pair in s.interpretation],
        "minutes": s.minutes,
        "expected_audience": s.expected,
        "equipment": sorted(s.equipment),
        "fixed": s.fixed is not None,
        "alone": s.whole_forum,
    }


def _calendar(content: Forum, edition: object, persons: dict[str, UUID]) -> None:
    zone = ZoneInfo(content.edition.zone)
    specs = [
        calendar.BookingSpec(
            edition.id,
            commitment.kind,
            words(commitment.title),
            During(commitment.starts_at.replace(tzinfo=zone), commitment.ends_at.replace(tzinfo=zone)),
            people={persons[code]: "commitment" for code in commitment.people},
        )
        for commitment in content.commitments
    ]
    for pause in content.edition.breaks:
        during = During(pause.starts_at.replace(tzinfo=zone), pause.ends_at.replace(tzinfo=zone))
        specs.append(calendar.BookingSpec(edition.id, "break", words(pause.name), during))
    specs += [
        calendar.BookingSpec(edition.id, "absence", ABSENCE, during, people={persons[code]: "absence"})
        for code, during in _absences(content, zone)
    ]
    calendar.book_many(specs, by=SYSTEM, on_clash="refuse")


def _frame(content: Forum, edition: object, rooms: dict[str, object]) -> None:
    """The hours, lunch and rooms that planning may use."""
    day, lunch = content.edition.days[0], content.edition.breaks[0]
    frame = {
        "opens_at": day.opens_at,
        "closes_at": day.closes_at,
        "lunch_from": lunch.starts_at.time(),
        "lunch_until": lunch.ends_at.time(),
        "lunch_for_all": True,
        "grid_minutes": int(content.edition.grid.total_seconds() // 60),
        "common_starts": [f"{start:%H:%M}" for start in content.edition.common_starts],
        "closed_rooms": [str(rooms[room.code].id) for room in content.rooms if not room.for_sessions],
    }
    programme.set_plan_frame(edition, frame, by=SYSTEM)


ABSENCE = Text(kk="Форумда болмайды", ru="Отсутствует на форуме", en="Not at the forum")


def _absences(content: Forum, zone: ZoneInfo) -> Iterator[tuple[str, During]]:
    """Who is not there when: whatever of the forum's days her presences leave open."""
    present: dict[str, list] = {}
    for presence in content.presences:
        present.setdefault(presence.person, []).append((presence.starts_at, presence.ends_at))
    for code, windows in present.items():
        for day in content.edition.days:
            at = dt.datetime.combine(day.on, dt.time(6))
            end = dt.datetime.combine(day.on, dt.time(23))
            for starts_at, ends_at in sorted(windows):
                if ends_at <= at or starts_at >= end:
                    continue
                if starts_at > at:
                    yield code, During(at.replace(tzinfo=zone), starts_at.replace(tzinfo=zone))
                at = max(at, ends_at)
            if at < end:
                yield code, During(at.replace(tzinfo=zone), end.replace(tzinfo=zone))
