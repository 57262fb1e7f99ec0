"""What the public pages show, to whom it is the same, and what people's words cannot do to them."""

import json
import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from qurultai.editions.models import Edition, Phase
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.text import Text
from qurultai.programme import public as programme
from qurultai.programme.formats.testing import generated
from qurultai.programme.testing import a_person, a_venue, in_three, placed, published
from qurultai.registration.testing import a_category
from qurultai.website import queries
from qurultai.website.pages import NotThere, every_page, rendered
from qurultai.website.releases import release_site
from qurultai.website.rules.places import LANGUAGES
from qurultai.website.shapes import Published
from qurultai.website.site import handles
from qurultai.website.tests.conftest import forget

_LD = re.compile(rb'<script type="application/ld\+json">(.*?)</script>', re.S)
_OUR_SCRIPTS = re.compile(rb"<script(?! (?:src=\"/static/|type=\"application/ld\+json\"))")


@pytest.fixture
def nasty(on_air):
    """The site with a programme of hostile words in place of its own."""
    site = queries.site_of(on_air.edition, "en")
    return replace(site, published=Published(generated(talks=60, rooms=6, days=2), site.published.versions))


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_words_reach_no_page_as_markup(nasty, language):
    site = replace(nasty, language=language)
    for name, parts in every_page(site):
        page = rendered(site, name, parts)
        if page.content_type.startswith("text/html"):
            assert _OUR_SCRIPTS.findall(page.body) == [], name
            assert b"<b>&amp;" not in page.body, name
            assert b" style=" not in page.body, name
            for value in _LD.findall(page.body):
                assert json.loads(value)["@context"] == "https://schema.org"


def test_no_mail_address_of_a_speaker_is_on_any_page_or_in_any_file(nasty):
    assert any(person.email.startswith("canary") for person in nasty.published.document.persons)
    for name, parts in every_page(nasty):
        assert b"canary" not in rendered(nasty, name, parts).body, name


def test_every_page_names_its_address_in_every_language(client, on_air):
    page = client.get("/kk/speakers/").content.decode()
    links = re.findall(r'<link rel="(canonical|alternate)"(?: hreflang="(\w+)")? href="[^"]*?(/\w\w/[^"]*)">', page)
    assert links == [
        ("canonical", "", "/kk/speakers/"),
        ("alternate", "kk", "/kk/speakers/"),
        ("alternate", "ru", "/ru/speakers/"),
        ("alternate", "en", "/en/speakers/"),
    ]


def test_words_without_a_translation_say_in_which_language_they_are(venue, client):
    placed(venue, "Orbits")
    session = placed(venue, "Comets", minute=120)
    type(session).objects.filter(id=session.id).update(title=Text(ru="Кометы"))
    published(venue)
    page = client.get("/en/programme/").content.decode()
    assert '<h4 lang="ru"><a href="/en/programme/sessions/' in page


@pytest.mark.parametrize("path", ["/kk/programme/", "/ru/speakers/", "/en/programme/grid/"])
def test_before_the_first_version_the_programme_says_that_it_is_coming(client, venue, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "ETag" not in answer.headers


def test_before_the_first_version_a_file_of_the_programme_does_not_exist(client, venue):
    assert client.get("/en/programme/sessions/X/").status_code == 404


def test_without_any_forum_the_front_page_says_so(client, db):
    assert client.get("/en/").status_code == 200
    assert client.get("/en/programme/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/en/programme/sessions/none/", "/en/speakers/none/", "/en/rooms/none/", "/en/topics/none/", "/en/past/"]
)
def test_what_is_not_published_is_not_there(client, on_air, path):
    assert client.get(path).status_code == 404


def test_an_edition_under_its_slug_has_its_own_pages_and_links(client, on_air):
    other = a_venue("other")
    placed(other, "Far away")
    published(other)
    release_site(other.edition)
    forget()
    answer = client.get("/en/other/programme/", headers={"accept-encoding": "identity"})
    assert answer.headers["ETag"]
    links = set(re.findall(rb'href="(/en/[^"]*)"', answer.content))
    assert {link for link in links if not link.startswith(b"/en/other/")} == set()
    assert b"Far away" in answer.content
    assert b"Far away" not in client.get("/en/programme/", headers={"accept-encoding": "identity"}).content


def test_a_session_shows_its_brief(client, venue):
    session = placed(
        venue,
        "Orbits",
        aim=in_three("To agree on a road map"),
        questions=[dict(in_three("Who pays?"))],
        interpretation=["ru-en"],
        language="ru",
    )
    published(venue)
    page = client.get(f"/en/programme/sessions/{session.code}/").content.decode()
    found = [words for words in ("To agree on a road map", "Who pays?", "Russian ↔ English", "Palace") if words in page]
    assert found == ["To agree on a road map", "Who pays?", "Russian ↔ English", "Palace"]


