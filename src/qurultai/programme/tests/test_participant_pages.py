"""A participant browses, marks and takes places: with htmx and without."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qurultai.calendar.testing import at, booked
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.programme import public as programme
from qurultai.programme.models import Star
from qurultai.programme.testing import (
    NINE,
    a_participant,
    a_session,
    a_venue,
    placed,
    published,
    sign_up_states,
    signed_in,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def venue():
    with clock.frozen(NINE - dt.timedelta(days=1)):
        yield a_venue()


@pytest.fixture
def aru(venue, client):
    person, _actor = a_participant(venue)
    signed_in(client, person)
    return person


def with_places(venue, places=1, **more):
    session = placed(venue, "Rockets", **more)
    programme.set_places(session, places, by=SYSTEM)
    return session


def test_before_publication_there_is_nothing_to_see(venue, aru, client):
    placed(venue, "Secret")
    page = client.get("/en/my/sessions/").content.decode()
    assert ("not published yet" in page, "Secret" in page) == (True, False)


def test_a_stranger_is_asked_to_sign_in(venue, client):
    assert client.get("/en/my/sessions/").status_code == 302


def test_only_what_is_published_is_shown(venue, aru, client):
    placed(venue, "Rockets")
    placed(venue, "Hidden", minute=120, state="draft")
    published(venue)
    page = client.get("/en/my/sessions/").content.decode()
    assert ("Rockets" in page, "Hidden" in page) == (True, False)


def test_a_session_that_is_not_published_is_not_there(venue, aru, client):
    hidden = a_session(venue, "Hidden")
    published_one = placed(venue)
    published(venue)
    codes = [client.get(f"/en/my/sessions/{one.code}/").status_code for one in (hidden, published_one)]
    assert codes == [404, 200]


def test_words_that_changed_after_publication_are_not_shown_before_the_next_version(venue, aru, client):
    session = placed(venue, "Rockets")
    published(venue)
    programme.change_session(session, {"title": Text(en="Leaked")}, by=SYSTEM)
    page = client.get("/en/my/sessions/").content.decode()
    assert ("Rockets" in page, "Leaked" in page) == (True, False)


@pytest.mark.parametrize(("query", "found"), [("зымырандарды", 1), ("зымыранның", 1), ("спутник", 0)])
def test_search_finds_kazakh_words_in_every_form(venue, aru, client, query, found):
    session = placed(venue, "x")
    programme.change_session(session, {"title": Text(kk="Зымырандар", ru="Ракеты", en="Rockets")}, by=SYSTEM)
    published(venue)
    page = client.get("/kk/my/sessions/", {"q": query}).content.decode()
    assert page.count("Зымырандар</a>") == found


def test_a_star_without_a_script_leads_back_to_the_session(venue, aru, client):
    session = placed(venue)
    published(venue)
    answer = client.post(f"/en/my/sessions/{session.code}/star/")
    assert (answer.status_code, answer["Location"]) == (302, f"/en/my/sessions/{session.code}/")
    assert Star.objects.filter(person=aru).count() == 1


def test_a_star_with_htmx_answers_with_the_star_alone(venue, aru, client):
    session = placed(venue)
    published(venue)
    page = client.post(f"/en/my/sessions/{session.code}/star/", headers=HTMX).content.decode()
    assert ("/unstar/" in page, "<html" in page) == (True, False)


def test_a_place_is_taken_and_given_back(venue, aru, client):
    session = with_places(venue)
    published(venue)
    client.post(f"/en/my/sessions/{session.code}/place/")
    taken = sign_up_states(session)
    client.post(f"/en/my/sessions/{session.code}/place/withdraw/")
    assert (taken, sign_up_states(session)) == ({"Aru": "confirmed"}, {"Aru": "withdrawn"})


def test_the_waiting_list_says_how_many_are_before_me(venue, aru, client):
    session = with_places(venue, places=0)
    published(venue)
    bek, bek_himself = a_participant(venue, "Bek")
    with clock.frozen(NINE - dt.timedelta(days=2)):
        programme.sign_up(session, bek.id, by=bek_himself)
    page = client.post(f"/en/my/sessions/{session.code}/place/", headers=HTMX).content.decode()
    assert "1 person is before you" in page


def test_a_clash_is_refused_with_its_name_and_the_page_stays(venue, aru, client):
    other = with_places(venue, room=venue.side)
    session = with_places(venue)
    programme.change_session(other, {"title": Text(en="Satellites")}, by=SYSTEM)
    published(venue)
    client.post(f"/en/my/sessions/{other.code}/place/")
    answer = client.post(f"/en/my/sessions/{session.code}/place/")
    assert answer.status_code == 409
    assert "your agenda already has: “Satellites”" in answer.content.decode()
    assert sign_up_states(session) == {}


def test_a_clash_is_warned_of_before_anything_is_asked(venue, aru, client):
    other = with_places(venue, room=venue.side)
    session = with_places(venue)
    published(venue)
    client.post(f"/en/my/sessions/{other.code}/place/")
    page = client.get(f"/en/my/sessions/{session.code}/").content.decode()
    assert "At the same time in your agenda" in page


def links_of(answer) -> list[tuple[str, str]]:
    """What stands in the way as the page names it, and where it leads."""
    links = BeautifulSoup(answer.content, "html.parser").select(".note li a")
    return [(link.get_text(), link["href"]) for link in links]


def test_a_refused_place_leads_to_what_is_in_the_way(venue, aru, client):
    other, session = with_places(venue, room=venue.side), with_places(venue)
    published(venue)
    client.post(f"/en/my/sessions/{other.code}/place/")
    answer = client.post(f"/en/my/sessions/{session.code}/place/", headers=HTMX)
    assert (answer.status_code, links_of(answer)) == (409, [("Rockets", f"/en/my/sessions/{other.code}/")])


def test_a_place_too_far_to_walk_to_leads_to_what_is_before(venue, aru, client):
    other, session = with_places(venue, room=venue.far), with_places(venue, minute=60)
    published(venue)
    client.post(f"/en/my/sessions/{other.code}/place/")
    answer = client.post(f"/en/my/sessions/{session.code}/place/")
    assert (answer.status_code, links_of(answer)) == (409, [("Rockets", f"/en/my/sessions/{other.code}/")])


def test_a_session_without_sign_up_warns_as_well_and_what_is_no_session_leads_to_the_agenda(venue, aru, client):
    session = placed(venue)
    published(venue)
    booked(venue, at(0), [aru], kind="meeting", title=Text(en="Meeting"))
    page = client.get(f"/en/my/sessions/{session.code}/")
    assert links_of(page) == [("Meeting", "/en/my/agenda/")]


def test_what_is_mine_of_a_session_comes_as_a_part_of_its_own_that_no_cache_keeps(venue, aru, client):
    session, other = with_places(venue), with_places(venue, room=venue.side)
    published(venue)
    part = f"/en/my/sessions/{session.code}/mine/"
    nothing = client.get(part).content.strip()
    client.post(f"/en/my/sessions/{other.code}/place/")
    client.post(f"/en/my/sessions/{session.code}/star/")
    answer = client.get(part)
    assert (nothing, answer["Cache-Control"], b"<html" in answer.content) == (b"", "no-store", False)
    assert "I have starred it" in answer.content.decode()
    assert links_of(answer) == [("Rockets", f"/en/my/sessions/{other.code}/")]
    assert Client().get(part).status_code == 302


def test_the_list_takes_as_many_queries_for_three_sessions_as_for_one(venue, aru, client):
    with_places(venue)
    published(venue)
    client.get("/en/my/sessions/")
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/my/sessions/")
        counts.append(len(queries))
        if number == 0:
            for minute in (60, 120):
                with_places(venue, minute=minute)
            published(venue)
            client.get("/en/my/sessions/")
    assert counts[0] == counts[1]
