"""Pages made ready: the bytes of one release in every encoding, put on air in one step (old or new, never half)."""

import datetime as dt
import gzip
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

import brotli
import zstandard
from django.db import transaction
from django.db.models import Max, Min

from qurultai.kit import clock
from qurultai.kit.models import ReadyPage, ReadyRelease

IDENTITY = "identity"
ENCODINGS = ("br", "zstd", "gzip")
"""What compressible bytes are kept in, the smallest first; identity is unpacked from zstd when somebody asks."""
SMALLEST = 700
LIST_PAGE_BYTES = 20_000
"""Pages so long are few and are everybody's first view: brotli's 10 is as small as its 11 at a third of the time."""
BATCH = 60
_PACKED_ALREADY = ("application/pdf", "application/vnd.openxmlformats", "image/png")


@dataclass(frozen=True, slots=True)
class Page:
    """A page or file as it was made: where it stands inside its edition, what it is, its bytes."""

    path: str
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes as they go over the wire, with the strong entity tag of exactly these bytes."""

    content_type: str
    encoding: str
    etag: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Turn:
    """From when a release is on air, and a digest of everything that it was made of."""

    release: int
    at: dt.datetime
    made_of: str = ""


def packed(page: Page) -> list[Stored]:
    """The page in each encoding worth keeping; small or already packed bytes are kept as they are."""
    digest = hashlib.sha256(page.content_type.encode() + b"\n" + page.body).hexdigest()[:32]
    if len(page.body) < SMALLEST or page.content_type.startswith(_PACKED_ALREADY):
        return [Stored(page.content_type, IDENTITY, f'"{digest}"', page.body)]
    list_page = page.content_type.startswith("text/html") and len(page.body) > LIST_PAGE_BYTES
    bodies = {
        "br": brotli.compress(page.body, mode=brotli.MODE_TEXT, quality=10 if list_page else 6),
        "zstd": zstandard.ZstdCompressor(level=3).compress(page.body),
        "gzip": gzip.compress(page.body, 6, mtime=0),
    }
    return [Stored(page.content_type, name, f'"{digest}-{name}"', body) for name, body in bodies.items()]


def unpacked(stored: Stored) -> Stored:
    """The identity bytes of what was kept in zstd, with their own entity tag."""
    body = zstandard.ZstdDecompressor().decompress(stored.body)
    return Stored(stored.content_type, IDENTITY, stored.etag.replace("-zstd", ""), body)


def next_release(edition_id: UUID) -> int:
    """A number greater than any release of this edition that has left a trace."""
    traces = (model.objects.filter(edition_id=edition_id) for model in (ReadyPage, ReadyRelease))
    return max(rows.aggregate(last=Max("release"))["last"] or 0 for rows in traces) + 1


def store(edition_id: UUID, release: int, pages: Iterable[Page]) -> int:
    """Keep the pages of a release that is not on air yet, a batch a transaction; returns how many pages."""
    pages, count = iter(pages), 0
    while batch := list(islice(pages, BATCH)):
        rows = [
            ReadyPage(
                edition_id=edition_id,
                release=release,
                path=page.path,
                encoding=stored.encoding,
                content_type=stored.content_type,
                etag=stored.etag,
                body=stored.body,
            )
            for page in batch
            for stored in packed(page)
        ]
        with transaction.atomic():
            ReadyPage.objects.bulk_create(rows)
        count += len(batch)
    return count


def put_on_air(edition_id: UUID, timetable: Sequence[Turn], still_wanted: Callable[[], bool] = lambda: True) -> bool:
    """Flip to complete releases in one transaction: the first at once, each other one at its own instant.

    What stood in the timetable before is gone, and so are all pages but those of the new turns and of the release that
    was on air. False, and nothing of the new releases is left, when `still_wanted` says no or a later one is on air.
    """
    pages, turns = (model.objects.filter(edition_id=edition_id) for model in (ReadyPage, ReadyRelease))
    releases = [turn.release for turn in timetable]
    with transaction.atomic():
        standing = list(turns.select_for_update())
        before = on_air().get(edition_id, 0)
        if not still_wanted() or before > releases[0]:
            pages.filter(release__in=set(releases) - {row.release for row in standing}).delete()
            return False
        turns.delete()
        ReadyRelease.objects.bulk_create(
            ReadyRelease(edition_id=edition_id, release=turn.release, on_air_at=turn.at, made_of=turn.made_of)
            for turn in timetable
        )
        pages.filter(release__lte=max(releases)).exclude(release__in=[before, *releases]).delete()
    return True


def call_off(edition_id: UUID) -> None:
    """Let no further release of an edition go on air by itself."""
    ReadyRelease.objects.filter(edition_id=edition_id, on_air_at__gt=clock.now()).delete()


def forget_past(edition_id: UUID) -> None:
    """Throw away the pages of every release that is neither on air nor waits for its turn."""
    wanted = {turn.release for turn in timetable(edition_id)}
    ReadyPage.objects.filter(edition_id=edition_id).exclude(release__in=wanted).delete()


def timetable(edition_id: UUID) -> list[Turn]:
    """The release on air and those that follow it by themselves, in order of their instants."""
    rows = ReadyRelease.objects.filter(edition_id=edition_id).order_by("on_air_at", "release")
    turns, now = [Turn(row.release, row.on_air_at, row.made_of) for row in rows], clock.now()
    past = sum(turn.at <= now for turn in turns)
    return turns[max(past - 1, 0) :]


def on_air() -> dict[UUID, int]:
    """The release that each edition shows at this instant."""
    rows = ReadyRelease.objects.filter(on_air_at__lte=clock.now()).order_by("on_air_at", "release")
    return dict(rows.values_list("edition_id", "release"))


def next_turn() -> dt.datetime | None:
    """The instant at which some edition's next release goes on air by itself; None when none waits."""
    return ReadyRelease.objects.filter(on_air_at__gt=clock.now()).aggregate(next=Min("on_air_at"))["next"]


def paths_of(edition_id: UUID, release: int) -> list[str]:
    """Every address of a release, in order."""
    pages = ReadyPage.objects.filter(edition_id=edition_id, release=release)
    return list(pages.values_list("path", flat=True).distinct().order_by("path"))


def find(edition_id: UUID, release: int, path: str, encoding: str) -> Stored | None:
    """The bytes of a page in this encoding, else as they are, else unpacked from zstd; None when there is no page."""
    wanted = {encoding, IDENTITY} | ({"zstd"} if encoding == IDENTITY else set())
    rows = {
        row.encoding: Stored(row.content_type, row.encoding, row.etag, bytes(row.body))
        for row in ReadyPage.objects.filter(edition_id=edition_id, release=release, path=path, encoding__in=wanted)
    }
    if encoding in rows:
        return rows[encoding]
    if IDENTITY in rows:
        return rows[IDENTITY]
    return unpacked(rows["zstd"]) if "zstd" in rows else None
