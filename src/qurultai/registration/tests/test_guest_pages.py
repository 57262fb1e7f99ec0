"""A guest on a telephone: she begins, fills in, leaves, comes back, sends, corrects, withdraws."""

import io
import json
import re
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qurultai.editions.testing import an_edition, holder_of, signed_in
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal import deliver
from qurultai.kit.text import Text
from qurultai.notices.models import Message
from qurultai.people.models import ErasureRequest
from qurultai.registration import public as registration
from qurultai.registration.links import link_for
from qurultai.registration.models import Registration
from qurultai.registration.public import NewField, consenting
from qurultai.registration.testing import a_category, a_form, a_person, a_registration, facts, in_three
from qurultai.registration.tests.pictures import jpeg, png

pytestmark = pytest.mark.django_db


DAYS = [("one", Text(en="First")), ("two", Text(en="Second"))]


def the_form(forum):
    """Questions of many kinds, some of which apply to some only."""
    return a_form(
        forum,
        NewField(type="heading", label=in_three("About you"), key="about"),
        NewField(
            type="choice", label=in_three("Role"), key="role", required=True,
            choices=[("press", in_three("Press")), ("guest", in_three("Guest"))],
        ),
        NewField(
            type="text", label=in_three("Outlet"), key="outlet", required=True, shown_field="role",
            shown_values=["press"],
        ),
        NewField(type="many", label=in_three("Days"), key="days", choices=DAYS),
        NewField(type="photo", label=in_three("Photograph"), key="photo", required=True),
        NewField(type="file", label=in_three("Letter"), key="letter"),
        NewField(type="consent", label=in_three("You may photograph me"), key="pictures", purpose="photo"),
    )  # fmt: skip


@pytest.fixture
def category(forum):
    return a_category(forum, "Journalist", form=the_form(forum))


def page_of(answer):
    return BeautifulSoup(answer.content, "html.parser")


def begun(client, category, email="aru@example.org", language="en"):
    """Begin as a stranger; the address of the form."""
    answer = client.post(f"/{language}/register/as/{category.code}/", {"email": email})
    assert answer.status_code == 302
    return answer["Location"]


def mailed_link():
    """The address in the last letter."""
    deliver.deliver_all()
    return re.search(r"http://127\.0\.0\.1:\d+(/\S+)", Message.objects.order_by("-queued_at", "-id").first().text)[1]


def fields(answer, **typed):
    """What a browser would send of the form that it was shown, with this typed into it."""
    form = page_of(answer).select_one("form.form")
    sent = {}
    for control in form.select("input, textarea, select"):
        name, kind = control.get("name"), control.get("type")
        if not name or kind == "file" or (kind in {"checkbox", "radio"} and not control.has_attr("checked")):
            continue
        if control.name == "select":
            chosen = control.select_one("option[selected]")
            value = chosen["value"] if chosen else ""
        else:
            value = control.text.strip("\n") if control.name == "textarea" else control.get("value", "")
        sent.setdefault(name, []).append(value)
    return sent | typed


ARU = {"name": "Ару Сәтова", "country": "KZ", "role": "press", "days": ["two"], "pictures": "on"}


def photo(body=None, name="me.jpg"):
    return SimpleUploadedFile(name, body or jpeg(), "image/jpeg")


def test_from_the_first_click_to_the_confirmation_without_an_account_and_without_javascript(forum, category):
    client = Client()
    assert category.code in client.get("/kk/register/").content.decode()
    here = begun(client, category, language="kk")
    first = client.get(here)
    saved = client.post(here, fields(first, do="save", **ARU, photo=photo()))
    assert (saved.status_code, saved["Location"]) == (302, here)
    second = client.get(here)
    assert [one["value"] for one in page_of(second).select("[name=shown]")] == [
        "about", "role", "outlet", "days", "photo", "letter", "pictures",
    ]  # fmt: skip
    sent = client.post(here, fields(second, do="send", outlet="Orbit"))
    assert (sent.status_code, "aru@example.org" in page_of(sent).select_one("[data-summary]").text) == (409, True)
    from_the_letter = Client()
    there = mailed_link()
    third = from_the_letter.get(there)
    assert from_the_letter.post(there, fields(third, do="send")).status_code == 302
    row = Registration.objects.get()
    assert (row.state, row.name, row.language, row.answers["outlet"], row.answers["days"], len(row.photo)) == (
        "approved", "Ару Сәтова", "kk", "Orbit", ["two"], 64,
    )  # fmt: skip
    status = page_of(from_the_letter.get(there))
    assert (status.select_one(".badge").text, row.code in status.text) == ("Мақұлданды", True)
    deliver.deliver_all()
    assert [message.template for message in Message.objects.all()] == ["registration/mail/letter"] * 2


