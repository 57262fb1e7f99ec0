"""The API: what everybody may read, what is mine, what the office does, and how it says no."""

import json

import pytest
from django.db import OperationalError
from django.test import Client

from architecture.cast import NOW
from qurultai.editions.models import Grant
from qurultai.editions.public import actor_of
from qurultai.kit import limits
from qurultai.kit.access import SIGNED_IN
from qurultai.kit.models import Command, Event
from qurultai.people.public import make_token, revoke_token
from qurultai.people.testing import browser_of
from qurultai.programme.models import SignUp, Star, Version
from qurultai.project import api_door

OWN = "/api/v1/editions/own"


@pytest.fixture
def anybody():
    return Client(raise_request_exception=False)


def said(answer):
    """Status and stable code of a problem."""
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    return answer.status_code, problem["code"]


def bearer(cast, *scopes, role="admn"):
    """A client that sends a token of somebody, narrowed to scopes; tokens are made by forum owners."""
    person = cast.own.people[role]
    Grant.objects.get_or_create(edition=cast.own.edition, person=person, role="admn")
    made = make_token("test", scopes, edition_id=cast.own.edition.id, by=actor_of(person.id))
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {made.secret}"}), made.token


def test_everybody_reads_published_sessions_in_all_languages(cast, anybody):
    answer = anybody.get(f"{OWN}/sessions")
    assert [row["code"] for row in answer.json()["items"]] == ["O3"]
    assert answer.json()["items"][0]["title"] == {"kk": "Жарияланған", "ru": "Опубликовано", "en": "Published"}


def test_a_language_is_chosen_in_the_address_or_by_the_header(cast, anybody):
    assert anybody.get(f"{OWN}/sessions/O3?language=kk&fields=title").json() == {"code": "O3", "title": "Жарияланған"}
    spoken = anybody.get(f"{OWN}/sessions/O3?fields=title", headers={"Accept-Language": "ru-RU,ru;q=0.9"})
    assert spoken.json()["title"] == "Опубликовано"
    other = anybody.get(f"{OWN}/sessions/O3?fields=title", headers={"Accept-Language": "fr"})
    assert other.json()["title"]["en"] == "Published"


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("day=2027-09-13", ["O3"]),
        ("day=2027-09-14", []),
        ("room=hall-1", ["O3"]),
        ("room=hall-2", []),
        ("topic=topic", []),
        ("kind=other", ["O3"]),
        ("kind=panel", []),
        ("floor_language=kk", []),
    ],
)
def test_sessions_are_filtered(cast, anybody, query, codes):
    assert [row["code"] for row in anybody.get(f"{OWN}/sessions?{query}").json()["items"]] == codes


