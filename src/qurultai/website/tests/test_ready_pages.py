"""Ready pages: negotiated, validated, the same for everybody, never half, and without a query when warm."""

import gzip

import brotli
import pytest
import zstandard
from django.db import connection
from django.test.utils import CaptureQueriesContext
from redis.exceptions import RedisError

from qurultai.editions.public import change_edition
from qurultai.kit import clock, ready
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.models import ReadyPage, ReadyRelease
from qurultai.programme.testing import a_participant, in_three, placed, published, signed_in
from qurultai.website import middleware, pointer
from qurultai.website.memo import ROW_BYTES, Memo
from qurultai.website.releases import release_site
from qurultai.website.tests.conftest import forget

PAGE = "/en/programme/"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "zstd": zstandard.decompress}


def get(client, path=PAGE, encoding="br", **headers):
    return client.get(path, headers={"accept-encoding": encoding, **headers})


@pytest.mark.parametrize("encoding", ["br", "gzip", "zstd"])
def test_a_page_comes_in_the_encoding_asked_for_and_unpacks_to_the_same_bytes(client, on_air, encoding):
    plain, packed = get(client, encoding="identity"), get(client, encoding=encoding)
    assert "Content-Encoding" not in plain.headers
    assert packed["Content-Encoding"] == encoding
    assert UNPACK[encoding](packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"][:-1] + f'-{encoding}"'
    assert packed["Vary"] == "Accept-Encoding"
    assert packed["Content-Length"] == str(len(packed.content))


def test_a_page_that_the_reader_has_is_not_sent_again(client, on_air):
    tag = get(client)["ETag"]
    again = get(client, **{"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert get(client, **{"if-none-match": '"other"'}).status_code == 200
    assert get(client, encoding="gzip", **{"if-none-match": tag}).status_code == 200


def test_head_has_the_headers_of_get_and_no_body(client, on_air):
    whole, head = get(client), client.head(PAGE, headers={"accept-encoding": "br"})
    assert head.content == b""
    assert dict(head.headers) == dict(whole.headers)


def test_a_ready_page_is_the_page_that_the_view_makes_with_the_same_security_headers(client, on_air):
    quick = get(client, encoding="identity")
    ReadyRelease.objects.all().delete()
    pointer.announce()
    slow = get(client, encoding="identity")
    assert quick.content == slow.content
    names = [
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Cross-Origin-Opener-Policy",
        "Referrer-Policy",
        "X-Frame-Options",
        "Content-Language",
        "Content-Type",
    ]
    assert [quick[name] for name in names] == [slow[name] for name in names]


@pytest.mark.parametrize(
    "path", ["/kk/", "/ru/programme/", "/en/speakers/", "/en/programme/schedule.json", "/kk/rooms/"]
)
def test_a_signed_in_reader_gets_the_same_bytes_and_headers_as_nobody(client, on_air, path):
    nobody = get(client, path)
    person, _actor = a_participant(on_air, "Canary Person")
    somebody = get(signed_in(client, person), path)
    assert somebody.content == nobody.content
    assert dict(somebody.headers) == dict(nobody.headers)
    assert b"canary" not in get(client, path, "identity").content.lower()


def test_a_warm_page_asks_the_database_nothing(client, on_air):
    get(client)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = get(client)
    assert answer.status_code == 200
    assert len(queries) == 0


def test_without_the_memo_a_page_does_ask_the_database(client, on_air, monkeypatch):
    get(client)
    monkeypatch.setattr(middleware.memo, "get", lambda key, make: make())
    with CaptureQueriesContext(connection) as queries:
        get(client)
    assert len(queries) == 1


def test_a_reader_sees_the_old_version_or_the_new_one_and_never_a_mixture(client, on_air):
    before = get(client, encoding="identity").content
    placed(on_air, "Comets", minute=120, room=on_air.side)
    published(on_air)
    release = ready.next_release(on_air.edition.id)
    ready.store(on_air.edition.id, release, [ready.Page(PAGE, "text/html", b"half of a release" * 99)])
    forget()
    assert get(client, encoding="identity").content == before
    release_site(on_air.edition)
    after = get(client, encoding="identity").content
    assert (before.count(b"Comets"), after.count(b"Comets")) == (0, 1)
    for path in ("/en/programme/", "/kk/programme/grid/", "/ru/rooms/side/"):
        assert b"Comets" in get(client, path, "identity").content


def test_a_release_that_a_newer_version_overtook_is_thrown_away(on_air):
    edition = on_air.edition
    release = ready.next_release(edition.id)
    ready.store(edition.id, release, [ready.Page(PAGE, "text/html", b"late")])
    late = ready.Turn(release, clock.now())
    assert ready.put_on_air(edition.id, [late], still_wanted=lambda: False) is False
    assert ready.on_air() == {edition.id: release - 1}
    assert ReadyPage.objects.filter(release=release).count() == 0


def test_only_the_release_on_air_and_the_one_before_it_are_kept(on_air):
    for _ in range(3):
        release_site(on_air.edition, anew=True)
    kept = sorted(ReadyPage.objects.values_list("release", flat=True).distinct())
    assert kept == [3, 4]


def test_a_release_made_of_the_same_things_is_not_made_again(on_air):
    """A forum's phases and its first version tell four facts; its pages are rendered once."""
    assert release_site(on_air.edition) == 1
    change_edition(on_air.edition, {"accent": "#aa2233"}, by=SYSTEM)
    on_air.edition.refresh_from_db()
    assert [release_site(on_air.edition), release_site(on_air.edition)] == [2, 2]


def test_a_late_release_never_covers_a_newer_one(on_air):
    edition = on_air.edition
    early = ready.next_release(edition.id)
    ready.store(edition.id, early, [ready.Page(PAGE, "text/html", b"early")])
    newer = release_site(edition, anew=True)
    assert ready.put_on_air(edition.id, [ready.Turn(early, clock.now())]) is False
    assert (newer, ready.on_air()) == (early + 1, {edition.id: early + 1})


def test_another_process_sees_the_new_release_within_a_second(client, on_air, monkeypatch):
    get(client)
    at = pointer.time.monotonic()
    elsewhere = {"": (on_air.edition.id, 7)}
    pointer.cache.set(pointer.KEY, pointer.Glimpse(elsewhere), 30)
    monkeypatch.setattr(pointer.time, "monotonic", lambda: at + 1)
    assert pointer.pointers() == elsewhere


@pytest.mark.parametrize("path", ["/en/programme/?day=1", "/en/programme/sessions/none/", "/en/my/", "/en/search/"])
def test_what_is_not_ready_goes_to_the_views(client, on_air, path):
    assert "ETag" not in get(client, path).headers


def test_a_command_at_a_public_address_is_refused(client, on_air):
    assert client.post(PAGE).status_code in {403, 405}


def test_every_page_and_file_of_the_site_is_ready_in_three_languages(on_air, session):
    release = ready.on_air()[on_air.edition.id]
    paths = ready.paths_of(on_air.edition.id, release)
    kazakh = [path for path in paths if path.startswith("/kk/")]
    assert len(paths) == 3 * len(kazakh)
    assert f"/kk/programme/sessions/{session.code}/session.ics" in kazakh
    assert {"/kk/", "/kk/programme/", "/kk/programme/schedule.xml", "/kk/programme/full.pdf"} <= set(kazakh)


def test_pages_stay_when_the_shared_cache_cannot_be_reached(client, on_air, monkeypatch):
    class Unreachable:
        def get(self, *_words):
            raise RedisError

        set = add = delete = get

    monkeypatch.setattr(pointer, "cache", Unreachable())
    pointer.announce()
    assert get(client)["Content-Encoding"] == "br"


def test_a_changed_name_of_the_forum_is_on_its_pages(client, on_air):
    change_edition(on_air.edition, {"name": in_three("Days of Space")}, by=SYSTEM)
    deliver_all()
    page = get(client, "/en/", "identity").content
    assert (page.count(b"<h1>Days of Space</h1>"), page.count(b"<h1>Space Days</h1>")) == (1, 0)


def test_the_memo_keeps_no_more_bytes_than_it_may():
    memo = Memo(most_bytes=3 * (1000 + ROW_BYTES))
    for number in range(9):
        memo.get(number, lambda: ready.Stored("text/plain", "br", '"x"', b"x" * 1000))
    assert memo.bytes == 3 * (1000 + ROW_BYTES)
    made = []
    memo.get(8, lambda: made.append("again"))
    memo.get(0, lambda: made.append("gone"))
    assert made == ["gone"]
