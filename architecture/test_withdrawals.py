"""I9: whatever is withdrawn acts on the next request, long answers and the live stream included."""

import uuid

import pytest
from django.test import Client

from architecture.cast import NOW
from qurultai.editions import middleware, queries
from qurultai.editions.models import Grant
from qurultai.editions.public import actor_of, grant_role, withdraw_role
from qurultai.kit import access, clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.models import Event
from qurultai.office.views import journal as journal_pages
from qurultai.people import sessions
from qurultai.people.models import Affiliation, BrowserSession
from qurultai.people.public import close_account, end_affiliation, make_token, revoke_token
from qurultai.people.testing import browser_of
from qurultai.project import live

OFFICE, DRAFTS = "/en/office/people/", "/api/v1/editions/own/office/sessions"


def role_of(cast, role: str) -> Grant:
    return Grant.objects.get(edition=cast.own.edition, role=role, person=cast.own.people[role])


@pytest.fixture
def anew(cast, monkeypatch):
    """The cast with every look-up as it really is."""
    monkeypatch.undo()
    with clock.frozen(NOW):
        yield cast


def status(client, path=OFFICE, **headers) -> int:
    return client.get(path, headers=headers).status_code


def bearer(cast):
    owner, scopes = actor_of(cast.own.people["admn"].id), ["programme.session_draft.list"]
    made = make_token("Robot", scopes, edition_id=cast.own.edition.id, by=owner, days=9)
    return made.token, {"Authorization": f"Bearer {made.secret}"}


def test_a_withdrawn_role(anew):
    client = browser_of(anew.own.people["prog"])
    before = status(client)
    withdraw_role(role_of(anew, "prog"), by=SYSTEM)
    assert (before, status(client)) == (200, 403)


def test_a_revoked_token_and_a_poorer_owner(anew):
    first, header = bearer(anew)
    _second, other = bearer(anew)
    client = Client()
    before = [status(client, DRAFTS, **one) for one in (header, other)]
    revoke_token(first, by=SYSTEM)
    between = [status(client, DRAFTS, **one) for one in (header, other)]
    grant_role(anew.own.edition, anew.own.people["none"].id, "admn", by=SYSTEM)
    withdraw_role(role_of(anew, "admn"), by=SYSTEM)
    assert (before, between, status(client, DRAFTS, **other)) == ([200, 200], [401, 200], 403)


def test_a_closed_account_with_all_its_browsers_and_tokens(anew):
    _token, header = bearer(anew)
    browsers = [browser_of(anew.own.people["admn"]) for _ in range(2)]
    before = [status(browser) for browser in browsers] + [status(Client(), DRAFTS, **header)]
    close_account(anew.own.people["admn"], by=SYSTEM)
    after = [status(browser) for browser in browsers] + [status(Client(), DRAFTS, **header)]
    assert (before, after) == ([200] * 3, [302, 302, 401])


def test_a_session_that_was_ended_elsewhere(anew):
    here, there = browser_of(anew.own.people["prog"]), browser_of(anew.own.people["prog"])
    before = status(there)
    here.post("/en/sign-in/devices/others/end/")
    assert (before, status(there), status(here)) == (200, 302, 200)
    assert BrowserSession.objects.filter(session_key=here.session.session_key).exists()


def test_a_person_who_left_the_company_is_no_colleague(anew):
    company = Affiliation.objects.get(person=anew.own.people["comp"])
    comp, stranger = actor_of(anew.own.people["comp"].id), anew.own.people["stranger"]
    stranger.edition_id = anew.own.edition.id
    contact = access.PERMISSIONS["people.person_contact.read"]
    before = access.allowed(contact, comp, stranger)
    end_affiliation(company, on=NOW.date(), by=SYSTEM)
    assert (before, access.allowed(contact, comp, stranger)) == (True, False)


def many_facts(cast) -> None:
    rows = [
        Event(id=uuid.uuid4(), type="x", edition_id=cast.own.edition.id, happened_at=NOW, payload={})
        for _ in range(1600)
    ]
    Event.objects.bulk_create(rows)


def exported(cast) -> int:
    """How many rows of the journal come when the reader's role is withdrawn after the first."""
    many_facts(cast)
    answer = browser_of(cast.own.people["dpo"]).get("/en/office/journal/export.csv")
    lines = iter(answer.streaming_content)
    next(lines), next(lines)
    withdraw_role(role_of(cast, "dpo"), by=SYSTEM)
    return sum(1 for _ in lines)


def test_a_long_list_stops(anew):
    assert exported(anew) < 600


def test_mutant_a_long_list_that_asks_once_goes_on(anew, monkeypatch):
    monkeypatch.setattr(journal_pages, "CHUNK", 10**9)
    assert exported(anew) > 1600


def kept_in_mind(real):
    """What a careless cache would do."""
    seen: dict = {}
    return lambda *asked: seen.setdefault(asked, real(*asked))


def test_mutant_roles_that_are_kept_in_mind(anew, monkeypatch):
    monkeypatch.setattr(queries, "actor_and_edition", kept_in_mind(queries.actor_and_edition))
    client = browser_of(anew.own.people["prog"])
    status(client)
    withdraw_role(role_of(anew, "prog"), by=SYSTEM)
    assert status(client) == 200


def test_mutant_tokens_that_are_kept_in_mind(anew, monkeypatch):
    monkeypatch.setattr(middleware, "token_of", kept_in_mind(middleware.token_of))
    token, header = bearer(anew)
    status(Client(), DRAFTS, **header)
    revoke_token(token, by=SYSTEM)
    assert status(Client(), DRAFTS, **header) == 200


def test_mutant_a_session_whose_account_is_not_asked(anew, monkeypatch):
    monkeypatch.setattr(sessions, "get_user", lambda request: anew.own.people["prog"].account)
    assert sessions.still_signed_in(Client().get("/healthz").wsgi_request) is True


def test_the_live_stream_tells_only_what_everybody_may_know():
    """It asks nobody who she is, so there is nothing to withdraw: the facts in it are public, and say no values."""
    assert live.PUBLIC_FACTS == ("programme.ProgrammePublished",)
    line = live.as_event(7, "programme.ProgrammePublished", "e")
    assert line == b'id: 7\nevent: programme.ProgrammePublished\ndata: {"edition": "e"}\n\n'