def test_the_same_bytes_are_not_sent_twice(cast, anybody):
    first = anybody.get(f"{OWN}/sessions")
    assert first["Cache-Control"] == "public, max-age=15"
    again = anybody.get(f"{OWN}/sessions", headers={"If-None-Match": f'"old", {first["ETag"]}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert anybody.get(f"{OWN}/sessions?language=kk").headers["ETag"] != first["ETag"]


def test_what_is_mine_is_in_no_cache(cast):
    answer = cast.clients["part"].get(f"{OWN}/my/stars")
    assert (answer.json(), answer["Cache-Control"]) == (["O3"], "no-store")


def test_pages_end_and_a_cursor_fits_only_its_list(cast):
    office = cast.clients["prog"]
    codes, cursor = [], ""
    while cursor is not None:
        page = office.get(f"{OWN}/office/sessions?limit=2&cursor={cursor}").json()
        codes += [row["code"] for row in page["items"]]
        cursor, before = page["next"], page["next"] or cursor
    assert codes == ["O0", "O1", "O2", "O3", "O4"]
    for wrong in (before[:-1], before + "x", "W1tdXQ", "0"):
        assert said(office.get(f"{OWN}/office/sessions", {"cursor": wrong})) == (422, "cursor")
    assert said(office.get(f"{OWN}/office/sessions", {"cursor": before, "state": "draft"})) == (422, "cursor")
    assert said(office.get(f"{OWN}/people", {"cursor": before})) == (422, "cursor")


def test_people_come_in_pages_and_contact_only_for_whom_the_matrix_names(cast):
    names, cursor = [], ""
    while cursor is not None:
        page = cast.clients["prot"].get(f"{OWN}/people", {"limit": 10, "cursor": cursor}).json()
        names += [row["name"] for row in page["items"]]
        cursor = page["next"]
    assert len(names) == len(set(names)) == len(cast.own.people)
    assert all("email" in row for row in page["items"])
    rows = cast.clients["prog"].get(f"{OWN}/people").json()["items"]
    assert [row["name"] for row in rows if "email" in row or "phone" in row] == []


def test_a_star_is_set_and_taken_away(cast):
    mine = cast.clients["none"]
    assert [mine.put(f"{OWN}/my/stars/O3").status_code for _ in range(2)] == [204, 204]
    assert mine.get(f"{OWN}/my/stars").json() == ["O3"]
    assert [mine.delete(f"{OWN}/my/stars/O3").status_code for _ in range(2)] == [204, 204]
    assert not Star.objects.filter(person=cast.own.people["none"]).exists()


def test_the_second_who_signs_up_waits_and_gets_the_place_that_is_given_back(cast):
    Grant.objects.create(edition=cast.own.edition, person=cast.own.people["none"], role="part")
    late, early = cast.clients["none"], cast.clients["part"]
    body = json.dumps({"session": "O3"})
    made = late.post(f"{OWN}/my/sign-ups", body, content_type="application/json")
    assert (made.status_code, made.json()["state"]) == (201, "waiting")
    assert early.delete(f"{OWN}/my/sign-ups/O3").status_code == 204
    assert [row["state"] for row in late.get(f"{OWN}/my/sign-ups").json()] == ["confirmed"]
    assert early.get(f"{OWN}/my/sign-ups").json() == []


def test_the_same_key_acts_once_and_another_body_under_it_is_refused(cast):
    mine = cast.clients["prog"]
    before = Version.objects.count()
    send = lambda body: mine.post(  # noqa: E731 - one call, thrice
        f"{OWN}/versions", json.dumps(body), content_type="application/json", headers={"Idempotency-Key": "k1"}
    )
    body = {"note": {"en": "Two"}, "waive": ["languages"]}
    answers = [send(body), send(body)]
    assert [(a.status_code, a.json()) for a in answers[:1]] == [(a.status_code, a.json()) for a in answers[1:]]
    assert answers[0].status_code == 201
    assert Version.objects.count() == before + 1
    assert said(send({"note": {"en": "Three"}})) == (422, "idempotency_key_reused")


def test_the_same_key_of_two_tokens_is_two_commands(cast):
    one, _token = bearer(cast, SIGNED_IN.name, "programme.session.read")
    two, _token = bearer(cast, SIGNED_IN.name, "programme.session.read", role="pres")
    for client in (one, two):
        assert client.put(f"{OWN}/my/stars/O3", headers={"Idempotency-Key": "same"}).status_code == 204
    assert Star.objects.filter(session__code="O3").count() == 3


def test_noting_the_first_use_of_a_token_does_not_take_the_commands_key(cast):
    client, token = bearer(cast, SIGNED_IN.name, "programme.session.read")
    refused = [client.put(f"{OWN}/my/stars/nothing", headers={"Idempotency-Key": "k"}).status_code for _ in range(2)]
    token.refresh_from_db()
    assert (refused, token.last_used_on, Command.objects.count()) == ([404, 404], NOW.date(), 0)
    assert client.put(f"{OWN}/my/stars/O3", headers={"Idempotency-Key": "l"}).status_code == 204
    assert Command.objects.count() == 1


@pytest.mark.parametrize(("trouble", "status"), [("database or disk is full", 200), ("no such column: x", 500)])
def test_reading_with_a_token_goes_on_when_its_use_cannot_be_noted(cast, monkeypatch, trouble, status):
    def cannot(token):
        raise OperationalError(trouble)

    monkeypatch.setattr(api_door, "note_token_use", cannot)
    client, _token = bearer(cast, SIGNED_IN.name)
    assert client.get(f"{OWN}/my/stars").status_code == status


def test_publishing_what_is_not_complete_says_what_is_open(cast):
    session = cast.own.sessions["confirmed"]
    session.title = {"en": "Only English"}
    session.save()
    answer = cast.clients["prog"].post(f"{OWN}/versions", "{}", content_type="application/json")
    assert said(answer) == (409, "not_publishable")
    assert [(block["code"], block["subject"]) for block in answer.json()["blocks"]] == [("incomplete", "O1")]


def test_a_token_is_its_owner_within_its_scopes(cast):
    client, token = bearer(cast, "programme.session_draft.list")
    assert len(client.get(f"{OWN}/office/sessions").json()["items"]) == 5
    assert said(client.get(f"{OWN}/journal")) == (403, "denied")
    assert said(client.get("/api/v1/me")) == (403, "denied")
    Grant.objects.filter(person=token.person_id).delete()
    assert said(client.get(f"{OWN}/office/sessions")) == (403, "denied")


def test_a_token_has_no_right_in_another_forum(cast):
    person = cast.own.people["admn"]
    Grant.objects.create(edition=cast.foreign.edition, person=person, role="prog")
    client, _token = bearer(cast, "programme.session_draft.list", SIGNED_IN.name, "programme.session.list")
    assert said(client.get("/api/v1/editions/foreign/office/sessions")) == (403, "denied")
    assert said(client.get("/api/v1/editions/foreign/my/agenda")) == (403, "denied")
    assert client.get("/api/v1/editions/foreign/sessions").status_code == 200


def test_a_revoked_token_is_refused_at_the_next_request(cast):
    client, token = bearer(cast, SIGNED_IN.name)
    assert client.get("/api/v1/me").json()["name"] == "own admn"
    revoke_token(token, by=cast.actor("admn"))
    assert said(client.get("/api/v1/me")) == (401, "token")
    assert said(client.get(f"{OWN}/sessions")) == (401, "token")


def test_a_token_opens_no_page(cast):
    client, _token = bearer(cast, *["office.home.read", "editions.forum_settings.read"])
    assert client.get("/en/office/edition/").status_code == 302


def test_a_command_from_a_browser_needs_its_csrf_token(cast):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser_of(cast.own.people["part"], client)
    assert said(client.put(f"{OWN}/my/stars/O3")) == (403, "csrf")
    client.get("/en/sign-in/again/")
    token = client.cookies["csrf"].value
    assert client.put(f"{OWN}/my/stars/O3", headers={"X-CSRFToken": token}).status_code == 204


def test_nobody_is_asked_for_a_token_and_learns_nothing(cast, anybody):
    for method, path in (("get", "/me"), ("get", "/editions/own/journal"), ("put", "/editions/own/my/stars/O0")):
        answer = getattr(anybody, method)(f"/api/v1{path}")
        assert said(answer) == (401, "sign_in")
        assert answer["WWW-Authenticate"] == "Bearer"


def test_what_is_not_visible_is_not_there(cast):
    mine = cast.clients["part"]
    for state in ("O0", "O1", "O2", "O4", "F3", "nothing"):
        assert said(mine.put(f"{OWN}/my/stars/{state}")) == (404, "not_found")
        assert said(mine.get(f"{OWN}/sessions/{state}")) == (404, "not_found")
        body = json.dumps({"session": state})
        assert said(mine.post(f"{OWN}/my/sign-ups", body, content_type="application/json")) == (404, "not_found")
    assert said(mine.get("/api/v1/editions/nothing/sessions")) == (404, "not_found")
    assert said(mine.get("/api/v1/nothing")) == (404, "not_found")


DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        ("", "application/json", (415, "media_type")),
        ("{", "application/json", (400, "bad_request")),
        (DEEP, "application/json", (400, "bad_request")),
        ('{"session": ' + DEEP + "}", "application/json", (400, "bad_request")),
        ('{"session": 5}', "application/json", (422, "invalid")),
        ('{"session": null}', "application/json", (422, "invalid")),
        ('{"session": "a\\u0000"}', "application/json", (422, "invalid")),
        ('{"session": "\\ud800"}', "application/json", (422, "invalid")),
        ('{"session": NaN}', "application/json", (422, "invalid")),
        ("[]", "application/json", (422, "invalid")),
        (b"\xff\xfe", "application/json", (400, "bad_request")),
        ("session=O3", "application/x-www-form-urlencoded", (415, "media_type")),
        ("session=O3", "text/plain", (415, "media_type")),
        ("--x", "multipart/form-data; boundary=x", (415, "media_type")),
        ("&".join(f"a{n}=1" for n in range(100_000)), "application/x-www-form-urlencoded", (400, "bad_request")),
    ],
)
def test_a_body_that_cannot_be_meant_is_refused(cast, body, kind, expected):
    before = SignUp.objects.count(), Event.objects.count()
    answer = cast.clients["part"].generic("POST", f"{OWN}/my/sign-ups", body, content_type=kind)
    assert said(answer) == expected
    assert (SignUp.objects.count(), Event.objects.count()) == before


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("limit=0", (422, "invalid")),
        ("limit=101", (422, "invalid")),
        ("limit=a", (422, "invalid")),
        ("day=yesterday", (422, "invalid")),
        ("language=xx", (422, "invalid")),
        ("fields=password", (422, "field_unknown")),
        ("cursor=" + "x" * 401, (422, "invalid")),
        ("room=" + "x" * 201, (422, "invalid")),
        ("&".join(f"a{n}=1" for n in range(100_000)), (400, "bad_request")),
    ],
)
def test_a_query_that_cannot_be_meant_is_refused(cast, anybody, query, expected):
    assert said(anybody.get(f"{OWN}/sessions?{query}")) == expected


