"""A participant's own pages."""

import io
import json
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from qurultai.calendar.testing import NINE, at, booked, in_room
from qurultai.kit import clock
from qurultai.kit.text import Text
from qurultai.people.testing import a_person, an_organisation, browser_of
from qurultai.registration.testing import a_category, a_registration

PAGES = ["/en/my/", "/en/my/agenda/", "/en/my/me/", "/en/my/feed/", "/en/my/me/data.zip"]


def page_of(answer) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def titles(answer) -> list[str]:
    return [head.get_text(strip=True) for head in page_of(answer).select("article.session h3")]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_led_to_signing_in(venue, page):
    answer = Client().get(page)
    assert (answer.status_code, answer["Location"]) == (302, f"/en/sign-in/?next={page}")


def test_home_says_what_is_next_where_and_how_far(visitor, venue):
    client = visitor("part")
    booked(venue, at(0), [client.person], in_room(venue.hall), title=Text(en="Opening"))
    booked(venue, at(90), [client.person], in_room(venue.far), title=Text(en="Workshop"))
    booked(venue, at(200), [client.person], in_room(venue.side), title=Text(en="Dinner"))
    booked(venue, at(90), [a_person()], in_room(venue.side), title=Text(en="Canary of another"))
    with clock.frozen(at(65).starts_at):
        answer = browser_of(client.person, client).get("/en/my/")
    shown = page_of(answer).select_one("section.next")
    words = [shown.select_one(part).get_text(strip=True) for part in (".next-in", "h2", ".next-where .strong")]
    assert words == ["in 25 minutes", "Workshop", "Far, Centre"]
    assert shown.select(".next-where .soft")[0].get_text(strip=True) == "10 minutes on foot"
    assert (titles(answer), b"Canary" in answer.content) == (["Dinner"], False)


def test_home_leads_to_registering_and_then_to_how_far_it_is(visitor, venue):
    client = visitor("part")
    guests = a_category(venue.edition, "Guest", approval="by_hand")
    [link] = page_of(client.get("/en/my/")).select("a[href*=register]")
    assert b"Guest" in client.get(link["href"]).content
    a_registration(guests, client.person)
    own = page_of(client.get(link["href"])).select("a[href*='application/mine']")
    assert [way["href"] for way in own] == ["/en/register/application/mine/"]


def test_the_agenda_shows_each_day_and_only_mine(visitor, venue):
    client = visitor("part")
    booked(venue, at(0), [client.person], in_room(venue.hall), title=Text(en="Mine", kk="Менікі"))
    booked(venue, at(0), [a_person()], in_room(venue.side), title=Text(en="Canary of another"))
    answer = client.get("/kk/my/agenda/")
    assert (titles(answer), b"Canary" in answer.content) == (["Менікі"], False)
    assert len(page_of(answer).select(".agenda section")) == 1


def test_a_clash_is_warned_of(visitor, venue):
    client = visitor("part")
    booked(venue, at(0), [client.person], in_room(venue.hall), title=Text(en="First"))
    booked(venue, at(30), [client.person], in_room(venue.side), title=Text(en="Second"), on_clash="soft")
    with clock.frozen(at(-60).starts_at):
        note = page_of(browser_of(client.person, client).get("/en/my/")).select_one(".note-sun")
        assert note.select("p")[1].get_text(strip=True).startswith("Second,")
        assert len(page_of(client.get("/en/my/agenda/")).select("article.session-clash")) == 1


def test_own_data_is_changed_and_nothing_typed_is_lost_on_an_error(visitor):
    client = visitor("part", name="Ann Old")
    typed = {"name": "Айгүл", "country": "kazakhstan", "phone": "+7 701", "biography_kk": "Инженер\nжәне ұшқыш"}
    refused = client.post("/en/my/me/", typed)
    form = BeautifulSoup(refused.content, "html.parser")
    kept = [form.select_one(f"[name={name}]") for name in ("name", "phone", "biography_kk")]
    assert (refused.status_code, [one.get("value") or one.get_text().strip("\r\n") for one in kept]) == (
        422,
        ["Айгүл", "+7 701", "Инженер\nжәне ұшқыш"],
    )
    done = client.post("/en/my/me/", typed | {"country": "KZ", "latin_name": "Aigul"})
    person = client.person
    person.refresh_from_db()
    assert (done.status_code, done["Location"]) == (302, "/en/my/me/")
    assert (person.name, person.country, person.phone, person.latin_name) == ("Айгүл", "KZ", "+7 701", "Aigul")
    assert person.biography == Text(kk="Инженер\nжәне ұшқыш")


