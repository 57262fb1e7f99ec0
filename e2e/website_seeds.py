"""A forum with a published programme for the journeys on the public site."""

import datetime as dt

from qurultai.calendar.public import book
from qurultai.editions.public import add_building, add_room, create_edition, edition_at_root, grant_role, set_walk
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.ranges import During
from qurultai.kit.text import Text
from qurultai.people.public import NewPerson, add_person, make_sign_in_link
from qurultai.programme.public import Part, add_topic, create_session, place_session, publish_programme, set_parts


def three(kk: str, ru: str, en: str) -> Text:
    """Words in the three languages."""
    return Text(kk=kk, ru=ru, en=en)


def published_forum() -> dict[str, str]:
    """Two rooms in two houses, a topic, two sessions, one speaker; published and on air."""
    start = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=40)
    edition = create_edition(
        slug="website",
        name=three("Ашық форум", "Открытый форум", "Open forum"),
        city=three("Алматы", "Алматы", "Almaty"),
        starts_on=start,
        ends_on=start + dt.timedelta(days=1),
        by=SYSTEM,
    )
    palace = add_building(edition, three("Сарай", "Дворец", "Palace"), by=SYSTEM)
    centre = add_building(edition, three("Орталық", "Центр", "Centre"), by=SYSTEM)
    set_walk(palace, centre, 10, by=SYSTEM)
    hall = add_room(edition, three("Үлкен зал", "Большой зал", "Great Hall"), building=palace, by=SYSTEM)
    add_room(edition, three("Кіші зал", "Малый зал", "Small Hall"), building=centre, by=SYSTEM)
    topic = add_topic(edition, name=three("Орбиталар", "Орбиты", "Orbits"), by=SYSTEM)
    person = add_person(NewPerson(name="Айгүл Серікова", email="speaker@example.org"), by=SYSTEM, edition_id=edition.id)
    codes = []
    for hours, kind in ((9, "plenary"), (33, "workshop")):
        session = create_session(
            edition,
            title=three("Ашылу", "Открытие", "Opening"),
            abstract=three("Қысқаша мазмұны.", "Коротко о главном.", "In short."),
            aim=three("Келісу.", "Договориться.", "To agree."),
            questions=[dict(three("Не істейміз?", "Что делать?", "What shall we do?"))],
            interpretation=["ru-en"],
            language="kk",
            kind=kind,
            topic=topic,
            by=SYSTEM,
        )
        set_parts(session, [Part(person.id)], by=SYSTEM)
        at = dt.datetime.combine(start, dt.time(0), edition.tz) + dt.timedelta(hours=hours)
        codes.append(place_session(session, at, hall, by=SYSTEM).code)
    publish_programme(edition, note=three("Бірінші.", "Первая.", "The first."), by=SYSTEM)
    deliver_all()
    return {"session": codes[0], "person": person.code}


def busy_participant(name: str = "Aru Busy") -> str:
    """Somebody whose agenda has, at the time of the opening, a thing of a very long name; her one-time link."""
    edition = edition_at_root()
    new = NewPerson(name=name, email=f"{name.replace(' ', '-').lower()}@example.org")
    person = add_person(new, by=SYSTEM, edition_id=edition.id)
    grant_role(edition, person.id, "part", by=SYSTEM)
    nine = dt.datetime.combine(edition.starts_on, dt.time(9), edition.tz)
    title = "Жұлдызаралықкеңістіктегібайланысжүйелері: кеңес өткізу тәртібі туралы ұзақ әңгіме"
    book(
        edition_id=edition.id,
        kind="session",
        title=three(title, title, title),
        during=During.of(nine, 60),
        people={person.id: "attendee"},
        by=SYSTEM,
    )
    return make_sign_in_link(person.id, by=SYSTEM)
