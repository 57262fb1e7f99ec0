"""The API: what everybody may read, what is mine, what the office does, and how it says no."""

import json

import pytest
from django.test import Client

from qurultai.editions.models import Grant
from qurultai.people.testing import browser_of
from qurultai.programme.models import Star, Version
from qurultai.project.tests.calling import OWN, said


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
    registered = ["own holder", "own waits"]
    assert sorted(names) == sorted([*(person.name for person in cast.own.people.values()), *registered])
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


def test_publishing_what_is_not_complete_says_what_is_open(cast):
    session = cast.own.sessions["confirmed"]
    session.title = {"en": "Only English"}
    session.save()
    answer = cast.clients["prog"].post(f"{OWN}/versions", "{}", content_type="application/json")
    assert said(answer) == (409, "not_publishable")
    assert [(block["code"], block["subject"]) for block in answer.json()["blocks"]] == [("incomplete", "O1")]


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


def test_published_reading_costs_few_queries(cast, anybody, django_assert_max_num_queries):
    anybody.get(f"{OWN}/sessions")
    with django_assert_max_num_queries(3):
        anybody.get(f"{OWN}/sessions")
