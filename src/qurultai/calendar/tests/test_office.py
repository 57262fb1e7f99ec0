"""The office looks at anybody's and any place's day; nobody else does."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qurultai.calendar.testing import (
    a_person,
    a_registered_person,
    a_venue,
    an_account,
    an_actor,
    at,
    at_table,
    booked,
    in_room,
)
from qurultai.calendar.views import pages
from qurultai.kit.text import Text
from qurultai.people.testing import an_organisation, browser_of

pytestmark = pytest.mark.django_db
HOME = "/en/office/calendar/"


@pytest.fixture
def venue():
    return a_venue()


@pytest.fixture
def aru(venue):
    return a_registered_person(venue, "Aru Omarova")


def signed_in(venue, *roles):
    person = a_person("Reader")
    an_actor(venue, *roles, person=person)
    client = Client()
    browser_of(an_account(person).person, client)
    return client


def rows_of(page):
    """The table's rows as lists of words."""
    body = re.search(r"<tbody>(.*?)</tbody>", page.content.decode(), re.S)
    rows = re.findall(r"<tr>(.*?)</tr>", body.group(1), re.S) if body else []
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_namesakes_are_told_apart_by_organisation_and_country(venue, aru):
    comet = an_organisation("Comet")
    other = a_registered_person(venue, "Aru Omarova", organisation_id=comet.id, country="KZ")
    page = BeautifulSoup(signed_in(venue, "prot").get(HOME, {"q": "omarova"}).content, "html.parser")
    found = {" ".join(one.get_text().split()) for one in page.select("section[aria-labelledby=people] li")}
    assert found == {f"Aru Omarova {aru.code}", f"Aru Omarova {other.code} · Comet · Kazakhstan"}


def test_a_persons_day_is_shown_with_kind_place_and_purpose(venue, aru):
    booked(venue, at(0), [aru], in_room(venue.hall), title=Text(en="Opening"))
    booked(venue, at(1440), [aru], title=Text(en="Tomorrow"))
    booked(venue, at(0), [a_person("Bek")], title=Text(en="Somebody else's"))
    page = signed_in(venue, "prog").get(f"{HOME}people/{aru.code}/")
    assert rows_of(page) == [["09:00 – 10:00", "Opening", "Session", "Hall", "speaker"]]


def test_another_day_is_shown_when_asked_for(venue, aru):
    venue.edition.ends_on += dt.timedelta(days=1)
    venue.edition.save()
    booked(venue, at(1440), [aru], kind="shift", title=Text(en="Tomorrow"))
    url = f"{HOME}people/{aru.code}/"
    client = signed_in(venue, "prog")
    assert rows_of(client.get(url)) == []
    shown = [["09:00 – 10:00", "Tomorrow", "Shift", "—", "speaker"]]
    assert rows_of(client.get(url, {"day": "2027-05-21"})) == shown
    assert [rows_of(client.get(url, {"day": wrong})) for wrong in ("2030-01-01", "x", "2027-13-40")] == [[], [], []]


def test_what_does_not_hold_its_time_carries_a_badge(venue, aru):
    booked(venue, at(0), [aru])
    booked(venue, at(0), [aru], on_clash="soft")
    booked(venue, at(60), [aru], pending_until=at(60).starts_at)
    page = signed_in(venue, "admn").get(f"{HOME}people/{aru.code}/")
    assert [row[1] for row in rows_of(page)] == [
        "Talk",
        "Talk Clash",
        "Talk Pending",
    ]


def test_a_rooms_and_a_tables_day_are_shown(venue, aru):
    booked(venue, at(0), [aru], in_room(venue.hall))
    booked(venue, at(90), [aru], at_table(venue.tables[1]), kind="meeting", purpose="side")
    client = signed_in(venue, "prog")
    assert rows_of(client.get(f"{HOME}rooms/{venue.hall.code}/")) == [["09:00 – 10:00", "Talk", "Session", "Hall", "—"]]
    assert rows_of(client.get(f"{HOME}rooms/{venue.far.code}/tables/2/")) == [
        ["10:30 – 11:30", "Talk", "Meeting", "Far, table 2", "—"]
    ]
    assert rows_of(client.get(f"{HOME}rooms/{venue.far.code}/tables/1/")) == []


def test_the_first_page_names_clashes_and_whose_time_it_is(venue, aru):
    booked(venue, at(0), [aru])
    booked(venue, at(30), [aru], in_room(venue.hall), on_clash="soft", title=Text(en="Panel"))
    page = signed_in(venue, "prog").get(HOME)
    assert rows_of(page) == [["20 May", "09:30 – 10:30", "Panel", "Hall", "Aru Omarova"]]


