"""A generated programme with texts of ordinary length in three languages; the same for the same seed."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from qurultai.programme.formats.document import Person, Room, Topic, arranged
from qurultai.programme.public import Contributor, Day, Item, Programme

ZONE = "Asia/Almaty"
FIRST = date(2027, 9, 8)
WORDS = {
    "en": "orbit launch satellite data small ground station climate water forest debris law market skills region "
    "navigation images radio window weather team training public engine cosmodrome",
    "ru": "орбита запуск спутник данные малый наземный станция климат вода лес мусор право рынок навык регион "
    "навигация снимок радио окно погода команда обучение общество двигатель космодром",
    "kk": "орбита ұшыру серік дерек шағын жердегі станция климат су орман қоқыс құқық нарық дағды өңір "
    "навигация түсірілім радио терезе ауа команда оқыту қоғам қозғалтқыш ғарышайлағы",
}
LISTS = {language: words.split() for language, words in WORDS.items()}
KINDS = ("ceremony", "plenary", "panel", "round_table", "workshop", "seminar", "symposium_talk")
GIVEN = ["Aigerim", "Daniyar", "Samal", "Yerlan", "Olga", "Pavel", "Marta", "Jonas", "Chen", "Priya", "Tomas", "Leila"]
FAMILY = ["Akberdin", "Omarova", "Sever", "Gromov", "Okafor", "Tanaka", "Rossi", "Keller", "Duarte", "Haddad"]


def programme(talks: int = 320, rooms: int = 12, days: int = 3, seed: int = 1) -> Programme:
    """So many talks in so many rooms on so many days."""
    chance = random.Random(seed)

    def words(count: int) -> dict[str, str]:
        chosen = [chance.randrange(25) for _ in range(count)]
        return {tag: " ".join(names[n] for n in chosen).capitalize() for tag, names in LISTS.items()}

    halls = tuple(
        Room(
            _guid("room", n), {"kk": f"{n + 1}-зал", "ru": f"Зал {n + 1}", "en": f"Hall {n + 1}"}, slug=f"hall-{n + 1}"
        )
        for n in range(rooms)
    )
    topics = tuple(Topic(f"topic-{n}", words(3), f"topic-{n}") for n in range(8))
    people = tuple(
        Person(
            _guid("person", n),
            f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}",
            code=f"P{n:03}",
            organisation="Orbit Steppe Institute",
            country=chance.choice(("KZ", "FR", "JP", "BR", "KE")),
            biography=words(40),
        )
        for n in range(talks * 2 // 3)
    )
    dates = tuple(_day(n) for n in range(days))
    items = tuple(
        Item(
            _guid("item", n),
            words(chance.randrange(4, 9)),
            dates[n // rooms % days].starts_at + timedelta(hours=n // (rooms * days)),
            chance.choice((30, 45, 50)),
            room=halls[n % rooms].guid,
            code=f"S{n:04}",
            kind=KINDS[n % len(KINDS)],
            topic=topics[chance.randrange(8)].key,
            language=chance.choice(("kk", "ru", "en")),
            abstract=words(70),
            description=words(120) if n % 2 else {},
            contributors=tuple(Contributor(one.key, "speaker") for one in chance.sample(people, k=1 + n % 3)),
        )
        for n in range(talks)
    )
    named = {part.person for item in items for part in item.contributors}
    return arranged(
        Programme(
            "space-days-2027",
            {"kk": "Ғарыш күндері 2027", "ru": "Дни космоса 2027", "en": "Space Days 2027"},
            FIRST,
            FIRST + timedelta(days=days - 1),
            ZONE,
            ("kk", "ru", "en"),
            version="1",
            days=dates,
            rooms=halls,
            topics=topics,
            items=items,
            persons=tuple(person for person in people if person.key in named),
        )
    )


def _guid(kind: str, number: int) -> str:
    return str(uuid5(NAMESPACE_URL, f"benchmark:{kind}:{number}"))


def _day(number: int) -> Day:
    on = FIRST + timedelta(days=number)
    opens = datetime(on.year, on.month, on.day, 9, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
    return Day(number + 1, on, opens, opens + timedelta(hours=10))
