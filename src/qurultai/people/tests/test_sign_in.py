"""Signing in with a code by mail: valid for ten minutes, once, in the browser that asked; nobody learns who is here."""

import re
import time

import pytest
from allauth.account.internal.flows import code_verification
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client

from qurultai.kit import clock
from qurultai.kit.access import SYSTEM, Actor
from qurultai.people import asking
from qurultai.people.actions.accounts import close_account, end_all_sessions
from qurultai.people.testing import a_person

ASK, CONFIRM, HOME = "/en/sign-in/", "/en/sign-in/code/", "/en/my/"
CODE = re.compile(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", re.M)


@pytest.fixture(autouse=True)
def standing_clock():
    """No try comes back while a test runs."""
    with clock.frozen(clock.now()):
        yield


def code_in(letter) -> str:
    return CODE.search(letter.body).group(1)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def asked(forum):
    """A browser that has asked for a code, and the code."""
    person, client = a_person("Aliya Saduakasova", email="aliya@example.org"), Client()
    answer = client.post(ASK, {"email": "Aliya@Example.org"})
    assert (answer.status_code, answer["Location"]) == (302, CONFIRM)
    client.person, client.code = person, code_in(mail.outbox[-1])
    return client


def test_the_code_from_the_mail_signs_in(asked):
    before = asked.session.session_key
    answer = asked.post(CONFIRM, {"code": asked.code.lower().replace("-", "")})
    assert (answer.status_code, answer["Location"], signed_in(asked)) == (302, HOME, True)
    assert asked.session.session_key != before


def test_another_code_does_not_sign_in(asked):
    answer = asked.post(CONFIRM, {"code": "ZZZZ-9999"})
    assert (answer.status_code, signed_in(asked)) == (200, False)
    words = BeautifulSoup(answer.content, "html.parser").select_one("ul.errorlist").get_text(strip=True)
    assert words == "That is not the code that we sent. Look at the newest mail from us."


def test_after_three_wrong_codes_the_right_one_is_worth_nothing(asked):
    for _try in range(3):
        asked.post(CONFIRM, {"code": "ZZZZ-9999"})
    assert asked.post(CONFIRM, {"code": asked.code})["Location"] == ASK
    assert signed_in(asked) is False


def test_a_code_works_once(asked):
    asked.post(CONFIRM, {"code": asked.code})
    asked.post("/en/sign-in/out/")
    assert asked.post(CONFIRM, {"code": asked.code})["Location"] == ASK
    assert signed_in(asked) is False


def test_a_code_is_worth_nothing_in_another_browser(asked):
    other = Client()
    assert other.post(CONFIRM, {"code": asked.code})["Location"] == ASK
    assert signed_in(other) is False


@pytest.mark.parametrize(("seconds", "expected"), [(595, True), (601, False)])
def test_a_code_is_valid_for_ten_minutes(asked, monkeypatch, seconds, expected):
    later = time.time() + seconds
    monkeypatch.setattr(code_verification.time, "time", lambda: later)
    asked.post(CONFIRM, {"code": asked.code})
    assert signed_in(asked) is expected


def test_an_unknown_address_gets_the_same_answer_and_a_mail_without_a_code(forum):
    a_person(email="known@example.org")
    answers = []
    for address in ("known@example.org", "unknown@example.org"):
        client = Client()
        first = client.post(ASK, {"email": address})
        page = client.get(CONFIRM)
        text = re.sub(r'value="[^"]*"', "", page.content.decode().replace(address, "ADDRESS"))
        text = re.sub(r'content="[^"]{20,}"', "", text)
        answers.append((first.status_code, first["Location"], page.status_code, text))
    assert answers[0] == answers[1]
    assert [letter.to for letter in mail.outbox] == [["known@example.org"], ["unknown@example.org"]]
    assert [bool(CODE.search(letter.body)) for letter in mail.outbox] == [True, False]


def test_no_code_lets_an_unknown_address_in(forum):
    client = Client()
    client.post(ASK, {"email": "unknown@example.org"})
    for code in ("", " ", "-", "None"):
        client.post(CONFIRM, {"code": code})
    assert signed_in(client) is False


def test_a_closed_account_is_as_unknown_as_any(forum):
    person = a_person(email="closed@example.org")
    close_account(person, by=SYSTEM)
    Client().post(ASK, {"email": "closed@example.org"})
    assert CODE.search(mail.outbox[-1].body) is None


def test_closing_an_account_signs_out_at_the_next_request(asked):
    asked.post(CONFIRM, {"code": asked.code})
    assert asked.get("/en/sign-in/passkeys/").status_code == 200
    close_account(asked.person, by=SYSTEM)
    assert asked.get("/en/sign-in/passkeys/").status_code == 302


def test_ending_all_sessions_signs_out_everywhere_and_lets_in_again(asked):
    asked.post(CONFIRM, {"code": asked.code})
    end_all_sessions(by=Actor(asked.person.id))
    assert asked.get("/en/sign-in/passkeys/").status_code == 302
    asked.post(ASK, {"email": "aliya@example.org"})
    asked.post(CONFIRM, {"code": code_in(mail.outbox[-1])})
    assert asked.get("/en/sign-in/passkeys/").status_code == 200


def test_the_sixth_code_within_five_minutes_is_refused(forum):
    a_person(email="often@example.org")
    answers = [Client().post(ASK, {"email": "often@example.org"}).status_code for _try in range(6)]
    assert (answers, len(mail.outbox)) == ([302] * 5 + [200], 5)


def ask(client, email="vip@example.org", network="198.51.100.7"):
    client.cookies.pop("session", None)
    answer = client.post(ASK, {"email": email}, REMOTE_ADDR=network)
    return "sent" if answer.status_code == 302 else "wait"


def test_strangers_who_ask_for_her_codes_without_end_do_not_keep_her_out(forum):
    a_person(email="vip@example.org")
    assert [ask(Client()) for _try in range(7)] == ["sent"] * 5 + ["wait"] * 2
    assert ask(Client(), network="203.0.113.9") == "sent"


def test_strangers_in_many_networks_or_in_her_own_do_not_keep_out_the_browser_she_signed_in_with(asked):
    asked.post(CONFIRM, {"code": asked.code}, REMOTE_ADDR="203.0.113.9")
    asked.post("/en/sign-in/out/")
    before = len(mail.outbox)
    strangers = [ask(Client(), "aliya@example.org", f"198.51.{n}.1") for n in range(30)]
    near = [ask(Client(), "aliya@example.org", "203.0.113.9") for _try in range(6)]
    assert (strangers.count("sent") + near.count("sent"), len(mail.outbox) - before <= 20) == (19, True)
    assert ask(asked, "aliya@example.org", "203.0.113.9") == "sent"


def test_a_known_browser_has_no_more_than_its_own_tries_and_is_known_for_one_address_only(asked):
    asked.post(CONFIRM, {"code": asked.code})
    asked.post("/en/sign-in/out/")
    assert [ask(asked, "aliya@example.org") for _try in range(6)] == ["sent"] * 5 + ["wait"]
    assert [ask(asked) for _try in range(6)] == ["sent"] * 5 + ["wait"]


def test_a_forged_sign_of_a_known_browser_is_worth_nothing(forum):
    client = Client()
    client.cookies["known"] = "WyJ4IiwieSJd:forged"
    assert [ask(client) for _try in range(6)] == ["sent"] * 5 + ["wait"]


def test_mutant_one_count_an_address_lets_strangers_keep_her_out(forum, monkeypatch):
    monkeypatch.setattr(asking, "CODES", asking.MAILS)
    strangers = [ask(Client(), network=f"198.51.{n}.1") for n in range(20)]
    assert (set(strangers), ask(Client(), network="203.0.113.9")) == ({"sent"}, "wait")


def test_many_people_behind_one_address_of_a_venue_sign_in(forum):
    answers = {Client().post(ASK, {"email": f"guest{n}@example.org"}).status_code for n in range(40)}
    assert answers == {302}


def test_a_header_that_names_another_network_does_not_get_more_tries(forum, settings):
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": "3/m/ip"}
    answers = [
        Client().post(ASK, {"email": f"p{n}@example.org"}, headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code
        for n in range(5)
    ]
    assert answers == [302, 302, 302, 200, 200]


@pytest.mark.parametrize(
    ("asked_for", "leads_to"),
    [
        ("/en/my/agenda/", "/en/my/agenda/"),
        ("https://elsewhere.example/", HOME),
        ("//elsewhere.example/", HOME),
        ("/\\elsewhere.example/", HOME),
        ("javascript:alert(1)", HOME),
        ("/en/my/\r\nSet-Cookie: a=b", HOME),
    ],
)
def test_after_signing_in_nobody_is_sent_to_another_site(asked, asked_for, leads_to):
    answer = asked.post(CONFIRM, {"code": asked.code, "next": asked_for})
    assert (answer["Location"], signed_in(asked)) == (leads_to, True)


def test_a_mail_server_that_is_down_is_told_in_words_and_alike_for_all(forum, settings):
    a_person(email="known@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answers = [Client().post(ASK, {"email": f"{who}@example.org"}).status_code for who in ("known", "unknown")]
    assert answers == [503, 503]


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong_in_the_readers_language(forum):
    answer = Client().post("/ru/sign-in/", {"email": "not an address"})
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select_one("input[name=email]")["value"] == "not an address"
    words = "Это не адрес электронной почты. Пример: name@example.org"
    assert page.select_one("ul.errorlist").get_text(strip=True) == words
