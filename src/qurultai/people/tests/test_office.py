"""The office's pages of people: who sees what, in how many queries, and what leaves as a file."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from qurultai.kit.access import SYSTEM
from qurultai.kit.models import Event
from qurultai.kit.text import Text
from qurultai.people import queries
from qurultai.people.actions.organisations import rename_organisation
from qurultai.people.models import Person
from qurultai.people.testing import a_person, an_organisation

LIST = "/en/office/people/"
CANARY = "canary-address@example.org"
PHONE = "+7 700 CANARY"
"""Who opens and closes accounts sees with which address somebody signs in."""


def rows(answer) -> list[str]:
    return [row.select_one("a").get_text() for row in BeautifulSoup(answer.content, "html.parser").select("tbody tr")]


@pytest.fixture
def someone(forum) -> Person:
    return a_person("=Айгүл Сапарова", email=CANARY, phone=PHONE, country="KZ", edition_id=forum.id)


@pytest.mark.parametrize(
    ("role", "status", "contact"),
    [
        ("supp", 200, True),
        ("prot", 200, True),
        ("prog", 200, False),
        ("admn", 200, False),
        ("part", 404, False),
        ("dpo", 404, False),
    ],
)
def test_a_persons_page_and_her_address_are_for_those_who_may(visitor, someone, role, status, contact):
    answer = visitor(role).get(f"{LIST}{someone.code}/")
    assert answer.status_code == status
    text = answer.content.decode()
    told = (CANARY in text, PHONE in text)
    assert told == (contact, contact)


def test_a_stranger_is_led_to_signing_in(forum, someone):
    for page in (LIST, f"{LIST}{someone.code}/", f"{LIST}list.csv", f"{LIST}organisations/", f"{LIST}tokens/"):
        answer = Client().get(page)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/en/sign-in/")


def test_the_list_is_searched_filtered_and_sorted_by_its_address(visitor, forum, grant):
    client = visitor("supp", name="Desk Zero")
    company = an_organisation("Comet")
    grant(forum, a_person("Алия Ким", country="KZ", organisation_id=company.id), "spkr")
    grant(forum, a_person("Bruno Alves", country="PT"), "part")
    asked = {
        "": ["Алия Ким", "Bruno Alves", "Desk Zero"],
        "?sort=-name": ["Алия Ким", "Desk Zero", "Bruno Alves"],
        "?q=kim+aliya": ["Алия Ким"],
        "?country=PT": ["Bruno Alves"],
        "?role=spkr": ["Алия Ким"],
        f"?organisation={company.code}": ["Алия Ким"],
        "?role=nothing": [],
        "?q=%00": ["Алия Ким", "Bruno Alves", "Desk Zero"],
    }
    assert {query: rows(client.get(LIST + query)) for query in asked} == asked


def test_people_of_another_forum_are_not_in_the_list(visitor, forum, other_forum):
    client = visitor("supp", "admn", name="Desk")
    hidden = a_person("Hidden Canary", edition_id=other_forum.id)
    assert rows(client.get(LIST)) == ["Desk"]
    assert client.get(f"{LIST}{hidden.code}/").status_code == 404
    assert client.get(f"/en/2026/office/people/{hidden.code}/").status_code == 404
    assert client.get("/en/2026/office/people/").status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_for_three(forum, grant, django_assert_num_queries, number):
    desk = grant(forum, a_person(), "supp")
    for _one in range(number):
        grant(forum, a_person(organisation_id=an_organisation().id), "part", "spkr")
    with django_assert_num_queries(queries.PEOPLE_PAGE_QUERIES - 1):
        people = queries.sorted_by(queries.filtered(queries.people_visible_to(desk, forum), forum), "")
        assert len(queries.listed(people, forum)) == number + 1


@pytest.mark.django_db(transaction=True)
def test_addresses_leave_only_with_those_who_may_export_them(visitor, someone):
    for role, has in (("prot", True), ("b2bm", True), ("supp", False), ("prog", False), ("admn", False)):
        text = visitor(role).get(f"{LIST}list.csv").content.decode("utf-8-sig")
        table = {row[1]: row for row in csv.reader(io.StringIO(text))}
        assert table["'=Айгүл Сапарова"][6:] == ([CANARY, f"'{PHONE}"] if has else [])
    told = [event.payload["with_contacts"] for event in Event.objects.filter(type="people.PeopleExported")]
    assert told == [True, True, False, False, False]


@pytest.mark.django_db(transaction=True)
def test_a_workbook_holds_text_only(visitor, someone):
    made = visitor("prot").get(f"{LIST}list.xlsx?q=сапарова")
    (head, row) = CalamineWorkbook.from_filelike(io.BytesIO(made.content)).get_sheet_by_index(0).to_python()
    assert (head[0], row[1], row[7]) == ("Code", "'=Айгүл Сапарова", f"'{PHONE}")
    assert b"<f>" not in made.content


def test_a_participant_exports_nothing(visitor, someone):
    for kind in ("csv", "xlsx"):
        answer = visitor("part").get(f"{LIST}list.{kind}")
        assert (answer.status_code, CANARY.encode() in answer.content) == (403, False)


def test_a_person_is_entered_and_what_was_typed_is_not_lost_on_an_error(visitor, someone):
    client = visitor("supp")
    form = {"name": "Жанна", "language": "kk", "email": CANARY, "position_kk": "Инженер"}
    refused = client.post(f"{LIST}new/", form)
    page = BeautifulSoup(refused.content, "html.parser")
    assert (refused.status_code, page.select_one("[name=position_kk]")["value"]) == (422, "Инженер")
    assert page.select_one("[data-summary] a")["href"] == "#id_email"
    done = client.post(f"{LIST}new/", form | {"email": "zhanna@example.org"})
    person = Person.objects.get(name="Жанна")
    assert (done.status_code, done["Location"]) == (302, f"../{person.code}/")
    assert (person.position, person.account.email) == (Text(kk="Инженер"), "zhanna@example.org")


def test_a_person_is_changed_by_the_support_desk_and_not_by_the_programme(visitor, someone):
    form = {"name": "Айгүл", "language": "ru", "country": "KZ"}
    page = f"{LIST}{someone.code}/change/"
    assert visitor("prog").post(page, form).status_code == 403
    assert visitor("supp").post(page, form).status_code == 302
    someone.refresh_from_db()
    assert (someone.name, someone.country) == ("Айгүл", "KZ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "the person herself or himself; head of delegation, for their own people; support desk."),
        ("ru", "сам этот человек; глава делегации — у своих людей; служба поддержки."),
        ("kk", "адамның өзі; делегация басшысы — өз адамдарынікін; қолдау қызметі."),
    ],
)
def test_whoever_may_not_change_a_persons_data_is_told_who_does(visitor, someone, language, said):
    page = f"/{language}/office/people/{someone.code}/"
    assert said in " ".join(visitor("prog").get(page).content.decode().split())
    assert said not in visitor("supp").get(page).content.decode()


def test_a_person_gets_an_organisation_a_voice_and_loses_both(visitor, someone):
    client, company = visitor("prot"), an_organisation("Comet")
    page = f"{LIST}{someone.code}/organisations/"
    client.post(page, {"organisation": company.code})
    (belonging,) = queries.affiliations_of(someone)
    client.post(f"{page}{belonging.id}/voice/", {"speaks_for": "yes"})
    assert queries.speaks_for(someone.id, company.id, queries.today()) is True
    client.post(f"{page}{belonging.id}/end/")
    assert queries.speaks_for(someone.id, company.id, queries.today()) is False


def test_another_persons_organisation_is_not_ended_through_this_one(visitor, someone, forum):
    other = a_person(edition_id=forum.id, organisation_id=an_organisation().id)
    (belonging,) = queries.affiliations_of(other)
    answer = visitor("prot").post(f"{LIST}{someone.code}/organisations/{belonging.id}/end/")
    assert (answer.status_code, queries.affiliations_of(other)[0].valid_until) == (404, None)


def test_an_organisation_is_entered_renamed_and_shows_its_names(visitor, someone):
    client = visitor("prog")
    made = client.post(f"{LIST}organisations/new/", {"name_en": "Old Name", "kind": "agency"})
    page = f"{LIST}organisations/{made['Location'].removeprefix('../')}"
    client.post(f"{page}name/", {"name_en": "New Name", "since": "2020-05-01"})
    shown = [
        item.select_one("p").get_text()
        for item in BeautifulSoup(client.get(page).content, "html.parser").select("ol.stack-tight li")
    ]
    assert shown == ["New Name", "Old Name"]
    assert rows(client.get(f"{LIST}organisations/?q=old")) == ["New Name"]


def test_a_name_that_can_be_confused_with_another_organisations_is_asked_about(visitor):
    client, known = visitor("prog"), an_organisation("Comet Space")
    renamed = an_organisation("Old Star")
    rename_organisation(renamed, Text(en="Star"), since=queries.today(), by=SYSTEM)
    for typed, alike in (("\u0421\u043eme\u0442 \u0405\u0440\u0430\u0441\u0435", known), ("OLD-STAR", renamed)):
        data = {"name_en": typed, "kind": "agency"}
        asked = client.post(f"{LIST}organisations/new/", data)
        page = BeautifulSoup(asked.content, "html.parser")
        assert (asked.status_code, alike.code in page.select_one(".field-bad").get_text()) == (422, True)
        assert page.select_one("#id_name_en")["value"] == typed
        made = client.post(f"{LIST}organisations/new/", data | {"another": "on"})
        assert made.status_code == 302
    again = {"name_en": "Comet, Space", "since": "2020-05-01"}
    assert client.post(f"{LIST}organisations/{an_organisation('Halley').code}/name/", again).status_code == 422
    assert client.post(f"{LIST}organisations/{renamed.code}/name/", again | {"name_en": "STAR"}).status_code == 302


def test_a_name_cannot_smuggle_markup_into_a_page(visitor, forum):
    evil = a_person('<img src=x onerror="alert(1)">', edition_id=forum.id)
    company = an_organisation("<script>alert(1)</script>")
    rename_organisation(company, Text(en="<script>alert(2)</script>"), since=queries.today(), by=SYSTEM)
    client = visitor("supp")
    for page in (LIST, f"{LIST}{evil.code}/", f"{LIST}organisations/", f"{LIST}organisations/{company.code}/"):
        text = client.get(page).content.decode()
        assert ("<img src=x" in text, "<script>alert" in text) == (False, False)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_empty_list_says_what_to_do_in_three_languages(visitor, language):
    page = BeautifulSoup(visitor("supp").get(f"/{language}/office/people/?q=nobodyatall").content, "html.parser")
    assert len(page.select(".empty h2")) == 1
    assert page.select_one("#list-search")["value"] == "nobodyatall"
    assert len(page.select(".table-filter a[href='?']")) == 1


def proposed(answer):
    return [one["data-value"] for one in BeautifulSoup(answer.content, "html.parser").select("[role=option]")]


def test_people_are_proposed_by_name_and_code_and_only_those_of_this_forum(visitor, someone):
    outsider = a_person("Айгүл of another forum")
    client, page = visitor("prog"), f"{LIST}choices/"
    (hers,) = proposed(client.get(page, {"q": "айгүл"}))
    assert hers == f"{someone.name} · {someone.code}" == proposed(client.get(page, {"q": someone.code.lower()}))[0]
    assert proposed(client.get(page, {"q": outsider.code})) == proposed(client.get(page)) == []
    assert visitor("part").get(page, {"q": "айгүл"}).status_code == 403


def test_so_many_people_are_proposed_and_no_more_and_the_queries_stay_the_same(visitor, forum):
    client, costs = visitor("prog"), []
    for many in (1, 3, 20):
        for _number in range(many):
            a_person("Baqyt", edition_id=forum.id)
        with CaptureQueriesContext(connection) as seen:
            found = proposed(client.get(f"{LIST}choices/", {"q": "baqyt"}))
        costs.append(len(seen))
    assert (len(found), costs) == (10, [costs[0]] * 3)


def test_an_organisation_is_chosen_by_a_name_that_it_had_and_what_was_typed_is_not_lost(visitor, someone):
    client, company = visitor("prot"), an_organisation("Comet")
    an_organisation("Comet Two")
    page = f"{LIST}{someone.code}/organisations/"
    assert proposed(client.get(f"{LIST}organisations/choices/", {"q": "com"}))[0] == f"Comet · {company.code}"
    refused = client.post(page, {"organisation": "comet", "speaks_for": "on"})
    shown = BeautifulSoup(refused.content, "html.parser")
    assert (refused.status_code, shown.select_one("[name=organisation]")["value"]) == (422, "comet")
    client.post(page, {"organisation": f"Comet · {company.code}"})
    assert [one.organisation_id for one in queries.affiliations_of(someone)] == [company.id]


def test_an_address_that_cannot_be_is_an_error_at_the_field_with_what_was_typed(visitor, forum):
    nobody = a_person("Baqyt", email="", edition_id=forum.id)
    refused = visitor("supp").post(f"{LIST}{nobody.code}/account/", {"email": "not an address"})
    shown = BeautifulSoup(refused.content, "html.parser")
    assert (refused.status_code, shown.select_one("[name=email]")["value"]) == (422, "not an address")


def test_an_organisation_that_was_ended_by_mistake_comes_back(visitor, someone):
    client, company = visitor("prot"), an_organisation("Comet")
    page = f"{LIST}{someone.code}/organisations/"
    client.post(page, {"organisation": company.code, "speaks_for": "on"})
    (belonging,) = queries.affiliations_of(someone)
    shown = BeautifulSoup(client.post(f"{page}{belonging.id}/end/", follow=True).content, "html.parser")
    assert queries.speaks_for(someone.id, company.id, queries.today()) is False
    client.post(shown.select_one(".toast form")["action"])
    assert queries.speaks_for(someone.id, company.id, queries.today()) is True
