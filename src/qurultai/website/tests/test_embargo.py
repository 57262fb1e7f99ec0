"""I5: a second before an embargo's end nothing knows of it, a second after everything does, and nobody acted."""

import datetime as dt
import io
import shutil
import subprocess
import zipfile

import pytest
from django.utils.translation import override

from qurultai.kit import clock, ready
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.models import ReadyPage, ReadyRelease
from qurultai.programme import public as programme
from qurultai.programme.models import Session, Version
from qurultai.programme.testing import NINE, a_participant, a_person, facts, placed, published, signed_in
from qurultai.website import pointer
from qurultai.website.rules.places import LANGUAGES
from qurultai.website.static_copy import copy_site
from qurultai.website.tests.conftest import forget

BEGAN, END = NINE - dt.timedelta(days=2), NINE - dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)
WORDS = ("Zorqcanary", "Zorqspeaker")
PUBLIC = (
    "/{}/", "/{}/programme/", "/{}/programme/grid/", "/{}/programme/kinds/other/", "/{}/programme/versions/",
    "/{}/programme/schedule.xml", "/{}/programme/schedule.json", "/{}/programme/schedule.ics",
    "/{}/programme/schedule.xcs", "/{}/programme/schedule.jsonld", "/{}/programme/schedule.xlsx", "/{}/speakers/",
    "/{}/rooms/side/", "/{}/programme/sessions/OPEN1/", "/{}/search/?q=zorqcanary", "/{}/search/?q=zorqcanari",
    "/{}/search/?q=zorqspeaker",
)  # fmt: skip
PAPER = ("/{}/programme/short.pdf", "/{}/programme/full.pdf", "/{}/programme/pocket.pdf")
API = ("sessions", "sessions/SECRET1", "speakers", "versions", "search?q=zorqcanary", "programme")


@pytest.fixture
def waiting(venue, client):
    """Version 1 with an open session at nine; another, by a person of her own, opens a day before."""
    with clock.frozen(BEGAN):
        placed(venue, "Orbits", a_person("Aru Serik"), code="OPEN1")
        secret = placed(venue, "Zorqcanary", a_person("Zorqspeaker Aliya"), minute=0, room=venue.side, code="SECRET1")
        programme.change_state(secret, "embargoed", embargo_until=END, by=SYSTEM)
        published(venue)
        deliver_all()
    forget()
    return venue


def words_of(body: bytes) -> str:
    """The text of a page, of every file in a workbook, of a PDF."""
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return " ".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    if body[:4] == b"%PDF":
        return subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True).stdout.decode()
    return body.decode(errors="replace").replace("\r\n ", "")


def channels(venue) -> list[str]:
    """Every public address that names sessions, in three languages."""
    paper = PAPER if shutil.which("pdftotext") else ()
    pages = [path.format(tag) for path in (*PUBLIC, *paper) for tag in LANGUAGES]
    return pages + [api(venue, path) for path in API]


def api(venue, path: str) -> str:
    """An address of the API."""
    return f"/api/v1/editions/{venue.edition.slug}/{path}"


def told(client, path: str) -> set[str]:
    """Which of the secret words an address tells, apart from those that were asked for."""
    answer = client.get(path, headers={"accept-encoding": "identity"})
    text = words_of(b"".join(answer) if answer.streaming else answer.content)
    asked = path.partition("?q=")[2].capitalize()
    return {word for word in WORDS if word in text and word.lower() != asked.lower()} | (
        {"hit"} if asked and "SECRET1" in text else set()
    )


def test_a_second_before_the_end_no_channel_knows_and_a_second_after_every_one_does(client, waiting):
    with clock.frozen(END - SECOND):
        assert {path: told(client, path) for path in channels(waiting) if told(client, path)} == {}
        missing = [client.get(f"/{tag}/programme/sessions/SECRET1/").status_code for tag in LANGUAGES]
        assert missing == [404, 404, 404]
        assert b"SECRET1" not in client.get("/sitemap.xml").content
    with clock.frozen(END + SECOND):
        silent = {path for path in channels(waiting) if not told(client, path)}
        assert silent == {api(waiting, "programme"), api(waiting, "versions")}
        pages = [client.get(f"/{tag}/programme/sessions/SECRET1/") for tag in LANGUAGES]
        assert [(page.status_code, "ETag" in page.headers) for page in pages] == [(200, True)] * 3
        assert client.get("/sitemap.xml").content.count(b"/en/programme/sessions/SECRET1/</loc>") == 1


def test_counts_and_versions_change_at_the_end_and_not_before(client, waiting):
    def figures():
        document = client.get(api(waiting, "programme")).json()
        return document["sessions"], document["speakers"], document["version"]["number"]

    with clock.frozen(END - SECOND):
        assert (figures(), len(programme.versions(waiting.edition.id))) == ((1, 1, 1), 1)
        assert client.get(api(waiting, "versions/2")).status_code == 404
    with clock.frozen(END):
        assert (figures(), len(programme.versions(waiting.edition.id))) == ((2, 2, 2), 2)


def test_the_static_copy_follows_the_clock(waiting, tmp_path):
    def found(folder):
        copy_site(waiting.edition, folder)
        return any(b"Zorq" in file.read_bytes() for file in folder.rglob("*") if file.suffix in {".html", ".json"})

    with clock.frozen(END - SECOND):
        assert found(tmp_path / "before") is False
    with clock.frozen(END + SECOND):
        assert found(tmp_path / "after") is True


