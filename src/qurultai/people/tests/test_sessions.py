"""Sessions: how long they last, which devices there are, what staff must show, and what waits when one was over."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.test import Client

from qurultai.kit import clock, kept
from qurultai.kit.access import Denied
from qurultai.kit.models import Event, KeptForm
from qurultai.people import rules, sessions
from qurultai.people.actions.accounts import forget_passkeys
from qurultai.people.actions.sessions import forget_old_sessions
from qurultai.people.models import BrowserSession, Person
from qurultai.people.testing import a_person, browser_of

NOW = clock.now().replace(microsecond=0)
"""The library counts the days of its own sessions by the clock on the wall."""
DEVICES, ME, OFFICE = "/en/sign-in/devices/", "/en/my/me/", "/en/office/people/"
TOKENS = f"{OFFICE}tokens/new/"
PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"
LAPTOP = "Mozilla/5.0 (Macintosh) AppleWebKit/605 (KHTML, like Gecko) Version/17 Safari/605"


def after(**time):
    return clock.frozen(NOW + dt.timedelta(**time))


@pytest.fixture
def at_noon():
    with clock.frozen(NOW):
        yield


def lasts(client, path=DEVICES):
    return client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("role", "steps", "expected"),
    [
        ("prog", [dt.timedelta(minutes=29)], [True]),
        ("prog", [dt.timedelta(minutes=30)], [False]),
        ("prog", [dt.timedelta(minutes=m) for m in (29, 58, 87)], [True, True, True]),
        ("prog", [dt.timedelta(minutes=m) for m in (*range(29, 720, 29), 720)], [True] * 24 + [False]),
        ("part", [dt.timedelta(days=13, hours=23)], [True]),
        ("part", [dt.timedelta(days=14)], [False]),
    ],
)
def test_staff_sessions_end_after_half_an_hour_or_twelve_hours_and_others_after_two_weeks(
    visitor, at_noon, role, steps, expected
):
    client, found = visitor(role), []
    for step in steps:
        with clock.frozen(NOW + step):
            found.append(lasts(client, DEVICES))
    assert found == expected


def test_mutant_without_the_rule_a_session_of_yesterday_goes_on(visitor, at_noon, monkeypatch):
    client = visitor("prog")
    monkeypatch.setattr(rules, "session_is_over", lambda *args, **more: False)
    with after(days=1):
        assert lasts(client, DEVICES) is True


def test_a_session_that_does_not_say_when_it_began_is_over(visitor):
    client = visitor("part")
    session = client.session
    del session[sessions.BEGAN]
    session.save()
    assert client.get(DEVICES).status_code == 302


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Firefox · Android"),
        (LAPTOP, "Safari · Mac"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/130 Safari/537 Edg/130", "Edge · Windows"),
        ("curl/8", ""),
    ],
)
def test_a_device_is_told_in_the_words_its_owner_knows(agent, words):
    assert rules.device_of(agent) == words


@pytest.fixture
def two(forum, at_noon):
    """One person in two browsers, and somebody else in a third."""
    person = a_person()
    mine = [browser_of(person), browser_of(person)]
    BrowserSession.objects.filter(session_key=mine[1].session.session_key).update(device="Safari · Mac")
    return [*mine, browser_of(a_person())]


def shown(client):
    page = BeautifulSoup(client.get(DEVICES).content, "html.parser")
    return [line.get_text(" ", strip=True).split(" Signed")[0] for line in page.select("main ul.stack li.card")]


def test_my_devices_are_listed_and_one_is_signed_out_at_its_next_request(two):
    here, there, strangers = two
    assert sorted(shown(here)) == ["Another program · this device", "Safari · Mac"]
    other = BrowserSession.objects.get(session_key=there.session.session_key)
    assert here.post(f"{DEVICES}{other.id}/end/").status_code == 302
    assert (lasts(here), lasts(there), lasts(strangers)) == (True, False, True)
    assert Event.objects.filter(type="people.SessionsEnded").count() == 1


def test_all_other_devices_are_signed_out_at_once(two):
    here, there, strangers = two
    here.post(f"{DEVICES}others/end/")
    assert (lasts(here), lasts(there), lasts(strangers), shown(here)) == (
        True,
        False,
        True,
        ["Another program · this device"],
    )


def test_somebody_elses_device_is_not_there(two):
    here, _there, strangers = two
    hers = BrowserSession.objects.get(session_key=strangers.session.session_key)
    assert here.post(f"{DEVICES}{hers.id}/end/").status_code == 404
    assert lasts(strangers) is True


def test_what_is_left_of_old_sessions_goes(two):
    with after(days=16):
        forget_old_sessions()
    assert (BrowserSession.objects.count(), lasts(two[0])) == (0, False)


RECENT = [
    (TOKENS, "admn"),
    ("/en/office/edition/roles/new/", "admn"),
    ("/en/office/people/list.csv", "prot"),
    ("/en/sign-in/passkeys/add/", "part"),
]


@pytest.mark.parametrize(("path", "role"), RECENT)
def test_what_reaches_far_asks_for_a_sign_in_of_the_last_ten_minutes(visitor, at_noon, path, role):
    client = visitor(role)
    with after(seconds=599):
        assert client.get(path).status_code == 200
    with after(seconds=600):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, f"/en/sign-in/again/?next={path}")


def test_staff_who_need_a_passkey_open_nothing_of_the_office_by_a_code_and_are_led_to_one(visitor, forum):
    owner = browser_of(visitor("admn").person, strong=False)
    assert owner.get("/en/my/")["Location"] == "/en/sign-in/staff/"
    assert owner.get("/en/my/").status_code == 200
    assert owner.get(OFFICE)["Location"] == f"/en/sign-in/staff/?next={OFFICE}"
    assert owner.post(TOKENS, {"name": "x"}).status_code == 302
    page = owner.get("/en/sign-in/staff/")
    assert (page.status_code, b"/en/sign-in/passkeys/add/" in page.content) == (200, True)


@pytest.mark.parametrize("role", ["visa", "secu", "lega", "admn", "plat"])
def test_each_role_that_needs_a_passkey_is_without_its_rights_until_then(visitor, role):
    strong = visitor(role, "prog")
    by_code = browser_of(strong.person, strong=False)
    assert [browser.get(OFFICE).status_code for browser in (by_code, strong)] == [302, 200]


def test_who_needs_no_passkey_works_after_a_code(visitor):
    assert browser_of(visitor("prog").person, strong=False).get(OFFICE).status_code == 200


def test_mutant_without_the_narrowing_a_code_opens_the_office(visitor, monkeypatch):
    client = browser_of(visitor("admn").person, strong=False)
    monkeypatch.setattr(sessions, "passkey_roles", frozenset)
    assert client.get(OFFICE).status_code == 200


def names(page):
    return {field["name"]: field.get("value", "") for field in BeautifulSoup(page, "html.parser").select("input[name]")}


def test_a_form_that_met_the_end_of_a_session_waits_sealed_until_its_writer_is_back(visitor, at_noon):
    client = visitor("prog", email="writer@example.org")
    with after(minutes=31):
        answer = client.post(f"{OFFICE}new/", {"name": "Нұрлан Ұзақ", "language": "kk", "idempotency_key": "k"})
        assert (answer.status_code, answer["Location"]) == (302, "/en/sign-in/?next=/en/sign-in/kept/")
        assert "Нұрлан".encode() not in bytes(KeptForm.objects.get().sealed)
        assert client.get("/en/sign-in/kept/").status_code == 302
        browser_of(client.person, client)
        page = client.get("/en/sign-in/kept/")
        soup = BeautifulSoup(page.content, "html.parser")
        form = soup.select_one("main form")
        assert (form["action"], soup.select_one("main li").get_text()) == (f"{OFFICE}new/", "Нұрлан Ұзақ")
        sent = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")}
        assert (sent["name"], sent["idempotency_key"]) == ("Нұрлан Ұзақ", "k")
        client.post(form["action"], sent)
        assert Person.objects.filter(name="Нұрлан Ұзақ").count() == 1


def test_also_when_the_session_was_ended_from_another_device(two):
    here, there, _strangers = two
    here.post(f"{DEVICES}others/end/")
    answer = there.post(ME, {"name": "Typed"})
    assert (answer["Location"], KeptForm.objects.count()) == ("/en/sign-in/?next=/en/sign-in/kept/", 1)


def test_nobody_else_in_that_browser_sees_what_was_typed(visitor, at_noon):
    client = visitor("prog")
    with after(minutes=31):
        client.post(f"{OFFICE}new/", {"name": "Secret words"})
        browser_of(a_person(), client)
        page = client.get("/en/sign-in/kept/")
    assert (page.status_code, b"Secret words" in page.content) == (410, False)


def test_a_stranger_without_any_session_stores_nothing(forum):
    assert (Client().post(ME, {"name": "x"}).status_code, KeptForm.objects.count()) == (302, 0)


def test_a_kept_form_is_thrown_away_by_its_button_and_after_an_hour(visitor, at_noon):
    client = visitor("prog")
    with after(minutes=31):
        client.post(f"{OFFICE}new/", {"name": "One"})
        browser_of(client.person, client)
        client.post("/en/sign-in/kept/")
        assert KeptForm.objects.count() == 0
    with after(minutes=70):
        client.post(f"{OFFICE}new/", {"name": "Two"})
    with after(minutes=131):
        kept.forget_old_forms()
        assert KeptForm.objects.count() == 0


def test_a_form_too_large_to_be_kept_says_what_to_do(visitor, at_noon):
    client = visitor("prog")
    with after(minutes=31):
        answer = client.post(f"{OFFICE}new/", {"name": "x" * 300_000})
    assert (answer.status_code, b"in another tab" in answer.content) == (401, True)


def test_a_form_whose_token_was_renewed_by_another_tab_can_be_sent_again(visitor):
    client = visitor("prog")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    answer = strict.post(f"{OFFICE}new/", {"name": "Typed"}, headers={"Origin": "http://testserver"})
    assert (answer.status_code, names(answer.content)["name"]) == (403, "Typed")
    foreign = strict.post(f"{OFFICE}new/", {"name": "Typed"}, headers={"Origin": "http://evil.example"})
    assert (foreign.status_code, b"Typed" in foreign.content) == (403, False)


def test_a_repeated_write_of_the_last_use_comes_once_a_minute(visitor, at_noon, django_assert_num_queries):
    client = visitor("part")
    with after(seconds=59):
        client.get(DEVICES)
    assert BrowserSession.objects.get().used_at == NOW
    with after(seconds=60):
        client.get(DEVICES)
    assert BrowserSession.objects.get().used_at == NOW + dt.timedelta(seconds=60)


def test_lost_passkeys_are_forgotten_on_the_word_of_an_owner_and_a_second_person(visitor):
    lost, owner, second = (visitor(role) for role in ("secu", "admn", "prog"))
    words = [client.person.account.email for client in (lost, owner, second)]
    command = ["forget-passkeys", words[0], "--because", "stolen telephone"]
    for wrong in ([words[1], words[1]], [words[2], words[1]], ["x@example.org", words[2]], [words[0], words[2]]):
        with pytest.raises(CommandError):
            call_command(*command, "--owner", wrong[0], "--second", wrong[1])
    assert lasts(lost) is True
    call_command(*command, "--owner", words[1], "--second", words[2])
    assert (lasts(lost), Event.objects.filter(type="people.PasskeysForgotten").count()) == (False, 1)


def test_no_page_may_forget_passkeys(visitor):
    owner = visitor("admn")
    with pytest.raises(Denied):
        forget_passkeys(owner.person, owner="a", second="b", reason="c", by=owner.actor)
