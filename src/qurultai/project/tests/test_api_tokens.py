"""A token of the API is its owner within its scopes, and its first use stands in nobody's way."""

import pytest
from django.db import OperationalError

from architecture.cast import NOW
from qurultai.editions.models import Grant
from qurultai.kit.access import SIGNED_IN
from qurultai.kit.models import Command
from qurultai.people.public import revoke_token
from qurultai.programme.models import Star
from qurultai.project import api_door
from qurultai.project.tests.calling import OWN, bearer, said


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