def test_what_is_wrong_is_said_at_the_field_and_above_and_nothing_typed_is_lost(forum, category):
    client = Client()
    here = begun(client, category)
    typed = fields(client.get(here), name="…", organisation="Orbit & Co", role="press", do="send")
    answer = client.post(here, typed)
    page = page_of(answer)
    assert answer.status_code == 422
    assert [link["href"] for link in page.select("[data-summary] a")] == [
        "#id_name", "#id_country", "#id_outlet", "#id_photo",
    ]  # fmt: skip
    assert (page.select_one("#id_name")["value"], page.select_one("#id_organisation")["value"]) == ("…", "Orbit & Co")
    assert page.select_one("[name=role][checked]")["value"] == "press"


def test_each_change_is_saved_at_once_and_only_questions_that_apply_come(forum, category):
    client = Client()
    here = begun(client, category)
    typed = fields(client.get(here), name="Aru")
    typed.pop("idempotency_key", None)
    quiet = client.post(here, typed, headers={"HX-Request": "true"})
    more = client.post(here, typed | {"role": "press"}, headers={"HX-Request": "true"})
    row = Registration.objects.get()
    assert (row.name, row.answers["role"], row.state) == ("Aru", "press", "draft")
    assert (page_of(quiet).select("#questions"), page_of(more).select_one("#id_outlet")["name"]) == ([], "outlet")


def test_a_draft_is_resumed_on_another_device_by_the_link_in_the_letter(forum, category):
    here = begun(Client(), category)
    there = mailed_link()
    telephone = Client()
    telephone.post(there, fields(telephone.get(there), position="Editor", do="save"))
    assert (here != there, page_of(telephone.get(there)).select_one("#id_position")["value"]) == (True, "Editor")


@pytest.mark.parametrize("link", ["mine", "0" * 32, "0" * 32 + "~x", "..%2f..", "a~b~c"])
def test_a_link_that_nobody_gave_opens_nothing(forum, category, link):
    begun(Client(), category)
    assert Client().get(f"/en/register/application/{link}/").status_code == 404


def test_a_link_of_another_forum_or_for_another_use_opens_nothing(forum, category):
    other = a_registration(a_category(an_edition()))
    assert Client().get(f"/en/register/application/{link_for(other.pk, 'mail')}/").status_code == 404
    assert Client().get(f"/en/register/application/{link_for(other.pk, 'gate')}/").status_code == 404


def test_a_photograph_is_checked_at_once_and_the_one_before_stays(forum, category):
    client = Client()
    here = begun(client, category)
    typed = {"shown": ["photo"]}
    client.post(here, typed | {"photo": photo()}, headers={"HX-Request": "true"})
    before = Registration.objects.get().photo
    bad = client.post(here, typed | {"photo": photo(png(), "me.png")}, headers={"HX-Request": "true"})
    row = Registration.objects.get()
    said = page_of(bad).select_one(".errorlist").text.strip()
    assert (said, row.photo, row.files.count()) == ("The photograph must be a JPEG file (.jpg).", before, 1)
    client.post(here, typed | {"photo": photo(jpeg(colour=(1, 2, 3)))}, headers={"HX-Request": "true"})
    row.refresh_from_db()
    assert (row.photo != before, row.files.count()) == (True, 1)
    shown = client.get(page_of(client.get(here)).select_one("img.portrait")["src"])
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")


def test_a_file_is_a_download_and_nobody_elses(forum, category):
    client = Client()
    here = begun(client, category)
    paper = SimpleUploadedFile("../letter\u202e.pdf", b"%PDF-1.7 letter", "text/html")
    client.post(here, {"shown": ["letter"], "letter": paper, "do": "save"})
    row = Registration.objects.get()
    address = f"{here}files/{row.answers['letter']}"
    answer = client.get(address)
    assert (answer["Content-Type"], answer["Content-Disposition"].split(";")[0], row.files.get().name) == (
        "application/pdf",
        "attachment",
        "letter.pdf",
    )
    other = begun(Client(), category, "other@example.org")
    assert Client().get(f"{other}files/{row.answers['letter']}").status_code == 404


