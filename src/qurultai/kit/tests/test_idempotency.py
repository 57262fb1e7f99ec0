"""I8 over HTTP: the same key with the same body is the same answer, with another body 422, with no key two commands."""

import errno

import pytest
from django.db import OperationalError, transaction
from django.test import Client

from qurultai.kit import idempotency
from qurultai.kit.busy import is_busy
from qurultai.kit.models import Command, Event
from qurultai.kit.testing.races import answers_of, errors_of, together

URL = "/api/notes/"
pytestmark = pytest.mark.django_db(transaction=True)


def send(words="x", key="k1", client=None, url=URL, **more):
    headers = {"Idempotency-Key": key} if key else {}
    return (client or Client(raise_request_exception=False)).post(url, {"words": words} | more, headers=headers)


def notes():
    return Event.objects.filter(type="noting.Noted").count()


def test_the_same_command_twice_has_one_effect_and_one_answer():
    first, second = send(), send()
    assert (first.status_code, first.content, second.status_code, second.content) == (201, b"1", 201, b"1")
    assert (second["Idempotency-Replayed"], first.has_header("Idempotency-Replayed"), notes()) == ("true", False, 1)


def test_a_forms_hidden_field_is_a_key_as_well():
    answers = [send(key=None, idempotency_key="k").content for _ in range(2)]
    assert (answers, notes()) == ([b"1", b"1"], 1)


def test_the_same_key_with_another_body_is_refused_and_does_nothing():
    send("x")
    answer = send("y")
    assert (answer.status_code, answer.json()["code"], notes()) == (422, "idempotency_key_reused", 1)


def test_without_a_key_and_with_another_key_it_is_another_command():
    assert [send(key=key).content for key in (None, None, "a", "b")] == [b"1", b"2", b"3", b"4"]


def test_what_was_refused_or_broke_may_be_sent_again():
    assert [send("no").status_code, send("no").status_code] == [409, 409]
    assert [send("wrong", "k2").status_code, send("wrong", "k2").status_code] == [500, 500]
    assert (Command.objects.count(), notes()) == (0, 0)


def test_a_key_belongs_to_whoever_sent_it():
    mine, hers = Client(), Client()
    for client in (mine, hers):
        session = client.session
        session["there"] = True
        session.save()
    assert [send(client=mine).content, send(client=hers).content, send(client=mine).content] == [b"1", b"2", b"1"]


@pytest.mark.parametrize(
    ("url", "referer", "leads_to"),
    [
        ("/notes/", "http://testserver/page/", "/page/"),
        ("/notes/", "http://evil.example/page/", "/"),
        ("/notes/", "", "/"),
        (URL, "http://testserver/page/", URL),
    ],
)
def test_an_answer_lost_in_a_crash_leads_to_our_own_page_that_shows_the_result(url, referer, leads_to):
    send(url=url)
    Command.objects.update(status=None, body=None)
    answer = Client().post(url, {"words": "x"}, headers={"Idempotency-Key": "k1", "Referer": referer})
    assert (answer.status_code, answer["Location"], notes()) == (303, leads_to, 1)


@pytest.mark.race
def test_sent_many_times_at_once_it_has_one_effect():
    outcomes = together(lambda _: send(), 12)
    assert (errors_of(outcomes), notes()) == ([], 1)
    answers = {(answer.status_code, answer.content) for answer in answers_of(outcomes)}
    assert answers - {(201, b"1"), (303, b"")} == set()


@pytest.mark.race
def test_mutant_without_the_claim_it_has_many_effects(monkeypatch):
    monkeypatch.setattr(idempotency, "claim", lambda: None)
    together(lambda _: send(), 12)
    assert notes() == 12


def test_mutant_a_key_claimed_in_a_transaction_of_its_own_forbids_trying_again(monkeypatch):
    real = idempotency.claim
    monkeypatch.setattr(idempotency, "release", lambda claimed: None)
    monkeypatch.setattr(idempotency, "claim", lambda: None)

    def pending_of(request, made=idempotency.pending_of):
        pending = made(request)
        with idempotency.command(pending), transaction.atomic():
            real()
        return pending

    monkeypatch.setattr(idempotency, "pending_of", pending_of)
    first = send("wrong")
    assert (first.status_code == 500, Command.objects.count(), notes()) == (False, 1, 0)


@pytest.mark.parametrize("trouble", ["database is locked", "database or disk is full", "the connection is closed"])
def test_a_command_whose_answer_cannot_be_kept_is_answered_and_its_key_leads_to_the_result(monkeypatch, trouble):
    def cannot(pending, answer):
        raise OperationalError(trouble)

    with monkeypatch.context() as patched:
        patched.setattr(idempotency, "keep_answer", cannot)
        assert (send().status_code, notes()) == (201, 1)
    assert (send().status_code, notes()) == (303, 1)


@pytest.mark.parametrize(("error", "status"), [("database is locked", 503), ("no such table: x", 500)])
def test_only_trouble_that_passes_is_answered_as_busy(monkeypatch, error, status):
    def claim():
        raise OperationalError(error)

    monkeypatch.setattr(idempotency, "claim", claim)
    assert send().status_code == status


def test_trouble_behind_another_error_and_a_full_disk_are_seen():
    try:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError:
            raise ValueError from None
    except ValueError as hidden:
        assert is_busy(hidden)
    assert not is_busy(OSError(errno.EACCES, "Permission denied"))
    assert not is_busy(None)
