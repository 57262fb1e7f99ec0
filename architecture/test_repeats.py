"""I8, generated from the routes: every command sent twice under one key acts once and answers the same."""

import pytest

from architecture.calls import Way, call, own_and_foreign, ways
from architecture.stage import tables, undone
from qurultai.kit import idempotency
from qurultai.kit.models import Command

ROLES = ("admn", "prog", "part", "supp", "prot", "spkr", "head", "secu", "visa", "dpo", "anon")
HEADER = "HTTP_IDEMPOTENCY_KEY"
QUIET = {
    "": "leads to the front page",
    ".well-known/security.txt": "only shows",
    "favicon.ico": "only shows",
    "healthz": "only shows",
    "manifest.webmanifest": "only shows",
    "robots.txt": "only shows",
    "sitemap.xml": "only shows",
    "api/v1/gate/pairing": "no device waits here; onsite/tests tries it",
    "api/v1/gate/door/people": "a device signs it and its key makes it happen once; onsite/tests tries it",
    "api/v1/gate/scans": "takes what a device signed; onsite/tests tries it",
    "office/": "only shows",
    "office/edition/": "only shows",
    "office/edition/places/": "only shows",
    "office/edition/roles/": "only shows",
    "office/journal/": "only shows",
    "office/letters/": "only shows",
    "office/letters/<uuid:key>/": "only shows",
    "search/": "only shows",
    "office/journal/<uuid:key>/": "only shows",
    "office/journal/export.csv": "only shows",
    "i18n/language/": "a cookie",
    "reports/": "a line of the log",
    "sign-in/": "a mail and the browser's own session",
    "sign-in/code/": "the browser's own session",
    "sign-in/out/": "the browser's own session",
    "sign-in/kept/": "throws away what the browser has the key of: nothing here",
    "sign-in/link/<str:secret>/": "no good link here; people/tests tries it",
    "sign-in/passkey/": "needs a device; e2e tries it",
    "sign-in/passkeys/add/": "needs a device; e2e tries it",
    "sign-in/passkeys/<int:pk>/remove/": "no passkey here; e2e tries it",
    "sign-in/again/passkey/": "needs a device; e2e tries it",
    "office/accreditation/batches/<int:number>/decisions/": "needs the file of security; accreditation/tests tries it",
    "office/registration/categories/copies/": "no other forum's are hers to copy; registration/tests tries it",
    "office/onsite/gates/<str:code>/closing/": "a device stands at the gate here; onsite/tests tries it",
    "office/programme/import/": "shows what a file would do; programme/tests tries it",
    "office/programme/import/confirmation/": "no file waits here; programme/tests tries it",
    "office/programme/plan/<uuid:run>/acceptance/": "the plan here is impossible; programme/tests tries it",
    "office/programme/plan/<uuid:run>/undoing/": "the plan here is impossible; programme/tests tries it",
}
"""What a POST to an address does that is no command of the database, or why it cannot be carried out by this cast."""


def commands(cast):
    """Each route that takes another method than GET, with everything to try: role, path, whose object."""
    for way in ways():
        if way.method != "GET":
            yield (
                way,
                [
                    (role, way.path(place, parts), forum)
                    for role in ROLES
                    for what, place, parts, forum in own_and_foreign(cast, way, role)
                    if what == "own"
                ],
            )


def carried_out(cast, way: Way, tries: list):
    """Who can do it, on what, and whether the key was claimed; None when nobody changes anything by it."""
    for role, path, forum in tries:
        client = cast.clients[role]
        client.defaults[HEADER] = "once"
        answer = call(client, way, path, forum)
        del client.defaults[HEADER]
        if answer.status < 400 and answer.written:
            return role, path, forum, any('"kit_command"' in statement for statement in answer.written)
    return None


def repeated(cast, way: Way, role: str, path: str, forum) -> str:
    """What is wrong when a command is sent again: with the same body, with another, and after its answer was lost."""
    client = cast.clients[role]
    client.defaults[HEADER] = "once"
    jar, body = dict(client.cookies), dict(way.sample.body(forum))
    with undone():
        first = call(client, way, path, forum, body, keep=True)
        client.cookies.update(jar)
        before = tables()
        second = call(client, way, path, forum, body, keep=True)
        other = call(client, way, path, forum, {**body, "another": "word"}, keep=True)
        Command.objects.update(status=None, body=None)
        lost = call(client, way, path, forum, body, keep=True)
        Command.objects.all().delete()
        after = {name: value for name, value in tables().items() if name != "kit_command"}
    client.cookies.clear()
    client.cookies.update(jar)
    del client.defaults[HEADER]
    whole = not first.response.streaming
    wrong = {
        "acted again": any(before[name] != value for name, value in after.items()),
        "another answer": whole and _said(second) != _said(first),
        "another body was taken": other.status != 422,
        "a lost answer leads nowhere": lost.status != 303,
    }
    return ", ".join(name for name, is_so in wrong.items() if is_so)


def _said(answer) -> tuple:
    return answer.response.status_code, answer.response.get("Location"), answer.response.getvalue()


def test_every_command_sent_again_acts_once_and_answers_the_same(cast):
    found, quiet = [], set()
    for way, tries in commands(cast):
        done = carried_out(cast, way, tries)
        if done is None:
            if {405} != {call(cast.clients["admn"], way, path, forum).status for _role, path, forum in tries[:1]}:
                quiet.add(way.name)
            continue
        role, path, forum, claimed = done
        # Signing out everywhere takes the session with it: the second time nobody is there.
        wrong = "" if way.name == "my/me/sign-out/" else repeated(cast, way, role, path, forum)
        if wrong or not claimed:
            found.append(f"{role} {way.method} {path}: {wrong or 'writes without claiming its key'}")
    assert found == []
    assert quiet == set(QUIET)


@pytest.mark.parametrize("path", ["my/feed/", "office/people/new/"])
def test_mutant_without_the_claim_a_command_acts_again(cast, monkeypatch, path):
    monkeypatch.setattr(idempotency, "claim", lambda: None)
    way, tries = next((way, tries) for way, tries in commands(cast) if way.name == path)
    role, place, forum, claimed = carried_out(cast, way, tries)
    assert claimed is False
    assert "another body was taken" in repeated(cast, way, role, place, forum)