def test_who_is_signed_in_begins_with_one_button_and_sends(forum, category):
    person = a_person("Dana Omar", country="KZ")
    client = signed_in(person)
    here = client.post(f"/en/register/as/{category.code}/")["Location"]
    assert here == "/en/register/application/mine/"
    client.post(here, fields(client.get(here), role="guest", photo=photo(), do="send"))
    row = Registration.objects.get()
    assert (row.state, row.person_id, row.name) == ("approved", person.id, "Dana Omar")
    again = client.post(f"/en/register/as/{category.code}/")
    assert again["Location"] == here


def test_corrections_until_the_decision(forum):
    category = a_category(forum, approval="by_hand")
    row = a_registration(category)
    client = signed_in(row.person)
    here = "/en/register/application/mine/corrections/"
    wrong = client.post(here, fields(client.get(here), country="", position="Chief"))
    assert (wrong.status_code, page_of(wrong).select_one("#id_position")["value"]) == (422, "Chief")
    assert client.post(here, fields(client.get(here), position="Chief")).status_code == 302
    row.refresh_from_db()
    registration.approve(row, by=SYSTEM)
    assert (row.position, client.get(here).status_code) == ("Chief", 302)


def test_withdrawing_and_taking_it_back(forum):
    row = a_registration(a_category(forum))
    client = signed_in(row.person)
    here = "/en/register/application/mine/"
    assert client.post(f"{here}withdrawal/")["Location"] == here
    page = page_of(client.get(here))
    back = page.select_one("form[action$='return/']")["action"]
    states = [Registration.objects.get().state]
    client.post(back)
    assert [*states, Registration.objects.get().state] == ["withdrawn", "approved"]


def test_my_data_is_a_zip_of_everything(forum, category):
    row = a_registration(category, role="guest", photo="0" * 64)
    row.files.create(
        sha256="0" * 64, kind="photo", name="me.jpg", content_type="image/jpeg", body=b"x", stored_at=row.started_at
    )
    answer = signed_in(row.person).get("/en/register/application/mine/my-data.zip")
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    (told,) = json.loads(packed.read("registration.json"))["registrations"]
    assert [name for name in packed.namelist() if name.startswith("registration")] == [
        "registration.json",
        "registration/1-me.jpg",
    ]
    assert json.loads(packed.read("people.json"))["person"]["name"] == row.name
    assert (told["code"], told["name"], told["answers"]["role"]) == (row.code, row.name, "guest")


def test_a_hall_full_of_people_behind_one_address_is_not_locked_out(forum, category):
    codes = {
        Client().post(f"/en/register/as/{category.code}/", {"email": f"p{number}@example.org"}).status_code
        for number in range(60)
    }
    assert codes == {302}


def test_nobodys_mailbox_is_flooded(forum, category):
    answers = [
        Client().post(f"/en/register/as/{category.code}/", {"email": "Minister@example.org"}).status_code
        for _ in range(7)
    ]
    assert answers == [302] * 6 + [422]


@pytest.mark.parametrize("number", [1, 3])
def test_the_form_takes_the_same_queries_however_long_it_is(forum, number, django_assert_num_queries):
    questions = (NewField(type="text", label=Text(en=f"Question {n}")) for n in range(number))
    category = a_category(forum, form=a_form(forum, *questions))
    client = Client()
    here = begun(client, category)
    client.get(here)
    with django_assert_num_queries(4):
        assert client.get(here).status_code == 200


def test_every_page_speaks_the_readers_language_and_shows_a_category_that_is_full(forum):
    category = a_category(forum, "Guest", capacity=1)
    a_registration(category)
    for language, words in (
        ("kk", "Барлық орын алынған; күту тізіміне жазыла аласыз."),
        ("ru", "Все места заняты; можно встать в лист ожидания."),
        ("en", "All places are taken; you can join the waiting list."),
    ):
        assert page_of(Client().get(f"/{language}/register/")).select_one(".card .soft").text == words


def test_a_link_that_did_not_go_to_her_address_copies_only_the_application(forum, category):
    row = a_registration(category, role="guest", photo="0" * 64)
    packed = zipfile.ZipFile(
        io.BytesIO(Client().get(f"/en/register/application/{link_for(row.pk, 'browser')}/my-data.zip").content)
    )
    assert packed.namelist() == ["registration.json"]


def test_a_guest_asks_to_be_erased_once_by_the_link_in_her_letter(forum, category):
    row = a_registration(category, role="guest", photo="0" * 64)
    here, guest = f"/en/register/application/{link_for(row.pk, 'mail')}/", Client()
    assert "erasure/" in guest.get(here).content.decode()
    for _twice in range(2):
        assert guest.post(f"{here}erasure/")["Location"] == here
    assert list(ErasureRequest.objects.values_list("person", "state")) == [(row.person_id, "open")]
    shown = page_of(guest.get(f"{here}erasure/"))
    assert (shown.select_one("main form"), "30 days" in shown.get_text()) == (None, True)