def test_an_embargoed_session_is_on_no_page(venue, client):
    placed(venue, "Orbits")
    secret = placed(venue, "CNRY-embargo", minute=120)
    type(secret).objects.filter(id=secret.id).update(state="embargoed")
    published(venue)
    site = queries.site_of(venue.edition, "en")
    leaks = [name for name, parts in every_page(site) if b"CNRY-embargo" in rendered(site, name, parts).body]
    assert leaks == []


def test_search_finds_sessions_speakers_rooms_and_topics(client, on_air):
    def found(words: str) -> list[str]:
        page = client.get("/en/search/", {"q": words}).content.decode()
        return re.findall(r'<h2><a href="[^"]*">([^<]*)</a></h2>', page)

    assert found("orbits") == ["Orbits"]
    assert found("SERIK") == ["Aru Serik", "Orbits"]
    assert found("hall") == ["Hall", "Orbits"]
    assert found("nowhere <b>") == []


def test_names_in_addresses_are_safe_and_distinct():
    named = handles([("a", ("one", "x")), ("b", ("One", "two")), ("c", ("../", "")), ("d", ("two", "three"))])
    assert named == {"a": "one", "b": "two", "c": "63", "d": "three"}


def test_the_fixed_addresses_answer(client, on_air):
    kinds = {
        "/robots.txt": "text/plain; charset=utf-8",
        "/sitemap.xml": "application/xml; charset=utf-8",
        "/manifest.webmanifest": "application/manifest+json",
        "/.well-known/security.txt": "text/plain; charset=utf-8",
    }
    assert {path: client.get(path).headers["Content-Type"] for path in kinds} == kinds
    sitemap = client.get("/sitemap.xml").content.decode()
    assert sitemap.count("<url>") == len(re.findall(r"<loc>[^<]+/</loc>", sitemap)) > 3 * 10
    assert client.get("/favicon.ico").status_code == 302


def test_a_page_that_is_not_published_cannot_be_rendered(on_air):
    with pytest.raises(NotThere):
        rendered(queries.site_of(on_air.edition, "en"), "room", {"room": "none"})


def test_a_cancelled_forum_says_so(client, on_air):
    Edition.objects.filter(id=on_air.edition.id).update(cancelled=True)
    on_air.edition.refresh_from_db()
    release_site(on_air.edition)
    assert Phase.objects.count() == 0
    assert b"This forum has been cancelled" in client.get("/en/", headers={"accept-encoding": "identity"}).content


def test_an_english_page_calls_a_person_by_her_latin_name_and_shows_her_own(venue, client):
    person = a_person("Айгүл Сапарова", latin_name="Aigul Saparova")
    placed(venue, "Orbits", person)
    published(venue)
    pages = [client.get(f"/{tag}/speakers/{person.code}/").text for tag in ("en", "ru")]
    assert "<h1>Aigul Saparova</h1>" in pages[0] and "Айгүл Сапарова</p>" in pages[0]
    assert "<h1>Айгүл Сапарова</h1>" in pages[1] and "Aigul" not in pages[1]


def test_a_page_that_is_not_there_leads_on(client, on_air):
    page = client.get("/ru/speakers/none/").text
    assert [f'href="/ru/{way}/"' in page for way in ("programme", "speakers", "search")] == [True] * 3


def test_the_front_page_shows_the_main_sessions_of_every_day_each_under_its_day(venue, client):
    for number in range(14):
        placed(venue, f"First {number}", minute=number * 30, minutes=30, kind="panel")
    placed(venue, "Second", minute=24 * 60, kind="plenary")
    published(venue)
    page = BeautifulSoup(client.get("/en/").content, "html.parser")
    rows = [" ".join((row.h3 or row).get_text().split()) for row in page.select(".coming > li")]
    assert rows == ["Thursday, 20 May", *(f"First {number}" for number in range(11)), "Friday, 21 May", "Second"]


@pytest.mark.parametrize(("note", "said"), [("", "The first published programme."), ("Welcome.", "Welcome.")])
def test_the_first_version_is_introduced_once(venue, session, client, note, said):
    programme.publish_programme(venue.edition, note=Text(en=note) if note else Text(), by=SYSTEM, waive={"languages"})
    page = BeautifulSoup(client.get("/en/programme/versions/").content, "html.parser")
    assert [p.get_text() for p in page.select(".versions p:not(.soft)")] == [said]


def test_the_front_page_leads_to_registering_as_soon_as_somebody_can_apply(client, on_air):
    def shown() -> list[str]:
        page = BeautifulSoup(client.get("/en/").content, "html.parser")
        return [link["href"] for link in page.select("a[href*=register]")]

    assert shown() == []
    a_category(on_air.edition, approval="invitation_only")
    deliver_all()
    assert shown() == []
    a_category(on_air.edition)
    deliver_all()
    assert shown() == ["/en/register/"]
