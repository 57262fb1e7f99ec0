"""Accounts, one-time links and tokens."""

import datetime as dt

import pytest
from django.test import Client

from qurultai.kit import clock
from qurultai.kit.access import SYSTEM, Actor, Denied
from qurultai.kit.models import Command
from qurultai.people import queries
from qurultai.people.actions.accounts import (
    LinkSpent,
    NoDemonstration,
    close_account,
    make_sign_in_link,
    open_account,
    use_sign_in_link,
)
from qurultai.people.actions.persons import AddressKnown
from qurultai.people.actions.tokens import ScopesRefused, TokenDaysRefused, TokenNameRefused, make_token, revoke_token
from qurultai.people.models import ApiToken, SignInLink
from qurultai.people.testing import a_person

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2027, 9, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_an_account_is_opened_closed_and_opened_again():
    person = a_person(email="")
    open_account(person, "A@x.org", by=SYSTEM)
    close_account(person, by=SYSTEM)
    assert queries.account_of(person).is_active is False
    assert (open_account(person, "b@x.org", by=SYSTEM).email, queries.account_of(person).is_active) == ("b@x.org", True)


def test_an_account_does_not_take_anothers_address():
    a_person(email="a@x.org")
    with pytest.raises(AddressKnown):
        open_account(a_person(email=""), "A@x.org", by=SYSTEM)


def test_a_participant_closes_nobodys_account(forum, grant):
    actor, other = grant(forum, a_person(), "part"), a_person(edition_id=forum.id)
    with pytest.raises(Denied):
        close_account(queries.people_visible_to(actor, forum).get(id=other.id), by=actor)
    assert queries.account_of(other).is_active is True


def test_looking_at_a_link_does_not_spend_it_and_the_button_does(forum, demo):
    person = a_person("Aliya")
    page = f"/en/sign-in/link/{make_sign_in_link(person.id, by=SYSTEM)}/"
    client = Client()
    assert [client.get(page).status_code, client.head(page).status_code, signed_in(client)] == [200, 200, False]
    assert (client.post(page)["Location"], signed_in(client)) == ("/en/my/", True)
    other = Client()
    assert (other.get(page).status_code, other.post(page).status_code, signed_in(other)) == (410, 409, False)


def test_only_the_hash_of_a_link_is_kept(demo):
    secret = make_sign_in_link(a_person().id, by=SYSTEM)
    assert [secret in str(value) for value in SignInLink.objects.values_list().get()] == [False] * 5


def test_a_link_grows_old_and_is_for_demonstrations_only(forum, settings, demo):
    person = a_person()
    with clock.frozen(NOW):
        secret = make_sign_in_link(person.id, by=SYSTEM, days=1)
    with clock.frozen(NOW + dt.timedelta(days=1)), pytest.raises(LinkSpent):
        use_sign_in_link(secret)
    with clock.frozen(NOW + dt.timedelta(hours=23)):
        settings.DEMO = False
        with pytest.raises(LinkSpent):
            use_sign_in_link(secret)
        with pytest.raises(NoDemonstration):
            make_sign_in_link(person.id, by=SYSTEM)
        assert Client().get(f"/en/sign-in/link/{secret}/").status_code == 404
        settings.DEMO = True
        assert use_sign_in_link(secret).person_id == person.id


def test_no_page_makes_a_link(demo, forum, grant):
    person = a_person()
    with pytest.raises(Denied):
        make_sign_in_link(person.id, by=grant(forum, person, "admn"))


def test_a_link_does_not_open_a_closed_account(demo):
    person = a_person()
    secret = make_sign_in_link(person.id, by=SYSTEM)
    close_account(person, by=SYSTEM)
    with pytest.raises(LinkSpent):
        use_sign_in_link(secret)


@pytest.fixture
def owner(forum, grant) -> Actor:
    return grant(forum, a_person(), "admn")


