"""Booking and reading in bulk costs the same number of queries whatever the size."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qurultai.calendar.public import (
    BookingSpec,
    MoveSpec,
    agenda_of,
    book_many,
    bookings_of,
    busy,
    clashes,
    day_of_place,
    free_places,
    move_many,
    soft_claims,
)
from qurultai.calendar.testing import a_person, a_venue, an_actor, at, booked, in_room, told_facts
from qurultai.editions.public import ways_between
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text

pytestmark = pytest.mark.django_db


@pytest.fixture
def venue():
    return a_venue()


def specs(venue, number, *, start=0):
    people = [a_person(f"Person {index}") for index in range(number)]
    return [
        BookingSpec(
            venue.edition.id,
            "session",
            Text(en=f"Talk {index}"),
            at(start + 60 * index),
            {person.id: "speaker"},
            in_room(venue.hall),
        )
        for index, person in enumerate(people)
    ]


def cost(function, *args, **kwargs):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        function(*args, **kwargs)
    return len([one for one in seen if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def test_booking_ten_costs_no_more_queries_than_booking_two(venue):
    two = cost(book_many, specs(venue, 2), by=SYSTEM)
    assert cost(book_many, specs(venue, 10, start=1000), by=SYSTEM) == two


def test_moving_ten_costs_no_more_queries_than_moving_two(venue):
    few = [MoveSpec(one.booking.id, at(-5000 + 60 * n)) for n, one in enumerate(book_many(specs(venue, 2), by=SYSTEM))]
    made = book_many(specs(venue, 10, start=1000), by=SYSTEM)
    many = [MoveSpec(one.booking.id, at(5000 + 60 * n)) for n, one in enumerate(made)]
    two = cost(move_many, few, by=SYSTEM)
    assert cost(move_many, many, by=SYSTEM) == two


def test_the_earlier_of_two_in_one_import_holds_the_time(venue):
    aru = a_person("Aru")
    twice = [
        BookingSpec(venue.edition.id, "session", Text(en=title), at(0), {aru.id: "speaker"}) for title in ("One", "Two")
    ]
    first, second = book_many(twice, by=SYSTEM)
    assert first.clashes == ()
    assert [(clash.name, clash.title, clash.code) for clash in second.clashes] == [
        ("Aru", Text(en="One"), first.booking.code)
    ]
    assert [entry.code for entry in soft_claims(venue.edition.id)] == [second.booking.code]
    assert [fact.soft_person_ids for fact in told_facts("Booked")] == [(), (aru.id,)]


def test_an_import_of_nothing_books_nothing():
    assert (book_many([], by=SYSTEM), move_many([], by=SYSTEM)) == ([], [])


def test_an_agenda_takes_two_queries_whatever_its_size(venue):
    aru = a_person("Aru")
    costs = []
    for number in range(3):
        booked(venue, at(60 * number), [aru], in_room(venue.hall))
        costs.append(cost(agenda_of, aru.id, venue.edition.id))
    assert costs == [2, 2, 2]


def test_an_agenda_names_place_building_purpose_and_state(venue):
    aru, bek = a_person("Aru"), a_person("Bek")
    booking = booked(venue, at(0), [aru, bek], in_room(venue.hall), kind="meeting", purpose="side")
    other = a_venue("other")
    booked(other, at(60), [aru])
    (entry,) = agenda_of(aru.id, venue.edition.id)
    assert (entry.kind, entry.code, entry.title, entry.during, entry.purpose, entry.state, entry.firm) == (
        "meeting",
        booking.code,
        Text(en="Talk"),
        at(0),
        "side",
        "confirmed",
        True,
    )
    assert [(str(place), place.building.best("ru")) for place in entry.places] == [("Hall", "Дворец")]
    assert len(agenda_of(aru.id)) == 2


def test_a_table_is_named_with_its_room_and_number(venue):
    booked(venue, at(0), places=[("table", venue.tables[1].id)])
    (entry,) = day_of_place(("table", venue.tables[1].id), at(0))
    assert [str(place) for place in entry.places] == ["Far, table 2"]


def test_the_day_of_a_place_is_what_touches_the_range(venue):
    first = booked(venue, at(0), places=in_room(venue.hall))
    booked(venue, at(60), places=in_room(venue.hall))
    booked(venue, at(0), places=in_room(venue.side))
    assert [entry.booking_id for entry in day_of_place(in_room(venue.hall)[0], at(0))] == [first.id]


def test_free_places_are_those_without_a_firm_claim(venue):
    booked(venue, at(0), places=in_room(venue.hall))
    booked(venue, at(0), places=in_room(venue.side), pending_until=at(0).starts_at)
    rooms = [venue.far.id, venue.hall.id, venue.side.id]
    assert free_places("room", rooms, at(30)) == [venue.far.id, venue.side.id]
    assert free_places("room", rooms, at(60)) == rooms


def test_busy_tells_of_those_asked_for_and_nobody_else(venue):
    aru, bek = a_person("Aru"), a_person("Bek")
    booked(venue, at(0), [aru, bek], in_room(venue.hall))
    assert [one.key for one in busy([bek.id], (), at(0))] == [("person", bek.id)]
    assert busy([venue.hall.id], (), at(0)) == []


def test_clashes_warn_of_overlaps_and_walks_without_saying_more_than_allowed(venue):
    aru = a_person("Aru")
    booking = booked(venue, at(0), [aru], in_room(venue.hall), kind="meeting")
    walking = ways_between(venue.edition.id)
    found = clashes([aru.id], in_room(venue.far), at(65), walking=walking)
    assert [(one.name, one.walk_minutes, one.title) for one in found] == [("Aru", 10, None)]
    assert clashes([aru.id], in_room(venue.far), at(65)) == []
    assert [one.title for one in clashes([aru.id], (), at(30), by=an_actor(venue, "prog"))] == [Text(en="Talk")]
    assert clashes([aru.id], in_room(venue.hall), at(30), ignoring=booking.id, walking=walking) == []


def test_bookings_of_an_edition_are_the_live_ones_of_the_subjects_asked_for(venue):
    first, second = (one.booking for one in book_many(specs(venue, 2), by=SYSTEM))
    assert [one.id for one in bookings_of(venue.edition.id, "session")] == [first.id, second.id]
    assert bookings_of(venue.edition.id, subject_ids=[]) == []
    assert bookings_of(venue.edition.id, "meeting") == []
