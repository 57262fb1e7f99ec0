"""What a site of the journeys holds, made by the same actions as everywhere; called inside the installation."""

import datetime as dt
from uuid import UUID

from qurultai.calendar.public import book
from qurultai.editions.public import add_building, add_room, create_edition, edition_at_root, grant_role, set_walk
from qurultai.kit.access import SYSTEM
from qurultai.kit.ranges import During
from qurultai.kit.text import Text
from qurultai.people.public import NewOrganisation, NewPerson, add_organisation, add_person, make_sign_in_link


def forum() -> str:
    """A forum of two days that begins tomorrow, with a room in each of two houses."""
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    edition = create_edition(
        slug="journeys",
        name=Text(kk="Сапарлар форумы", ru="Форум путей", en="Forum of journeys"),
        city=Text(kk="Алматы", ru="Алматы", en="Almaty"),
        starts_on=tomorrow,
        ends_on=tomorrow + dt.timedelta(days=1),
        by=SYSTEM,
    )
    palace = add_building(edition, Text(kk="Сарай", ru="Дворец", en="Palace"), by=SYSTEM)
    centre = add_building(edition, Text(kk="Орталық", ru="Центр", en="Centre"), by=SYSTEM)
    set_walk(palace, centre, 10, by=SYSTEM)
    add_room(edition, Text(kk="Үлкен зал", ru="Большой зал", en="Great Hall"), building=palace, by=SYSTEM)
    add_room(edition, Text(kk="Кіші зал", ru="Малый зал", en="Small Hall"), building=centre, by=SYSTEM)
    return edition.slug


def person(name: str, email: str, roles: list[str], language: str = "en", organisation: str = "") -> dict[str, str]:
    """Somebody with roles, with a one-time link."""
    edition = edition_at_root()
    company = add_organisation(NewOrganisation(name=Text(en=organisation)), by=SYSTEM) if organisation else None
    new = NewPerson(name=name, email=email, language=language, organisation_id=company.id if company else None)
    made = add_person(new, by=SYSTEM, edition_id=edition.id)
    for role in roles:
        grant_role(edition, made.id, role, by=SYSTEM)
    return {"id": str(made.id), "code": made.code, "link": make_sign_in_link(made.id, by=SYSTEM)}


def agenda(person_id: str) -> str:
    """Two things tomorrow, in two houses, and one the day after; the name of the first room, which is a new one."""
    edition = edition_at_root()
    number = edition.rooms.count() + 1
    rooms = [
        add_room(edition, Text(en=f"Hall {number + n}"), building=building, by=SYSTEM)
        for n, building in enumerate(edition.buildings.all())
    ]
    nine = dt.datetime.combine(edition.starts_on, dt.time(9), edition.tz)
    for hours, room, title in ((0, rooms[0], "Opening"), (2, rooms[1], "Workshop"), (26, rooms[0], "Closing")):
        book(
            edition_id=edition.id,
            kind="session",
            title=Text(kk=title, ru=title, en=title),
            during=During.of(nine + dt.timedelta(hours=hours), 60),
            people={UUID(person_id): "attendee"},
            places=[("room", room.id)],
            by=SYSTEM,
        )
    return f"Hall {number}"
