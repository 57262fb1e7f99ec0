"""Default deny; own, group and state; 404 before 403; tokens narrow."""

from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from qurultai.kit import access
from qurultai.kit.access import (
    NOBODY,
    OPEN,
    SIGNED_IN,
    SYSTEM,
    Actor,
    Denied,
    NotRecent,
    Noun,
    Permission,
    allowed,
    guard,
)
from qurultai.kit.ids import uuid7

HERE, ELSEWHERE = uuid7(), uuid7()


@dataclass
class Thing:
    """Something in an edition with an owner and a group."""

    edition_id: UUID = HERE
    state: str = "draft"
    owner: UUID | None = None
    group: set = field(default_factory=set)


NOUN = Noun(
    "test.thing",
    own=lambda actor, thing: thing.owner == actor.person_id,
    grp=lambda actor, thing: actor.person_id in thing.group,
)
READ, UPDATE, ERASE = (Permission(NOUN, verb) for verb in ("read", "update", "erase"))


@pytest.fixture(autouse=True)
def matrix(monkeypatch):
    """Who may do what to things."""
    granted = {
        "test.thing.read": "pub/published part@own spkr@grp prog",
        "test.thing.update": "prog/draft+confirmed part@own/draft",
        "test.thing.erase": "",
    }
    terms = {name: access.parse_terms(text) for name, text in granted.items()}
    monkeypatch.setattr(access, "grants", lambda: terms)


def actor(*roles, edition=HERE, scopes=None):
    return Actor(uuid7(), {edition: frozenset(roles)}, scopes)


def test_nobody_may_anything_that_is_not_granted():
    for who in (NOBODY, actor(), actor("part"), actor("admn")):
        assert [allowed(permission, who, Thing()) for permission in (READ, UPDATE, ERASE)] == [False] * 3
    assert allowed(ERASE, actor("prog"), Thing()) is False


def test_the_state_of_the_object_decides():
    assert [allowed(READ, NOBODY, Thing(state=state)) for state in ("draft", "published")] == [False, True]
    assert [allowed(UPDATE, actor("prog"), Thing(state=s)) for s in ("draft", "confirmed", "published")] == [
        True,
        True,
        False,
    ]


def test_own_is_hers_alone():
    hers, other = actor("part"), actor("part")
    thing = Thing(owner=hers.person_id)
    assert [allowed(READ, who, thing) for who in (hers, other, NOBODY)] == [True, False, False]


def test_nobody_owns_what_has_no_owner():
    assert allowed(UPDATE, Actor(None, {HERE: frozenset({"part"})}), Thing(owner=uuid7())) is False


def test_a_group_is_its_members_and_the_owner():
    member, owner, other = actor("spkr"), actor("spkr"), actor("spkr")
    thing = Thing(owner=owner.person_id, group={member.person_id})
    assert [allowed(READ, who, thing) for who in (member, owner, other)] == [True, True, False]


def test_a_role_in_one_edition_is_none_in_another():
    stranger = actor("prog", edition=ELSEWHERE)
    assert [allowed(READ, stranger, Thing(edition_id=edition)) for edition in (HERE, ELSEWHERE)] == [False, True]
    assert allowed(READ, stranger, edition_id=HERE) is True  # everybody may read some things: the published ones
    assert allowed(UPDATE, stranger, edition_id=HERE) is False


def test_a_token_narrows_and_never_widens():
    assert allowed(READ, actor("prog", scopes=frozenset({"test.thing.read"})), Thing()) is True
    assert allowed(UPDATE, actor("prog", scopes=frozenset({"test.thing.read"})), Thing()) is False
    assert allowed(UPDATE, actor("part", scopes=frozenset({"test.thing.update"})), Thing()) is False


def test_the_system_may_everything_and_only_it():
    assert [allowed(ERASE, who, Thing()) for who in (SYSTEM, NOBODY)] == [True, False]


def test_a_permission_that_roles_do_not_know_is_an_error():
    with pytest.raises(KeyError):
        allowed(Permission(NOUN, "paint"), actor("prog"), Thing())


@pytest.mark.parametrize("text", ["prog@all", "Prog", "prog/", "prog@own/draft+", "@own", "prog,part", "prog /draft"])
def test_a_grant_that_is_none_is_an_error(text):
    with pytest.raises(ValueError, match="not a grant"):
        access.parse_terms(text)


def request_of(who, *, recent=True, passkey_missing=False):
    request = RequestFactory().get("/")
    request.actor, request.edition, request.passkey_missing = who, Thing(), passkey_missing
    request.is_recent = lambda: recent
    request.edition.id = HERE
    return request


def page(permission, found, **more):
    """A guarded view whose loader finds this, or nothing."""

    def load(actor, edition, **parts):
        if found is None:
            raise ObjectDoesNotExist
        return found

    @guard(permission, load=load, **more)
    def view(request, thing):
        return HttpResponse(thing.state)

    return view


def test_what_is_there_and_allowed_is_shown():
    assert page(READ, Thing(state="published"))(request_of(NOBODY)).content == b"published"


def test_what_is_not_there_is_404_for_whoever_is_signed_in_and_sign_in_for_nobody():
    with pytest.raises(Http404):
        page(UPDATE, None)(request_of(actor("part")))
    with pytest.raises(Denied):
        page(UPDATE, None)(request_of(NOBODY))
    with pytest.raises(Http404):
        page(READ, None)(request_of(NOBODY))


def test_what_is_there_and_not_allowed_is_403():
    with pytest.raises(Denied):
        page(READ, Thing())(request_of(actor("part")))


def test_a_page_for_the_signed_in_asks_before_it_looks():
    with pytest.raises(Denied):
        page(SIGNED_IN, None)(request_of(NOBODY))
    assert page(SIGNED_IN, Thing())(request_of(actor())).content == b"draft"


def test_every_guarded_view_says_what_guards_it():
    assert page(READ, None).guard is READ
    assert guard(OPEN)(lambda request: HttpResponse()).guard is OPEN


def test_what_asks_for_a_recent_sign_in_is_shown_after_one_only_and_first_of_all_to_those_who_may():
    shown = page(UPDATE, Thing(state="draft"), recent=True)
    assert shown(request_of(actor("prog"))).content == b"draft"
    with pytest.raises(NotRecent):
        shown(request_of(actor("prog"), recent=False))
    with pytest.raises(Denied) as denied:
        shown(request_of(actor("part"), recent=False))
    assert type(denied.value) is Denied


def test_without_her_passkey_what_she_cannot_see_leads_to_the_passkey_and_not_to_404():
    with pytest.raises(Denied):
        page(ERASE, None)(request_of(actor(), passkey_missing=True))
