"""No leak (I5): searches, what was made ready, mails, the embargo to the second; and the mutants that must be seen.

That no answer to a plain call holds a secret is tried in test_access, call by call.
"""

import datetime as dt
import gzip
import io
import json
import logging
import tempfile
import zipfile
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail

from architecture import canaries
from architecture.calls import call, own_and_foreign, ways
from architecture.canaries import HERS, secrets_in, secrets_in_text, unpacked
from architecture.cast import EMBARGO
from architecture.test_access import CALLED, CLOSED, MOST_AND_LEAST, faults_of
from qurultai.calendar.queries import disclosure
from qurultai.kit import access, clock, ready
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.models import ReadyPage
from qurultai.office import queries as office_queries
from qurultai.people.testing import browser_of
from qurultai.programme.models import SearchEntry
from qurultai.programme.queries import visible
from qurultai.programme.queries.documents import draft

ASKED = "?q=cnry&query=cnry&words=cnry&search=cnry&sort=-email&state=embargoed&role=part"
OWN = "/api/v1/editions/own"
SECOND = dt.timedelta(seconds=1)


@pytest.mark.parametrize("role", CALLED)
def test_searching_sorting_and_filtering_tells_no_secret(cast, role):
    """Where the role is let in at home, and everywhere for those who reach most and least."""
    found = []
    for way in ways():
        if way.method == "GET" and "<" not in way.address and not way.name.startswith(HERS):
            for _what, place, parts, forum in own_and_foreign(cast, way, role):
                path = way.path(place, parts) + ASKED
                answer = call(cast.clients[role], way, path, forum)
                found += [f"{path}: {word}" for word in secrets_in(answer.response, role)]
                if answer.status in CLOSED and role not in MOST_AND_LEAST:
                    break
    assert found == []


def test_nothing_that_is_kept_ready_for_everybody_and_no_mail_holds_a_secret(cast):
    deliver_all()
    public = ReadyPage.objects.filter(release__in=ready.on_air().values())
    indexed = SearchEntry.objects.filter(version__published_at__lte=clock.now())
    assert public.count() > 0 and indexed.count() > 0 and len(mail.outbox) > 0
    pages, entries = texts_of_pages(public), [" ".join(map(str, row)) for row in indexed.values_list()]
    letters = [str(one.message()) for one in mail.outbox if not one.subject.startswith("CNRY")]
    letters = [letter.replace(one.to[0], "") for letter, one in zip(letters, mail.outbox, strict=False)]
    folder = settings.DATA / "cache"
    kept = [file.read_bytes().decode(errors="replace") for file in folder.rglob("*") if file.is_file()]
    for text in (*pages, *entries, *letters, *kept):
        assert list(secrets_in_text(text, "anon")) == []


def texts_of_pages(rows) -> list[str]:
    """The texts of ready pages, each once."""
    pages = [text for page in rows.filter(encoding="identity") for text in unpacked(bytes(page.body))]
    return pages + [gzip.decompress(page.body).decode() for page in rows.filter(encoding="gzip")]


def test_what_waits_for_an_embargos_end_is_kept_apart_and_holds_no_other_secret(cast):
    deliver_all()
    waiting = ReadyPage.objects.exclude(release__in=ready.on_air().values())
    words = {word for text in texts_of_pages(waiting) for word in secrets_in_text(text, "anon")}
    assert words == {f"cnry-embargoed-{forum}-{tag}" for forum in ("own", "foreign") for tag in ("kk", "ru", "en")}


def left_behind(cast, monkeypatch, tmp_path, roles: tuple[str, ...], only: str = "") -> list[str]:
    """What stays after everybody's calls where nobody of the forum looks: the log, temporary files, the cache."""
    said: list[str] = []
    listening = logging.Handler()
    listening.emit = lambda record: said.append(listening.format(record))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    logging.disable(logging.NOTSET)
    logging.getLogger().addHandler(listening)
    try:
        for role in roles:
            for way in (way for way in ways() if only in way.name):
                for _what, place, parts, forum in own_and_foreign(cast, way, role):
                    if not way.name.startswith(HERS):
                        call(cast.clients[role], way, way.path(place, parts), forum)
        deliver_all()
    finally:
        logging.getLogger().removeHandler(listening)
    folders = (tmp_path, Path(settings.CACHES["default"]["LOCATION"]), settings.DATA / "mail")
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    texts = said + [text for file in files for text in unpacked(_plain(file.read_bytes()))]
    assert len(said) > (10 if only else 100)
    return [word for text in texts for word in secrets_in_text(text, "anon")]