def test_a_method_that_an_address_does_not_know_is_a_problem_with_what_it_knows(cast, anybody):
    answer = anybody.patch(f"{OWN}/sessions")
    assert said(answer) == (405, "method")
    assert sorted(answer["Allow"].split(", ")) == ["GET", "HEAD"]


def test_a_head_has_no_less_headers(cast, anybody):
    assert anybody.head(f"{OWN}/sessions")["ETag"] == anybody.get(f"{OWN}/sessions")["ETag"]


def test_too_many_commands_of_one_person_are_stopped_for_a_while(cast, monkeypatch):
    monkeypatch.setattr(limits, "COMMAND", limits.Limit("command", 3, 3, 60))
    answers = [cast.clients["part"].put(f"{OWN}/my/stars/O3") for _ in range(4)]
    assert [answer.status_code for answer in answers[:3]] == [204] * 3
    assert said(answers[3]) == (429, "too_many_requests")
    assert 0 < int(answers[3]["Retry-After"]) <= 20
    assert cast.clients["prog"].put(f"{OWN}/my/stars/O3").status_code == 204


def test_a_bug_is_a_problem_without_a_word_of_its_cause(cast, anybody, monkeypatch):
    def broken(*args):
        raise ZeroDivisionError("CNRY-cause")

    monkeypatch.setattr("qurultai.editions.queries.editions", broken)
    answer = anybody.get("/api/v1/editions")
    assert said(answer) == (500, "server_error")
    assert b"CNRY" not in answer.content


def test_a_problem_speaks_the_readers_language_and_its_code_does_not(cast, anybody):
    answer = anybody.get("/api/v1/me", headers={"Accept-Language": "kk"})
    assert answer["Content-Language"] == "kk"
    assert said(answer) == (401, "sign_in")


def test_published_reading_costs_few_queries(cast, anybody, django_assert_max_num_queries):
    anybody.get(f"{OWN}/sessions")
    with django_assert_max_num_queries(3):
        anybody.get(f"{OWN}/sessions")