def test_who_has_only_the_browsers_link_erases_nobody(forum, category):
    row = a_registration(category, role="guest", photo="0" * 64)
    answer = Client().post(f"/en/register/application/{link_for(row.pk, 'browser')}/erasure/")
    assert (answer.status_code, ErasureRequest.objects.count()) == (409, 0)


def test_a_draft_of_which_nobody_is_known_is_erased_at_once_with_its_letters(forum, category):
    kept = begun(Client(), category, email="other@example.org")
    begun(Client(), category)
    deliver.deliver_all()
    row = Registration.objects.get(email="aru@example.org")
    answer = Client().post(f"/en/register/application/{link_for(row.pk, 'mail')}/erasure/")
    assert answer["Location"] == "/en/register/"
    assert kept is not None
    assert list(Registration.objects.values_list("email", flat=True)) == ["other@example.org"]
    assert list(Message.objects.values_list("address", flat=True)) == ["other@example.org"]


def photo_consents(row):
    return [(one.withdrawn_at is None) for one in row.consents.filter(purpose="photo")]


def test_a_consent_is_withdrawn_and_given_again_each_with_its_day(forum, category):
    row = a_registration(category, role="guest", photo="0" * 64, pictures="on")
    here, guest = f"/en/register/application/{link_for(row.pk, 'mail')}/", Client()
    held = [consenting(forum, "photo", [row.person_id])]
    for do in ("withdraw", "withdraw", "give", "give", "withdraw"):
        assert guest.post(f"{here}consents/photo/", {"do": do})["Location"] == f"{here}#consents"
        held.append(consenting(forum, "photo", [row.person_id]))
    hers, none = {row.person_id}, set()
    assert held == [hers, none, none, hers, hers, none]
    assert photo_consents(row) == [False, False]
    assert [len(facts(name)) for name in ("ConsentWithdrawn", "ConsentGiven")] == [2, 1]
    assert Registration.objects.get(pk=row.pk).answers["pictures"] is False
    assert "Withdrawn on" in page_of(guest.get(here)).select_one("#consents").get_text()


def test_the_office_sees_consents_with_their_days(forum, category):
    row = a_registration(category, role="guest", photo="0" * 64, pictures="on")
    Client().post(f"/en/register/application/{link_for(row.pk, 'mail')}/consents/photo/", {"do": "withdraw"})
    shown = page_of(signed_in(holder_of(forum, "supp")).get(f"/en/office/registration/registrations/{row.code}/"))
    assert "withdrawn" in shown.select_one("section[aria-labelledby=consents]").get_text()
    assert "Consent withdrawn" in shown.get_text()


def test_a_purpose_that_nobody_asked_for_is_not_there_and_after_withdrawing_nothing_is_given(forum, category):
    row = a_registration(category, role="guest", photo="0" * 64, pictures="on")
    here = f"/en/register/application/{link_for(row.pk, 'mail')}/"
    assert Client().post(f"{here}consents/other/", {"do": "give"}).status_code == 404
    registration.withdraw_registration(row, by=SYSTEM)
    Client().post(f"{here}consents/photo/", {"do": "withdraw"})
    assert (photo_consents(row), len(facts("ConsentWithdrawn"))) == ([True], 0)


def test_a_consent_that_a_category_needs_is_not_withdrawn_alone(forum):
    form = a_form(forum, NewField(type="consent", label=in_three("Rules"), key="rules", required=True))
    row = a_registration(a_category(forum, form=form), rules="on")
    here, guest = f"/en/register/application/{link_for(row.pk, 'mail')}/", Client()
    guest.post(f"{here}consents/rules/", {"do": "withdraw"})
    assert "withdraw your registration instead" in guest.get(here).content.decode()
    assert consenting(forum, "rules", [row.person_id]) == {row.person_id}


def test_a_consent_unticked_in_corrections_is_withdrawn_too(forum):
    form = a_form(forum, NewField(type="consent", label=in_three("Photo"), key="pictures", purpose="photo"))
    row = a_registration(a_category(forum, form=form, approval="by_hand"), pictures="on")
    registration.correct_registration(row, {"pictures": ""}, by=SYSTEM)
    assert photo_consents(row) == [False]