def test_nobody_changes_another_or_her_own_address_by_a_field_that_the_form_has_not(visitor):
    client, other = visitor("part", name="Ann", email="ann@x.org"), a_person("Bob")
    client.post("/en/my/me/", {"name": "Ann", "id": str(other.id), "code": other.code, "email": "evil@x.org"})
    client.person.refresh_from_db()
    other.refresh_from_db()
    assert (client.person.email, other.name) == ("ann@x.org", "Bob")


def test_the_language_of_mails_is_chosen(visitor):
    client = visitor("part", language="en")
    assert client.post("/en/my/me/language/", {"language": "kk"}).status_code == 302
    assert client.post("/en/my/me/language/", {"language": "fr"}).status_code == 422
    client.person.refresh_from_db()
    assert client.person.language == "kk"


@pytest.mark.django_db(transaction=True)
def test_the_feed_has_a_secret_address_that_can_be_renewed(visitor):
    client = visitor("part")
    first, again = (page_of(client.get("/en/my/feed/")).select_one(".copy code").get_text() for _time in range(2))
    client.post("/en/my/feed/")
    renewed = page_of(client.get("/en/my/feed/")).select_one(".copy code").get_text()
    assert (first == again, first == renewed) == (True, False)
    stranger = Client()
    answers = [stranger.get(url.removeprefix("http://testserver")).status_code for url in (first, renewed)]
    assert answers == [404, 200]


def test_who_has_no_role_here_has_no_feed_but_a_home(visitor):
    client = visitor()
    assert [client.get(page).status_code for page in ("/en/my/", "/en/my/agenda/", "/en/my/feed/")] == [200, 200, 403]


def test_all_devices_are_signed_out_at_once(visitor):
    client = visitor("part")
    other = Client()
    browser_of(client.person, other)
    assert client.post("/en/my/me/sign-out/")["Location"] == "/en/sign-in/"
    assert [browser.get("/en/my/").status_code for browser in (client, other)] == [302, 302]


def test_my_data_is_mine_and_complete(visitor, venue):
    company = an_organisation("Comet")
    client = visitor("part", "spkr", name="Ann", email="ann@x.org", phone="1", organisation_id=company.id)
    booked(venue, at(0), [client.person, a_person("Canary")], in_room(venue.hall), title=Text(en="Talk"))
    answer = client.get("/en/my/me/data.zip")
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    told = {name: json.loads(packed.read(name)) for name in packed.namelist()}
    person, roles = told["people.json"]["person"], [one["role"] for one in told["editions.json"]["roles"]]
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    assert (person["name"], person["email"], sorted(roles)) == ("Ann", "ann@x.org", ["part", "spkr"])
    assert [one["name"] for one in told["people.json"]["organisations"]] == [{"en": "Comet"}]
    agenda = told["calendar.json"]["agenda"]
    assert [(one["title"], one["starts_at"]) for one in agenda] == [({"en": "Talk"}, NINE.isoformat())]
    assert "Canary" not in str(told)


@pytest.mark.parametrize("page", ["/en/my/", "/en/my/agenda/"])
def test_nothing_of_mine_is_kept_by_a_cache(visitor, page):
    answer = visitor("part").get(page)
    assert (answer["Cache-Control"], "Cookie" in answer["Vary"]) == ("no-store", True)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_navigation_names_my_pages_in_three_languages(visitor, language):
    shown = page_of(visitor("part").get(f"/{language}/my/"))
    links = [link["href"] for link in shown.select("header nav.nav a")]
    assert links == [f"/{language}/my/{part}" for part in ("", "agenda/", "sessions/", "badge/", "me/")]
    assert [link["href"] for link in shown.select("header nav.nav a[aria-current=page]")] == [f"/{language}/my/"]


def test_the_agenda_says_whose_clock_it_follows(visitor, venue):
    said = page_of(visitor("part").get("/en/my/agenda/")).select_one(".page-head + p").get_text(strip=True)
    assert said.endswith("(UTC+5)")
