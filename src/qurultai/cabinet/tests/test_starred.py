"""What somebody starred stands in her agenda as a wish; and what her own pages may cost, whatever their size."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qurultai.calendar.testing import at, booked, in_room
from qurultai.editions.testing import actor
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.people.testing import browser_of
from qurultai.programme import public as programme
from qurultai.programme.testing import in_three, placed, published

MOST_QUERIES = 6


@pytest.fixture(autouse=True)
def before(db):
    """The evening before the forum."""
    with clock.frozen(at(-12 * 60).starts_at):
        yield


def star(client, *sessions) -> None:
    for session in sessions:
        session.refresh_from_db()
        programme.star_session(session, by=actor(client.person))


def entries(client, page="/en/my/agenda/") -> list[list[str]]:
    """Each entry: its title, and whatever is said about it."""
    shown = BeautifulSoup(client.get(page).content, "html.parser").select("article.session")
    parts = "h3, .badge, .small, .session-act"
    return [[" ".join(part.get_text().split()) for part in one.select(parts)] for one in shown]


def test_a_starred_session_is_in_the_agenda_at_its_time_and_is_no_commitment(visitor, venue):
    client = visitor("part")
    booked(venue, at(0), [client.person], in_room(venue.side), title=Text(en="Meeting"))
    late, early = placed(venue, "Orbits", minute=30), placed(venue, "Rockets", minute=-60)
    other = placed(venue, "Nobody's star", minute=90)
    published(venue)
    star(client, late, early)
    answer = client.get("/en/my/agenda/")
    assert entries(client) == [
        ["Starred", "Rockets"],
        ["Meeting"],
        ["Starred", "Orbits", "Same time as “Meeting”"],
    ]
    assert str(other.title) not in answer.content.decode()
    assert b"session-clash" not in answer.content
    assert b"1 entry \xc2\xb7 2 more starred" in answer.content


def test_it_stands_under_its_own_day_with_its_room_and_leads_to_its_page(visitor, venue):
    client = visitor("part")
    venue.edition.ends_on = venue.edition.starts_on + dt.timedelta(days=1)
    venue.edition.save()
    session = placed(venue, "Orbits", minute=24 * 60)
    published(venue)
    star(client, session)
    first, second = BeautifulSoup(client.get("/en/my/agenda/").content, "html.parser").select(".agenda section")
    assert (len(first.select("article")), len(second.select("article"))) == (0, 1)
    assert second.select_one("h3 a")["href"] == f"/en/my/sessions/{session.code}/"
    assert second.select_one(".session-room").get_text() == "Hall, Palace"


def test_where_places_are_limited_the_agenda_leads_to_signing_up(visitor, venue):
    client, waiting = visitor("part"), placed(venue, "Full", minute=120)
    free = placed(venue, "Free")
    programme.set_places(free, 5, by=SYSTEM)
    programme.set_places(waiting, 0, by=SYSTEM)
    published(venue)
    star(client, free, waiting)
    programme.sign_up(waiting, client.person.id, by=actor(client.person))
    assert entries(client) == [["Starred", "Free", "Places are limited: sign up"], ["Starred", "Full", "I am waiting"]]
    programme.sign_up(free, client.person.id, by=actor(client.person))
    assert entries(client)[0] == ["Free"]


def test_words_and_sessions_that_are_not_published_stay_hidden(visitor, venue):
    client = visitor("part")
    changed, gone, hidden = (placed(venue, name, minute=n * 60) for n, name in enumerate(("Said", "Gone", "Draft")))
    published(venue)
    star(client, changed, gone, hidden)
    programme.change_session(changed, {"title": in_three("Leaked")}, by=SYSTEM)
    programme.cancel_session(gone, by=SYSTEM)
    programme.change_state(programme.cancel_session(hidden, by=SYSTEM), "draft", by=SYSTEM)
    programme.place_session(hidden, at(120).starts_at, venue.hall, by=SYSTEM)
    assert entries(client) == [["Starred", "Said"]]


def test_home_tells_wishes_when_nothing_else_is_to_come(visitor, venue):
    client = visitor("part")
    session = placed(venue, "Orbits")
    published(venue)
    empty = client.get("/en/my/").content.decode()
    star(client, session)
    page = client.get("/en/my/").content.decode()
    said = "Your agenda is empty"
    assert (said in empty, said in page, "Starred by you" in page) == (True, False, True)
    assert entries(client, "/en/my/") == [["Starred", "Orbits"]]


@pytest.mark.parametrize("page", ["/en/my/", "/en/my/agenda/"])
@pytest.mark.parametrize("number", [0, 1, 3])
def test_own_pages_take_at_most_six_queries_whatever_their_size(visitor, venue, number, page):
    client = visitor("part", "spkr")
    for n in range(number):
        booked(venue, at(n * 200), [client.person], in_room(venue.hall if n % 2 else venue.far))
    sessions = [placed(venue, f"S{n}", minute=n * 200, room=venue.side) for n in range(number)]
    if sessions:
        published(venue)
        star(client, *sessions)
    with clock.frozen(at(100).starts_at):
        browser_of(client.person, client).get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
    assert len(asked) <= MOST_QUERIES, [query["sql"] for query in asked]
