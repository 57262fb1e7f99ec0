"""The office's requests for erasure and acts: who sees them, what is asked before anything is erased, what is said."""

import pytest
from bs4 import BeautifulSoup

from qurultai.kit.access import SYSTEM, Denied
from qurultai.kit.models import Event
from qurultai.people.actions.erasing import OwnRequest, RequestAnswered, ask_erasure, erase_person, leave_act
from qurultai.people.models import Account, ErasureAct, ErasureRequest, Person
from qurultai.people.rules import SWEEPING_HOURS, sweeping_is_due
from qurultai.people.testing import a_person

pytestmark = pytest.mark.django_db
HERE = "/en/office/people/erasures/"


@pytest.fixture
def asked(forum):
    return ask_erasure(a_person("Aru Canary").id, forum.id, by=SYSTEM)


def words_of(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def test_who_protects_data_sees_requests_and_acts_and_nobody_else(visitor, asked):
    assert "Aru Canary" in words_of(visitor("dpo").get(HERE))
    for role in ("admn", "supp", "prot", "secu", "part"):
        assert visitor(role).get(HERE).status_code == 403
        assert visitor(role).get(f"{HERE}requests/{asked.code}/").status_code in {403, 404}


def test_erasing_asks_for_the_code_of_the_request(visitor, asked):
    officer, page = visitor("dpo"), f"{HERE}requests/{asked.code}/"
    refused = [officer.post(page, {"do": "erase", "sure": typed}).status_code for typed in ("", "WRONG")]
    assert (refused, Person.objects.get(pk=asked.person_id).name) == ([422, 422], "Aru Canary")
    answer = officer.post(page, {"do": "erase", "sure": asked.code.lower()})
    assert answer["Location"] == "../../acts/1/"
    assert Person.objects.get(pk=asked.person_id).name == "—"
    assert not Account.objects.filter(person_id=asked.person_id).exists()


def test_the_act_says_who_and_how_much_and_its_file_too(visitor, forum, asked):
    officer = visitor("dpo", name="Officer")
    erase_person(asked, by=officer.actor)
    page, file = officer.get(f"{HERE}acts/1/"), officer.get(f"{HERE}list.csv")
    act = ErasureAct.objects.get()
    for said in (words_of(page), file.content.decode()):
        assert ("Officer" in said, act.digest in said, "Aru" in said) == (True, True, False)
    assert "Persons 1" in words_of(page)
    assert officer.get(f"{HERE}list.xlsx").content.startswith(b"PK")
    assert officer.get(f"{HERE}list.pdf").status_code == 404


def test_a_request_is_answered_once(visitor, asked):
    officer, page = visitor("dpo"), f"{HERE}requests/{asked.code}/"
    assert officer.post(page, {"do": "aside"})["Location"] == "../../"
    assert officer.post(page, {"do": "erase", "sure": asked.code}).status_code == 409
    with pytest.raises(RequestAnswered):
        erase_person(asked, by=officer.actor)
    again = ask_erasure(asked.person_id, asked.edition_id, by=SYSTEM)
    erase_person(again, by=officer.actor)
    with pytest.raises(RequestAnswered):
        ask_erasure(asked.person_id, asked.edition_id, by=SYSTEM)
    assert ErasureAct.objects.count() == 1


def test_nobody_answers_her_own_request(visitor, forum):
    officer = visitor("dpo")
    mine = ask_erasure(officer.person.id, forum.id, by=SYSTEM)
    with pytest.raises(OwnRequest):
        erase_person(mine, by=officer.actor)


def test_nobody_asks_for_another_and_a_request_of_another_forum_is_not_there(visitor, forum, other_forum, asked):
    with pytest.raises(Denied):
        ask_erasure(a_person().id, forum.id, by=visitor("part").actor)
    elsewhere = ask_erasure(a_person().id, other_forum.id, by=SYSTEM)
    officer = visitor("dpo")
    assert officer.get(f"{HERE}requests/{elsewhere.code}/").status_code == 404
    with pytest.raises(Denied):
        erase_person(elsewhere, by=officer.actor)


def test_a_participant_asks_from_her_own_page_and_again_changes_nothing(visitor):
    guest = visitor("part")
    for _twice in range(2):
        assert guest.post("/en/my/me/erasure/")["Location"] == "/en/my/me/#my-data"
    assert ErasureRequest.objects.filter(person=guest.person, state="open").count() == 1
    assert "30 days" in words_of(guest.get("/en/my/me/"))
    assert Event.objects.filter(type="people.ErasureAsked").count() == 1


def test_whoever_is_erased_is_in_no_list_and_signed_out(visitor, forum, asked):
    lister, guest = visitor("supp"), visitor("part", name="Bek Canary")
    mine = ask_erasure(guest.person.id, forum.id, by=SYSTEM)
    erase_person(mine, by=visitor("dpo").actor)
    assert "Bek Canary" not in words_of(lister.get("/en/office/people/"))
    assert guest.get("/en/my/").status_code == 302


def test_acts_are_numbered_in_their_forum(forum, other_forum):
    made = [leave_act(one.id, "identities", {}, [], by=SYSTEM).number for one in (forum, forum, other_forum)]
    assert made == [1, 2, 1]


@pytest.mark.parametrize(("hour", "due"), [(20, True), (22, True), (23, False), (9, False)])
def test_free_space_is_overwritten_at_night(hour, due):
    assert (sweeping_is_due(hour), len(SWEEPING_HOURS)) == (due, 3)


@pytest.mark.parametrize("page", ["", "requests/{}/"])
@pytest.mark.parametrize(("language", "word"), [("kk", "Жою"), ("ru", "Удален"), ("en", "rasure")])
def test_pages_speak_the_readers_language(visitor, asked, page, language, word):
    said = words_of(visitor("dpo").get(f"/{language}/office/people/erasures/{page.format(asked.code)}"))
    assert word in said