def test_a_person_is_found_by_name_and_led_to(venue, aru):
    a_registered_person(a_venue("other"), "Aru of another forum")
    page = signed_in(venue, "prog").get(HOME, {"q": "aru"}).content.decode()
    assert re.findall(r'href="([^"]*/calendar/people/[^"]*)"', page) == [f"{HOME}people/{aru.code}/"]


def test_what_is_not_there_is_not_found(venue, aru):
    stranger = a_person("Of another forum")
    client = signed_in(venue, "prog")
    for path in ("people/XXXXXX/", f"people/{stranger.code}/", "rooms/XXXXXX/", f"rooms/{venue.far.code}/tables/99/"):
        assert client.get(HOME + path).status_code == 404


def test_protocol_sees_that_time_is_taken_by_what_kind_and_where_and_no_more(venue, aru):
    booked(venue, at(0), [aru], in_room(venue.hall), title=Text(en="CNRY-title"))
    booked(venue, at(30), [aru], in_room(venue.side), kind="meeting", title=Text(en="CNRY-meeting"), on_clash="soft")
    client = signed_in(venue, "prot")
    busy = ["09:00 – 10:00", "Busy", "Session", "Hall", "—"]
    pages = [client.get(HOME + path) for path in (f"people/{aru.code}/", f"rooms/{venue.hall.code}/", "")]
    assert rows_of(pages[0]) == [busy, ["09:30 – 10:30", "Busy Clash", "Meeting", "Side", "—"]]
    assert rows_of(pages[1]) == [busy]
    assert rows_of(pages[2]) == [["20 May", "09:30 – 10:30", "Busy", "Side", "Aru Omarova"]]
    assert [b"CNRY" in page.content for page in pages] == [False] * 3


def test_protocol_knows_what_she_herself_is_in(venue, aru):
    officer = a_person("Officer")
    an_actor(venue, "prot", person=officer)
    client = Client()
    browser_of(an_account(officer).person, client)
    booked(venue, at(0), [aru, officer], in_room(venue.hall), title=Text(en="Arrival of the minister"))
    shown = ["09:00 – 10:00", "Arrival of the minister", "Session", "Hall", "speaker"]
    assert rows_of(client.get(f"{HOME}people/{aru.code}/")) == [shown]


@pytest.mark.parametrize("role", ["part", "spkr", "pres", "supp", "dpo"])
def test_whoever_may_not_read_the_calendar_learns_nothing_of_it(venue, aru, role):
    booked(venue, at(0), [aru], in_room(venue.hall), title=Text(en="CNRY-title"))
    client = signed_in(venue, role)
    for path in ("", f"people/{aru.code}/", f"rooms/{venue.hall.code}/", f"rooms/{venue.far.code}/tables/1/"):
        answer = client.get(HOME + path)
        assert (answer.status_code, b"CNRY" in answer.content) == (404, False)


def test_nobody_is_asked_to_sign_in(venue, aru):
    for path in ("", f"people/{aru.code}/"):
        assert Client().get(HOME + path).status_code == 302


def test_a_role_in_another_edition_opens_nothing_here(venue, aru):
    assert signed_in(a_venue("other"), "prog", "admn").get(f"{HOME}people/{aru.code}/").status_code == 404


def test_a_day_takes_the_same_queries_whatever_its_size(venue, aru):
    client, costs = signed_in(venue, "prog"), []
    client.get(HOME)  # which programme is on air is asked by the first page of a process
    for number in range(3):
        booked(venue, at(60 * number), [aru], in_room(venue.hall))
        with CaptureQueriesContext(connection) as seen:
            client.get(f"{HOME}people/{aru.code}/")
        costs.append(len(seen))
    assert costs == [costs[0]] * 3


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_pages_are_there_in_three_languages(venue, aru, language):
    booked(venue, at(0), [aru])
    booked(venue, at(0), [aru], on_clash="soft")
    client = signed_in(venue, "prog")
    for path in ("", f"people/{aru.code}/"):
        assert client.get(f"/{language}/office/calendar/{path}").status_code == 200


def test_what_is_shown_leads_to_where_the_reader_may_work_on_it(monkeypatch, venue, aru):
    talk = booked(venue, at(0), [aru], in_room(venue.hall), subject_id=uuid4())
    booked(venue, at(0), [aru], in_room(venue.side), on_clash="soft", kind="meeting")
    monkeypatch.setattr(
        pages, "known_by", lambda: {"session": lambda _actor, _edition, keys: dict.fromkeys(keys, "/x/")}
    )
    client = signed_in(venue, "prog")
    shown = [client.get(HOME + path).text for path in (f"people/{aru.code}/", f"rooms/{venue.hall.code}/", "")]
    assert [page.count('<a href="/x/">Talk</a>') for page in shown] == [1, 1, 0]
    assert talk.code not in "".join(shown)
