"""A generated programme with everything that breaks formats: the same for the same seed."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from .document import Contributor, Day, Item, Link, Person, Programme, Room, Text3, Topic, arranged
from .identity import made_guid
from .sheet.columns import KINDS

NASTY = (
    'Tags <b>&amp; "quotes"</b> ]]> <!-- & --> ?>',
    "Right to left \u202egnihtyreve\u202c and zero\u200bwidth",
    "Two lines\r\nBEGIN:VEVENT\r\nSUMMARY:injected\nEND:VEVENT",
    "z" + "\u0301" * 500,
    '=HYPERLINK("http://example.org";"x")',
    "+7 (727) 000-00-00",
    "-1+1",
    "@SUM(A1)",
    "\tTAB first",
    "\rCR first",
    "'=already marked",
    "Қазақстандағы ғарыш күндері: Әлем, Өнер, Үміт, Ұшу, Іздеу, Һәм, Ңң",
    'semicolon; comma, backslash \\ and "quote"',
    "_x000D_ and &#13; and %0A",
    " space around ",
    "emoji 🛰️ and 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
)
_WORDS = ("orbit", "launch", "satellite", "data", "ғарыш", "зымыран", "спутник", "данные", "forum", "білім")
_ZONE = "Asia/Almaty"
_FIRST = date(2027, 9, 8)


def generated(seed: int = 1, talks: int = 320, rooms: int = 12, days: int = 3) -> Programme:
    """A programme in three languages (a few items in two or one), talks over midnight and of two minutes among them."""
    chance = random.Random(seed)
    halls = tuple(_room(number) for number in range(rooms))
    topics = tuple(_topic(number) for number in range(8))
    persons = tuple(_person(number, chance) for number in range(max(2, talks // 2)))
    dates = tuple(_day(number) for number in range(days))
    used: set[str] = set()
    items = []
    for number in range(talks):
        room = halls[number % rooms]
        slot = number // (rooms * days)
        day = dates[number // rooms % days]
        items.append(_item(number, chance, room=room, day=day, slot=slot, topics=topics, persons=persons))
        used |= {part.person for part in items[-1].contributors}
    return arranged(
        Programme(
            acronym="space-days-2027",
            title={"kk": "Ғарыш күндері 2027", "ru": "Дни космоса 2027", "en": "Space Days 2027"},
            starts_on=_FIRST,
            ends_on=_FIRST + timedelta(days=days - 1),
            zone=_ZONE,
            languages=("kk", "ru", "en"),
            version="1",
            base_url="https://forum.example/programme/",
            url="https://forum.example/",
            slot_minutes=5,
            days=dates,
            rooms=halls,
            topics=topics,
            items=tuple(items),
            persons=tuple(person for person in persons if person.key in used),
            extra={"city": "Almaty", "schedule": {"note": ["kept", None, 1.5]}},
        )
    )


def _room(number: int) -> Room:
    return Room(
        guid=made_guid("room", number),
        name={"kk": f"{number}-зал", "ru": f"Зал {number}", "en": f"Room {number} <&>"},
        slug=f"room-{number}",
        capacity=40 + 20 * number,
        description={"en": "First floor"} if number % 2 else {},
        extra={"features": {"screens": number}} if number == 3 else {},
    )


def _topic(number: int) -> Topic:
    name = {"kk": f"Тақырып {number}", "ru": f"Тема {number}", "en": f"Topic {number} & more"}
    return Topic(f"topic-{number}", name, f"topic-{number}", f"#00{number}{number}ff")


def _person(number: int, chance: random.Random) -> Person:
    key = made_guid("person", number)
    names = ("Айгүл Серікова", "Jane O’Example", "Иван <Петров>", "Name; with [marks]", "=cmd")
    return Person(
        key=key,
        name=f"{names[number % 5]} {number // 2}",
        number=number + 1 if number % 3 else None,
        guid=key if number % 4 else "",
        code=f"P{number:05}" if number % 2 else "",
        email=f"canary{number}@example.org",
        biography={"en": f"Bio {number}", "kk": f"Өмірбаян {number}"} if number % 2 else {},
        avatar=f"https://forum.example/{number}.png" if number % 5 == 0 else "",
        organisation="Example & Sons" if number % 3 == 0 else "",
        country="KZ" if number % 3 == 0 else "",
        extra={"answers": [{"question": chance.randrange(9), "answer": "yes"}]} if number % 7 == 0 else {},
    )


def _day(number: int) -> Day:
    on = _FIRST + timedelta(days=number)
    opens = datetime(on.year, on.month, on.day, 8, tzinfo=ZoneInfo(_ZONE)).astimezone(UTC)
    return Day(number + 1, on, opens, opens + timedelta(hours=19))


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count))


def _text(chance: random.Random, number: int, length: int) -> Text3:
    languages = ("kk", "ru", "en") if number % 9 else ("ru",) if number % 2 else ("kk", "de")
    nasty = NASTY[number % len(NASTY)] if number % 3 == 0 else f"{number}"
    return {language: f"{nasty}{_words(chance, length)} {language}" for language in languages}


def _item(
    number: int,
    chance: random.Random,
    *,
    room: Room,
    day: Day,
    slot: int,
    topics: tuple[Topic, ...],
    persons: tuple[Person, ...],
) -> Item:
    over_midnight = number % 37 == 0
    starts_at = day.starts_at + timedelta(minutes=(15 * 60 + 30 + slot if over_midnight else 60 * slot))
    speakers = chance.sample(persons, k=min(len(persons), number % 4))
    return Item(
        guid=made_guid("item", number),
        title=_text(chance, number, 4),
        starts_at=starts_at,
        minutes=90 if over_midnight else (2 if number % 11 == 0 else 45),
        room=room.guid,
        code=f"T{number:05}" if number % 2 else f"long-code-{number}",
        number=number + 100 if number % 5 else None,
        slug=f"talk-{number}" if number % 3 else f"Talk/{number}",
        subtitle=_text(chance, number + 1, 3) if number % 2 else {},
        abstract=_text(chance, number + 2, 40),
        description=_text(chance, number + 3, 80) if number % 4 else {},
        kind=list(KINDS)[number % len(KINDS)],
        topic=topics[number % len(topics)].key if number % 6 else "",
        language=("kk", "ru", "en", "")[number % 4],
        logo="https://forum.example/logo.png" if number % 8 == 0 else "",
        url=f"https://forum.example/sessions/{number}/" if number % 5 else "",
        feedback_url=f"https://forum.example/feedback/{number}" if number % 10 == 0 else "",
        origin_url="not a web address" if number % 50 == 0 else "",
        recording_license="CC BY 4.0" if number % 2 else "",
        do_not_record=number % 13 == 0,
        links=(Link("https://example.org/?a=1&b=<2>", "A & B", "web"), Link("x:y", "", "odd"))
        if number % 7 == 0
        else (),
        attachments=(Link("https://example.org/слайд.pdf", "Слайды", "slides"),) if number % 9 == 0 else (),
        contributors=tuple(Contributor(person.key, "moderator" if number % 2 else "") for person in speakers),
        capacity=30 if number % 12 == 0 else None,
        extra={"answers": [{"question": 1, "answer": "=1+1"}], "do_not_stream": True} if number % 15 == 0 else {},
    )