def test_who_signed_in_may_star_it_from_the_end_on(client, waiting):
    person, _actor = a_participant(waiting)
    with clock.frozen(END - SECOND):
        signed_in(client, person)
        assert client.get("/en/my/sessions/SECRET1/").status_code == 404
        assert b"Zorq" not in client.get("/en/my/sessions/").content
    with clock.frozen(END + SECOND):
        assert client.get("/en/my/sessions/SECRET1/").status_code == 200
        assert b"Zorq" in client.get("/en/my/sessions/").content


def test_a_longer_embargo_holds_from_the_moment_it_is_set_though_no_worker_ran(client, waiting):
    with clock.frozen(END - SECOND):
        client.get("/en/programme/")
        programme.change_state(Session.objects.get(code="SECRET1"), "embargoed", embargo_until=NINE, by=SYSTEM)
    with clock.frozen(END + SECOND):
        assert told(client, "/en/programme/") == told(client, api(waiting, "sessions")) == set()
        deliver_all()
    with clock.frozen(NINE + SECOND):
        assert "Zorqcanary" in told(client, "/en/programme/")


@pytest.mark.parametrize("act", ["cancel", "confirm"])
def test_what_is_cancelled_or_taken_back_never_opens(client, waiting, act):
    secret = Session.objects.get(code="SECRET1")
    with clock.frozen(END - SECOND):
        if act == "cancel":
            programme.cancel_session(secret, by=SYSTEM)
        else:
            programme.change_state(secret, "confirmed", by=SYSTEM)
    with clock.frozen(END + SECOND):
        assert {path: told(client, path) for path in channels(waiting) if told(client, path)} == {}
        assert Version.objects.count() == 1


def test_an_embargo_lifted_early_opens_at_once(client, waiting):
    with clock.frozen(BEGAN + SECOND):
        programme.change_state(Session.objects.get(code="SECRET1"), "embargoed", embargo_until=BEGAN, by=SYSTEM)
        deliver_all()
        forget()
        assert "Zorqcanary" in told(client, "/ru/programme/")


def test_two_embargoes_open_one_after_the_other(client, waiting):
    with clock.frozen(BEGAN + SECOND):
        later = placed(waiting, "Zorqspeaker session", minute=120, code="LATER1")
        programme.change_state(later, "embargoed", embargo_until=END + 2 * SECOND, by=SYSTEM)
        published(waiting)
        deliver_all()
        assert [version.number for version in programme.versions(waiting.edition.id)] == [1]
    seen = []
    for at in (END - SECOND, END, END + SECOND, END + 2 * SECOND):
        with clock.frozen(at):
            seen.append(len(client.get(api(waiting, "sessions")).json()["items"]))
    assert seen == [1, 2, 2, 3]
    with clock.frozen(END + 2 * SECOND):
        assert client.get("/en/programme/sessions/LATER1/").status_code == 200


def test_what_the_clock_opened_is_written_down_once_and_nothing_is_rendered_again(waiting):
    with clock.frozen(END + SECOND):
        assert (programme.settle_openings(), programme.settle_openings()) == (1, 0)
        releases = set(ReadyPage.objects.values_list("release", flat=True))
        deliver_all()
        assert set(ReadyPage.objects.values_list("release", flat=True)) == releases
        assert Session.objects.get(code="SECRET1").state == "published"
        assert [(fact.number, fact.added) for fact in facts("ProgrammePublished")] == [(1, 0), (2, 1)]
        assert len(ready.timetable(waiting.edition.id)) == 1


def test_the_next_version_takes_the_place_of_those_that_waited(client, waiting):
    with clock.frozen(END - SECOND):
        placed(waiting, "Comets", minute=60, code="COMET1")
        published(waiting)
        deliver_all()
        assert [version.number for version in programme.versions_ahead(waiting.edition.id)] == [2, 3]
    with clock.frozen(END + SECOND), override("en"):
        assert "Zorqcanary" in told(client, "/en/programme/")
        assert "Comets" in client.get("/en/programme/").content.decode()


def test_a_pointer_that_ignored_the_clock_would_be_late(client, waiting, monkeypatch):
    monkeypatch.setattr("qurultai.website.pointer.Glimpse.holds", True)
    with clock.frozen(END - SECOND):
        client.get("/en/programme/")
    with clock.frozen(END + SECOND):
        assert told(client, "/en/programme/") == set()


def test_a_version_read_without_the_clock_would_leak(client, waiting, monkeypatch):
    def every(edition_id):
        return Version.objects.filter(edition_id=edition_id)

    for module in ("queries.versions", "queries.search"):
        monkeypatch.setattr(f"qurultai.programme.{module}.out", every)
    with clock.frozen(END - SECOND):
        assert "Zorqcanary" in told(client, api(waiting, "sessions"))
        assert "hit" in told(client, api(waiting, "search?q=zorqcanary"))


def test_a_release_put_on_air_without_the_clock_would_leak(client, waiting, monkeypatch):
    latest = dict(ReadyRelease.objects.order_by("on_air_at").values_list("edition_id", "release"))
    monkeypatch.setattr("qurultai.website.pointer.ready.on_air", lambda: latest)
    with clock.frozen(END - SECOND):
        pointer.announce()
        assert "Zorqcanary" in told(client, "/en/programme/")


def test_a_timetable_that_stood_after_a_longer_embargo_would_leak(client, waiting, monkeypatch):
    monkeypatch.setattr("qurultai.programme.actions.openings.ready.call_off", lambda edition_id: None)
    with clock.frozen(END - SECOND):
        programme.change_state(Session.objects.get(code="SECRET1"), "embargoed", embargo_until=NINE, by=SYSTEM)
    with clock.frozen(END + SECOND):
        assert "Zorqcanary" in told(client, "/en/programme/")
