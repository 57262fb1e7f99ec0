"""Pages made ready: the bytes of one release in every encoding, put on air in one step (old or new, never half)."""

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

import brotli
import zstandard
from django.db import transaction
from django.db.models import Max

from qurultai.kit import clock
from qurultai.kit.models import ReadyPage, ReadyRelease

IDENTITY = "identity"
ENCODINGS = ("br", "zstd", "gzip")
"""What compressible bytes are kept in, the smallest first; identity is unpacked from zstd when somebody asks."""
SMALLEST = 700
LIST_PAGE_BYTES = 20_000
"""Pages so long are few and are everybody's first view: they get brotli's best, forty times as slow."""
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


def packed(page: Page) -> list[Stored]:
    """The page in each encoding worth keeping; small or already packed bytes are kept as they are."""
    digest = hashlib.sha256(page.content_type.encode() + b"\n" + page.body).hexdigest()[:32]
    if len(page.body) < SMALLEST or page.content_type.startswith(_PACKED_ALREADY):
        return [Stored(page.content_type, IDENTITY, f'"{digest}"', page.body)]
    list_page = page.content_type.startswith("text/html") and len(page.body) > LIST_PAGE_BYTES
    bodies = {
        "br": brotli.compress(page.body, mode=brotli.MODE_TEXT, quality=11 if list_page else 6),
        "zstd": zstandard.ZstdCompressor(level=9).compress(page.body),
        "gzip": gzip.compress(page.body, 9, mtime=0),
    }
    return [Stored(page.content_type, name, f'"{digest}-{name}"', body) for name, body in bodies.items()]


def unpacked(stored: Stored) -> Stored:
    """The identity bytes of what was kept in zstd, with their own entity tag."""
    body = zstandard.ZstdDecompressor().decompress(stored.body)
    return Stored(stored.content_type, IDENTITY, stored.etag.replace("-zstd", ""), body)


def next_release(edition_id: UUID) -> int:
    """A number greater than any release of this edition that has left a trace."""
    pages = ReadyPage.objects.filter(edition_id=edition_id).aggregate(last=Max("release"))["last"]
    return max(pages or 0, on_air().get(edition_id, 0)) + 1


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


def put_on_air(edition_id: UUID, release: int, still_wanted: Callable[[], bool] = lambda: True) -> bool:
    """Flip to a complete release and drop what is older than the one before it, in one transaction.

    False, and nothing of the release is left, when `still_wanted` says no: something newer was made meanwhile.
    """
    pages = ReadyPage.objects.filter(edition_id=edition_id)
    with transaction.atomic():
        before = ReadyRelease.objects.select_for_update().filter(edition_id=edition_id).first()
        if not still_wanted() or (before and before.release >= release):
            pages.filter(release=release).delete()
            return False
        ReadyRelease.objects.update_or_create(
            edition_id=edition_id, defaults={"release": release, "on_air_at": clock.now()}
        )
        kept = [release, before.release] if before else [release]
        pages.filter(release__lt=release).exclude(release__in=kept).delete()
    return True


def take_off_air(edition_id: UUID) -> None:
    """Let an edition's pages be made on request again."""
    with transaction.atomic():
        ReadyRelease.objects.filter(edition_id=edition_id).delete()
        ReadyPage.objects.filter(edition_id=edition_id).delete()


def on_air() -> dict[UUID, int]:
    """The release that each edition shows."""
    return dict(ReadyRelease.objects.values_list("edition_id", "release"))


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