def _plain(kept: bytes) -> bytes:
    """What a file of the cache holds: a date and a packed value."""
    found = kept.find(b"x\x9c")
    return zlib.decompress(kept[found:]) if 0 <= found < 40 else kept


def test_neither_the_log_nor_temporary_files_nor_the_cache_keep_a_secret(cast, monkeypatch, tmp_path):
    assert left_behind(cast, monkeypatch, tmp_path, ("anon", "prog", "admn")) == []


def test_mutant_a_log_that_says_whom_somebody_asked_about_is_seen(cast, monkeypatch, tmp_path):
    require = access.require

    def telling(permission, actor, obj=None, **more):
        logging.getLogger("x").warning("%s asks about %s", actor.person_id, getattr(obj, "email", ""))
        require(permission, actor, obj, **more)

    monkeypatch.setattr(access, "require", telling)
    assert "cnry-mail-own-stranger" in left_behind(cast, monkeypatch, tmp_path, ("prog",), "office/people/")


def test_a_secret_in_a_paper_an_archive_or_packed_bytes_is_seen():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.xml", "CNRY-draft-own-en")
    found = [list(secrets_in_text(text, "anon")) for text in unpacked(packed.getvalue())]
    found += [list(secrets_in_text(text, "anon")) for text in unpacked(gzip.compress(b"CNRY-draft-own-en"))]
    assert found == [["cnry-draft-own-en"]] * 2


def publish(cast) -> int:
    """Publish once more by the API; the status."""
    body = json.dumps({"waive": ["languages", "clashes"]})
    return (
        browser_of(cast.own.people["prog"]).post(f"{OWN}/versions", body, content_type="application/json").status_code
    )


def titles(cast) -> list[str]:
    """What everybody finds of the session under embargo, in every language."""
    pages = [cast.clients["anon"].get(f"{OWN}/sessions/O2?language={tag}") for tag in ("kk", "ru", "en")]
    return [page.json()["title"] for page in pages if page.status_code == 200]


def at_the_edge(cast) -> tuple[list[str], list[str]]:
    """What is public one second before the embargo ends, just published, and one second after, when nobody acted."""
    with clock.frozen(EMBARGO - SECOND):
        publish(cast)
        before = titles(cast)
    with clock.frozen(EMBARGO + SECOND):
        return before, titles(cast)


def test_an_embargo_holds_to_the_second_in_every_language(cast):
    assert at_the_edge(cast) == ([], [f"CNRY-embargoed-own-{tag}" for tag in ("kk", "ru", "en")])


def test_an_embargo_that_ends_a_second_early_is_seen(cast, monkeypatch):
    class Early:
        now = staticmethod(lambda: clock.now() + SECOND)

    monkeypatch.setattr(draft, "clock", Early)
    assert at_the_edge(cast)[0] != []


@pytest.mark.parametrize(
    ("role", "kind", "only"),
    [
        ("prog", "draft", "list_drafts"),
        ("supp", "letter", "office/letters/<uuid:key>/"),
        ("dpo", "journal", "list_journal"),
        ("prot", "mail", "list_people"),
        ("prog", "private", "office/calendar/people/<str:code>/"),
    ],
)
def test_the_scan_is_not_blind(cast, monkeypatch, role, kind, only):
    monkeypatch.setitem(canaries.MAY, kind, set())
    assert [line for line in faults_of(cast, role, only) if f"cnry-{kind}-own" in line.lower()] != []


def test_without_the_filter_of_the_edition_another_forums_journal_is_seen(cast, monkeypatch):
    events, other = office_queries.events_visible_to, cast.foreign.edition.id
    monkeypatch.setattr(
        office_queries, "events_visible_to", lambda actor, edition_id, *more: events(access.SYSTEM, other, *more)
    )
    assert faults_of(cast, "admn", "list_journal") != []


def test_without_the_policy_other_peoples_drafts_are_seen(cast, monkeypatch):
    monkeypatch.setattr(visible, "allowed", lambda *args, **more: True)
    assert faults_of(cast, "spkr", "list_drafts") != []


def test_without_the_veil_protocol_sees_what_drafts_are_called(cast, monkeypatch):
    monkeypatch.setattr(disclosure, "known_to", lambda actor, bookings: set(bookings))
    assert faults_of(cast, "prot", "office/calendar/") != []


def test_without_a_guard_an_office_page_is_seen_to_be_open(cast, monkeypatch):
    monkeypatch.setattr(access, "require", lambda *args, **more: None)
    assert faults_of(cast, "none", "office/journal/") != []
