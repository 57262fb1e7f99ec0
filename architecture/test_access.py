"""Every address × every role, from the URL resolver and the API's operations (R1, I5).

Nobody is sent to sign in (401); what is another forum's or invisible is not there (404); what is visible and denied is
403; what is allowed is neither; and a denied command changes no row.
"""

import pytest
from django.conf import settings
from django.db import connection

from architecture import matrix
from architecture.calls import NoSample, Way, call, own_and_foreign, ways
from architecture.canaries import HERS, secrets_in
from architecture.samples import PAGES
from architecture.stage import tables
from qurultai.kit import access
from qurultai.kit.access import OPEN, SIGNED_IN, Actor

CLOSED = {401, 403, 404, 405}
WHO = [*sorted(set(matrix.MATRIX["roles"])), "none"]
"""Every role of the matrix, and somebody without any."""
MOST_AND_LEAST = ["admn", "none", "part", "prog"]
"""Those who reach most and least."""
CALLED = WHO if settings.EMBEDDED else MOST_AND_LEAST
"""On PostgreSQL a few: whom the matrix lets in does not depend on the database."""


def verdict(way: Way, actor: Actor, cast, parts: dict) -> str:
    """What must come of a call on one's own forum: `open`, `closed`, or `object` when only the object can say."""
    edition = cast.own.edition
    if way.permission is OPEN:
        return "open"
    if not access.allowed(way.permission, actor, edition_id=edition.id):
        return "closed"
    if way.load is not None:
        try:
            thing = way.load(actor, edition, **parts)
        except Exception as missing:
            if type(missing).__name__ != "DoesNotExist":
                raise
            return "closed"
        if way.permission is not SIGNED_IN:
            return "open" if access.allowed(way.permission, actor, thing) else "denied"
    if way.permission is SIGNED_IN or way.sample.parts(cast.own):
        return "object"
    near = [t for t in access.grants()[way.permission.name] if t.role in actor.roles_in(edition.id)]
    return "open" if any(term.relation == "for" and term.states is None for term in near) else "object"


def faults_of(cast, role: str, only: str = "") -> list[str]:
    """Every call whose answer is not what it must be, or holds a secret that the role must not see.

    What belongs to another forum is asked for by whoever is let in at home by her role, and by those who reach most
    and least.
    """
    found, before = [], tables()
    actor = cast.actor(role) if role != "anon" else access.NOBODY
    for way in ways():
        if only not in way.name:
            continue
        at_home = ""
        for what, place, parts, owner in own_and_foreign(cast, way, role):
            if what == "own":
                at_home = verdict(way, actor, cast, parts)
            elif role not in MOST_AND_LEAST and (at_home == "closed" or way.permission is OPEN):
                continue
            answer = call(cast.clients[role], way, way.path(place, parts), owner)
            wrong = _wrong(way, what, actor, answer, at_home if what == "own" else "")
            if not way.name.startswith(HERS):
                wrong = wrong or ", ".join(sorted(set(secrets_in(answer.response, role))))
            if wrong:
                found.append(f"{role} {way.method} {way.path(place, parts)} ({what}): {answer.status} {wrong}")
    after = tables()
    return found + [
        f"{role}: what was denied or refused changed {name}" for name in before if before[name] != after[name]
    ]


def _wrong(way: Way, what: str, actor: Actor, answer, must: str) -> str:
    status = answer.status
    if status >= 500:
        return "broke"
    if status in CLOSED and answer.written:
        return f"denied, yet wrote {answer.written[0]}"
    if what == "own":
        return _wrong_at_home(must, actor, status)
    if way.permission is OPEN or access.allowed(way.permission, access.NOBODY):
        return "found a foreign object" if what == "foreign object" and status < 300 and way.method == "GET" else ""
    if what == "foreign forum" and way.permission is SIGNED_IN:
        return ""
    return "" if status in CLOSED else "got through"


def _wrong_at_home(must: str, actor: Actor, status: int) -> str:
    if must == "open" and status in {401, 403}:
        return "was closed"
    if must == "closed" and status not in CLOSED - {401 if actor.signed_in else 403}:
        return "was not closed"
    if must == "denied" and status not in {403, 405}:
        return "is visible and denied: 403"
    if must == "object" and status == 401:
        return "asked to sign in"
    return ""


@pytest.mark.parametrize("role", CALLED)
def test_every_address_answers_a_role_as_the_matrix_says_and_tells_no_secret(cast, role):
    assert faults_of(cast, role) == []


def test_the_matrix_has_28_roles_and_each_is_called():
    assert (len(matrix.MATRIX["roles"]), set(WHO)) == (28, set(matrix.MATRIX["roles"]) | {"none"})


def test_a_denied_call_that_writes_behind_everybodys_back_is_seen(cast, monkeypatch):
    real = access.require

    def require(*args: object, **more: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("update people_person set phone = 'changed'")
        real(*args, **more)

    monkeypatch.setattr(access, "require", require)
    assert faults_of(cast, "none", "office/journal/") == ["none: what was denied or refused changed people_person"]


def test_a_new_address_without_a_sample_is_an_error(monkeypatch):
    monkeypatch.delitem(PAGES, "office/people/<str:code>/")
    with pytest.raises(NoSample):
        list(ways())
