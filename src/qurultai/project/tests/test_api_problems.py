"""How the API says no: what cannot be meant, too much, a bug, and in which language."""

import pytest

from qurultai.kit import limits
from qurultai.kit.models import Event
from qurultai.programme.models import SignUp
from qurultai.project.tests.calling import OWN, said

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
