"""What makes tens of thousands of calls affordable, and what sees that a denied call changed nothing."""

import copy
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.template import Template
from django.template.base import NodeList
from pytest import MonkeyPatch

from architecture.cast import Cast, make_cast
from qurultai.editions import queries

OF_THE_SESSION = {"django_session"}
"""What every visit may write, denied or not: the browser's own session."""


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever the database was told inside."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """Both forums in one transaction that is taken back at the end of the file."""
    with django_db_blocker.unblock(), undone():
        yield make_cast()


def remember(cast: Cast, monkeypatch: MonkeyPatch) -> None:
    """Look up once what each request asks anew: who asks, and which forum is meant; every call is undone anyway.

    That a withdrawn role acts on the next request is tried elsewhere, with the real look-up (I9).
    """
    actors = {person.id: queries.actor_of(person.id) for person in cast.own.people.values()}
    accounts = {str(person.account.pk): person.account for person in cast.own.people.values()}
    at = {slug: queries.edition_for(slug) for slug in ("", cast.own.edition.slug, cast.foreign.edition.slug)}
    called = {slug: queries.edition_called(slug) for slug in at}
    _known(monkeypatch, queries, "actor_of", actors)
    _known(monkeypatch, queries, "edition_for", at)
    _known(monkeypatch, queries, "edition_called", called)
    known = lambda person_id, slug: (queries.actor_of(person_id), queries.edition_for(slug))  # noqa: E731
    monkeypatch.setattr(queries, "actor_and_edition", known)
    sessions = {client.session.session_key: client.session.load() for client in cast.clients.values() if client.cookies}
    _known(monkeypatch, AuthenticationBackend, "get_user", accounts)
    _known(monkeypatch, SessionStore, "load", sessions)
    monkeypatch.setattr(Template, "_render", lambda template, context: NodeList.render(template.nodelist, context))


def _known(monkeypatch: MonkeyPatch, owner: object, name: str, answers: Mapping) -> None:
    real = getattr(owner, name)

    def answer(*asked: object) -> object:
        key = getattr(asked[-1], "session_key", None) or (str(asked[-1]) if name == "get_user" else asked[-1])
        return copy.copy(answers[key]) if key in answers else real(*asked)

    monkeypatch.setattr(owner, name, answer)


def tables() -> dict[str, str]:
    """A hash over all rows of each table but the browser's session."""
    names = set(connection.introspection.table_names()) - OF_THE_SESSION
    with connection.cursor() as cursor:
        return {name: _hash_of(cursor, name) for name in sorted(names)}


def _hash_of(cursor: object, name: str) -> str:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
    return hashlib.sha256("\n".join(sorted(map(repr, cursor.fetchall()))).encode()).hexdigest()
