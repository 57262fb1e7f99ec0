"""roles.py is the matrix that the product owner decided, cell by cell (R1)."""

import time
from dataclasses import dataclass
from itertools import product
from uuid import UUID

import pytest

from architecture import access_table, matrix
from qurultai import roles
from qurultai.kit import access
from qurultai.kit.access import Actor, Noun, Permission

HERE, ELSEWHERE = UUID(int=1), UUID(int=2)
ME = UUID(int=3)
RELATIONS = ("own", "grp", "for", "foreign")


@dataclass(frozen=True)
class Thing:
    """An object of any noun: how it relates to me, and its state."""

    relation: str
    state: str | None

    @property
    def edition_id(self) -> UUID:
        return ELSEWHERE if self.relation == "foreign" else HERE


def test_roles_say_what_the_matrix_says():
    assert matrix.differences() == []


def test_a_role_too_many_would_be_seen(monkeypatch):
    monkeypatch.setitem(roles.GRANTS, "programme.session.delete", "prog/draft+cancelled pres")
    assert [line.split(":")[0] for line in matrix.differences()] == ["programme.session.delete"]


def test_a_state_too_many_would_be_seen(monkeypatch):
    monkeypatch.setitem(roles.GRANTS, "programme.session.read", "pub/published+embargoed spkr@grp prog pres admn")
    assert [line.split(":")[0] for line in matrix.differences()] == ["programme.session.read"]


def test_nothing_declared_as_ours_is_in_the_matrix_or_missing_from_roles():
    nouns = {name.rsplit(".", 1)[0] for name in roles.GRANTS}
    assert matrix.OURS.keys() - nouns == set()
    assert [name for name in matrix.OURS if name.split(".")[1] in matrix.OBJECTS] == []
    assert matrix.MORE.keys() - roles.GRANTS.keys() == set()
    assert matrix.LATER.keys() & roles.GRANTS.keys() == set()


def test_every_role_of_the_matrix_is_a_role():
    assert set(matrix.MATRIX["roles"]) - set(roles.ROLES) == set()


def test_the_page_of_permissions_is_fresh():
    assert access_table.FILE.read_text() == access_table.table()


def expected(noun: str, verb: str, role: str, thing: Thing) -> bool:
    """What the matrix says of one cell, read without the product's own code."""
    for words in matrix.OBJECTS[noun].get(verb, []):
        who, _, states = words.partition("/")
        holder, _, relation = who.partition("@")
        everybody = holder == "pub"
        if holder not in (role, "pub") or (thing.relation == "foreign" and not everybody):
            continue
        if states and thing.state not in states.split("+"):
            continue
        near = {"own": ("own",), "grp": ("own", "grp")}.get(relation, RELATIONS)
        if thing.relation in near:
            return True
    return False


def cells():
    """Every noun, verb, role, relation and state of what is built: the permission, the actor, the thing, the answer."""
    for name in roles.GRANTS:
        noun, verb = name.split(".")[1:]
        if noun not in matrix.OBJECTS or name in matrix.MORE:
            continue
        stand_in = Noun(
            name.rsplit(".", 1)[0],
            own=lambda actor, thing: thing.relation == "own",
            grp=lambda actor, thing: thing.relation in ("own", "grp"),
        )
        states = dict.fromkeys((*matrix.MATRIX["states"].get(noun, ()), "published", None))
        for role, relation, state in product(roles.ROLES, RELATIONS, states):
            actor = Actor(None if role == "anon" else ME, {HERE: frozenset({role})})
            thing = Thing(relation, state)
            yield Permission(stand_in, verb), actor, thing, expected(noun, verb, role, thing)


def test_every_cell_of_the_matrix_holds_and_quickly():
    begun = time.perf_counter()
    wrong = [
        (permission.name, sorted(actor.roles[HERE]), thing, right)
        for permission, actor, thing, right in cells()
        if access.allowed(permission, actor, thing) != right
    ]
    assert wrong == []
    assert time.perf_counter() - begun < 5


WIDER = {
    "programme.session.update": "prog spkr@grp",
    "people.person_contact.read": "part prot",
    "editions.forum_settings.update": "admn dpo",
}


@pytest.mark.parametrize("name", WIDER)
def test_a_wider_grant_makes_cells_wrong(monkeypatch, name):
    wider = {**roles.GRANTS, name: WIDER[name]}
    monkeypatch.setattr(access, "grants", lambda: {one: access.parse_terms(text) for one, text in wider.items()})
    assert {p.name for p, actor, thing, right in cells() if access.allowed(p, actor, thing) and not right} == {name}


def test_a_token_is_its_owner_and_its_scopes_and_never_more():
    permissions = [Permission(Noun(name.rsplit(".", 1)[0]), name.rsplit(".", 1)[1]) for name in sorted(roles.GRANTS)]
    thing = Thing("for", "published")
    for scope, role in product(sorted(roles.GRANTS), ("prog", "admn", "part")):
        owner = Actor(ME, {HERE: frozenset({role})})
        token = Actor(ME, {HERE: frozenset({role})}, frozenset({scope}))
        can = [p.name for p in permissions if access.allowed(p, token, thing)]
        assert can == [p.name for p in permissions if access.allowed(p, owner, thing) and p.name == scope]


def test_a_token_without_the_scope_is_nobody_in_particular():
    assert not access.allowed(access.SIGNED_IN, Actor(ME, {}, frozenset({"programme.session.read"})))
    assert access.allowed(access.SIGNED_IN, Actor(ME, {}, frozenset({access.SIGNED_IN.name})))