def test_a_token_is_its_owner_within_its_scopes_in_its_forum(forum, other_forum, grant, owner):
    both = Actor(owner.person_id, {forum.id: frozenset({"admn"}), other_forum.id: frozenset({"admn"})})
    made = make_token("Printer", ["people.registry.read"], edition_id=forum.id, by=owner)
    token = queries.token_of(f"Bearer {made.secret}")
    narrowed = queries.actor_of_token(token, both)
    assert narrowed == Actor(owner.person_id, {forum.id: frozenset({"admn"})}, frozenset({"people.registry.read"}))
    assert queries.actor_of_token(token, Actor(a_person().id)).signed_in is False


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer qtk_wrong", "Basic {}", "{}", "Bearer x{}"])
def test_no_other_header_is_a_token(forum, owner, header):
    made = make_token("Printer", ["people.registry.read"], edition_id=forum.id, by=owner)
    assert queries.token_of(header.replace("{}", made.secret)) is None


def test_a_token_ends_when_it_is_revoked_too_old_or_its_owner_is_gone(forum, owner):
    with clock.frozen(NOW):
        secrets = [
            make_token(name, ["people.registry.read"], edition_id=forum.id, by=owner, days=1) for name in ("a", "b")
        ]
    with clock.frozen(NOW + dt.timedelta(hours=23)):
        first, second = (queries.token_of(f"Bearer {made.secret}") for made in secrets)
        revoke_token(first, by=owner)
        revoke_token(first, by=owner)
        assert (queries.token_of(f"Bearer {secrets[0].secret}"), second.name) == (None, "b")
    with clock.frozen(NOW + dt.timedelta(days=1)):
        assert queries.token_of(f"Bearer {secrets[1].secret}") is None
    with clock.frozen(NOW):
        close_account(secrets[1].token.person, by=SYSTEM)
        assert queries.token_of(f"Bearer {secrets[1].secret}") is None


def test_a_token_has_a_name_scopes_that_exist_and_an_end(forum, owner):
    for refusal, values in (
        (TokenNameRefused, {"name": " ", "scopes": ["people.registry.read"]}),
        (ScopesRefused, {"name": "x", "scopes": []}),
        (ScopesRefused, {"name": "x", "scopes": ["people.everything.do"]}),
        (ScopesRefused, {"name": "x", "scopes": ["people.api_token.create"]}),
        (TokenDaysRefused, {"name": "x", "scopes": ["people.registry.read"], "days": 367}),
    ):
        with pytest.raises(refusal):
            make_token(**values, edition_id=forum.id, by=owner)
    assert ApiToken.objects.count() == 0


def test_only_the_owner_of_a_forum_makes_tokens_and_nobody_sees_anothers(forum, grant, owner):
    make_token("Printer", ["people.registry.read"], edition_id=forum.id, by=owner)
    desk = grant(forum, a_person(), "supp")
    with pytest.raises(Denied):
        make_token("x", ["people.registry.read"], edition_id=forum.id, by=desk)
    assert [list(queries.tokens_visible_to(actor, forum)) for actor in (desk, Actor())] == [[], []]
    assert queries.tokens_visible_to(owner, forum).count() == 1


def test_the_secret_of_a_token_is_shown_once_and_written_down_nowhere(visitor, forum):
    client = visitor("admn")
    form = {"name": "Printer", "days": "30", "scopes": ["people.registry.read"], "idempotency_key": "one"}
    page = client.post("/en/office/people/tokens/new/", form)
    shown = b"".join(page.streaming_content).decode()
    secret = "qtk_" + shown.split("qtk_")[1][:32]
    assert (page.status_code, queries.token_of(f"Bearer {secret}").name) == (201, "Printer")
    assert [secret.encode() in bytes(row.body or b"") for row in Command.objects.all()] == [False]
    assert client.post("/en/office/people/tokens/new/", form).status_code == 303
    assert ApiToken.objects.count() == 1
    listed = client.get("/en/office/people/tokens/").content.decode()
    assert ("Printer" in listed, secret in listed) == (True, False)
