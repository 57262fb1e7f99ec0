"""A programme as the rows of the forum's spreadsheet: every cell a string, headings first."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from ..document import Item, Programme, Text3, in_language
from ..wording import scrubbed
from .columns import DAYS, KINDS, KINDS_SHEET, LANGUAGES, PROGRAMME, ROOMS, SESSIONS, SPEAKERS, TOPICS, Column, Sheet
from .people_cell import written_speakers

Rows = list[list[str]]


def languages_of(programme: Programme) -> tuple[str, ...]:
    """The languages that get a column: kk, ru, en and every other that the programme uses."""
    texts: list[Text3] = [programme.title]
    texts += [text for item in programme.items for text in (item.title, item.subtitle, item.abstract, item.description)]
    texts += [room.name for room in programme.rooms] + [topic.name for topic in programme.topics]
    texts += [person.biography for person in programme.persons]
    used = {tag for text in texts for tag in text} | set(programme.languages)
    return (*LANGUAGES, *sorted(used - set(LANGUAGES)))


def headings(sheet: Sheet, languages: Iterable[str]) -> list[str]:
    """The heading cells of a sheet with a column for each language of what is translated."""
    return [column.heading(tag) for column, tag in columns_of(sheet, languages)]


def columns_of(sheet: Sheet, languages: Iterable[str]) -> list[tuple[Column, str]]:
    """Each column of the sheet with its language, "" for what is not translated."""
    languages = tuple(languages)
    return [(column, tag) for column in sheet.columns for tag in (languages if column.translated else ("",))]


def sheets_of(programme: Programme) -> dict[str, Rows]:
    """All sheets of a programme by code, headings included."""
    languages = languages_of(programme)
    return {
        PROGRAMME.code: _facts(programme, languages),
        DAYS.code: _rows(DAYS, languages, [_day(programme, number) for number in range(len(programme.days))]),
        SESSIONS.code: _rows(SESSIONS, languages, _sessions(programme, simple=False)),
        SPEAKERS.code: _rows(SPEAKERS, languages, [_speaker(person) for person in programme.persons]),
        ROOMS.code: _rows(ROOMS, languages, [_room(room) for room in programme.rooms]),
        TOPICS.code: _rows(TOPICS, languages, [_topic(topic) for topic in programme.topics]),
        KINDS_SHEET.code: _rows(KINDS_SHEET, languages, [{"kind": kind} for kind in kinds_of(programme)]),
    }


def kinds_of(programme: Programme) -> list[str]:
    """The closed list's kinds, then the foreign ones that the programme uses."""
    return [*KINDS, *sorted({item.kind for item in programme.items if item.kind.strip()} - KINDS.keys())]


def session_rows(programme: Programme) -> Rows:
    """The sessions alone, for CSV: speakers by name."""
    return _rows(SESSIONS, languages_of(programme), _sessions(programme, simple=True))


def _rows(sheet: Sheet, languages: tuple[str, ...], records: Iterable[dict[str, Any]]) -> Rows:
    columns = columns_of(sheet, languages)

    def cell(record: dict[str, Any], column: Column, tag: str) -> str:
        value = record.get(column.code, "")
        if column.translated:
            return scrubbed(value.get(tag, "")) if value else ""
        return "" if value is None else scrubbed(str(value))

    return [
        headings(sheet, languages),
        *([cell(record, column, tag) for column, tag in columns] for record in records),
    ]


def _facts(programme: Programme, languages: tuple[str, ...]) -> Rows:
    facts = {
        "acronym": programme.acronym,
        "start": programme.starts_on.isoformat(),
        "end": programme.ends_on.isoformat(),
        "zone": programme.zone,
        "languages": " ".join(programme.languages),
        "version": programme.version,
        "url": programme.url,
        "base_url": programme.base_url,
        "slot_minutes": str(programme.slot_minutes),
    }
    return [
        [column.heading(tag), scrubbed(programme.title.get(tag, "") if tag else facts[column.code])]
        for column, tag in columns_of(PROGRAMME, languages)
    ]


def _day(programme: Programme, number: int) -> dict[str, Any]:
    day = programme.days[number]
    opens, closes = programme.local(day.starts_at), programme.local(day.ends_at)
    return {"date": day.date.isoformat(), "start": f"{opens:%Y-%m-%d %H:%M:%S}", "end": f"{closes:%Y-%m-%d %H:%M:%S}"}


def _sessions(programme: Programme, simple: bool) -> list[dict[str, Any]]:
    first = programme.languages[0] if programme.languages else "en"
    rooms = {room.guid: in_language(room.name, first, programme.languages) for room in programme.rooms}
    topics = {topic.key: in_language(topic.name, first, programme.languages) for topic in programme.topics}
    persons = {person.key: person for person in programme.persons}
    names = Counter(person.name for person in programme.persons)
    codes = Counter(item.code for item in programme.items)

    def speakers(item: Item) -> str:
        if simple:
            named = (persons[part.person].name for part in item.contributors)
            return "; ".join(
                name.translate({59: ",", 91: "(", 93: ")", 10: " ", 13: " "}).lstrip("# ") for name in named
            )
        return written_speakers(item.contributors, persons, names)

    return [
        {
            **{
                name: getattr(item, name)
                for name in ("title", "subtitle", "abstract", "description", "kind", "language")
            },
            "code": item.code if codes[item.code] == 1 else "",
            "topic": topics.get(item.topic, ""),
            "room": rooms.get(item.room, ""),
            "date": f"{programme.local(item.starts_at):%Y-%m-%d}",
            "start": f"{programme.local(item.starts_at):%H:%M}",
            "end": f"{programme.local(item.ends_at):%H:%M}",
            "minutes": item.minutes,
            "speakers": speakers(item),
            "capacity": item.capacity,
            "url": item.url,
            "recording_license": item.recording_license,
            "do_not_record": "yes" if item.do_not_record else "",
            "number": item.number,
            "guid": item.guid,
        }
        for item in programme.items
    ]


def _speaker(person: Any) -> dict[str, Any]:
    record = {name: getattr(person, name) for name in ("name", "organisation", "country", "biography", "url", "avatar")}
    return {**record, "guid": person.key}


def _room(room: Any) -> dict[str, Any]:
    return {"name": room.name, "capacity": room.capacity, "description": room.description, "guid": room.guid}


def _topic(topic: Any) -> dict[str, Any]:
    return {"name": topic.name, "colour": topic.colour, "slug": topic.slug}
