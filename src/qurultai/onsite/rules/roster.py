"""What a gate has on it of every badge, as bytes: nothing that names anybody is readable without the badge's code.

    answer     "QR01" · length 4, JSON · count 4, rows · count 4, presences       most significant byte first
    row        serial 8 · flags 1 (1: blocked, 2: has a photo) · category 1 · zones 4 · valid from 4 · until 4 · tag 4
               · length 2, seal
    presence   serial 8 · zone 1 · flags 1 (1: inside, 2: in doubt) · period 2
    seal       nonce 12, AES-256-GCM over name, organisation, country and photo, a line each

The key is a hash of the code's signature, which only the badge and the server have: a stolen gate tells nobody's name.
"""

import base64
import hashlib
import json
import os
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"QR01"
SIGNATURE_BYTES = 64
TAG_BYTES = 4
NONCE_BYTES = 12
MOST_SEALED = 65_535
_PURPOSE = b"qurultai gate display\x00"
_COUNT = struct.Struct(">I")
_ROW = struct.Struct(">QBBIII4sH")
_PRESENCE = struct.Struct(">QBBH")
_PHOTO = struct.Struct(">QI")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a gate shows of a badge; `photo` is the hash of the photo's file."""

    name: str
    organisation: str
    country: str
    photo: str


@dataclass(frozen=True, slots=True)
class Row:
    """A badge on the list; instants in whole seconds."""

    serial: int
    blocked: bool
    category: int
    zones: int
    valid_from: int
    valid_until: int
    tag: bytes
    sealed: bytes
    has_photo: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """Whether a badge is inside a zone as of a period."""

    serial: int
    zone: int
    inside: bool
    certain: bool
    period: int


def tag_of(edition_id: UUID, organisation_id: UUID | None) -> bytes:
    """What stands for an organisation on the list: enough to count its people, and no name; zeros for none."""
    if organisation_id is None:
        return bytes(TAG_BYTES)
    return hashlib.sha256(edition_id.bytes + organisation_id.bytes).digest()[:TAG_BYTES]


def key_of(code: str) -> bytes:
    """The key that the text of a badge's code holds: a hash of its signature."""
    raw = base64.b32decode(code + "=" * (-len(code) % 8))
    return hashlib.sha256(_PURPOSE + raw[-SIGNATURE_BYTES:]).digest()


def seal(key: bytes, shown: Shown) -> bytes:
    """What is shown, readable for whoever holds the badge's code."""
    return seal_bytes(key, "\n".join((shown.name, shown.organisation, shown.country, shown.photo)).encode())


def seal_bytes(key: bytes, plain: bytes) -> bytes:
    """Any bytes, such as a photo, readable for whoever holds the badge's code."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, None)


def opened(code: str, sealed: bytes) -> Shown:
    """What was sealed; cryptography's InvalidTag when it was for another code."""
    plain = AESGCM(key_of(code)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
    return Shown(*plain.decode().split("\n"))


def written(head: Mapping[str, object], rows: Iterable[Row], presences: Iterable[Inside]) -> bytes:
    """The answer to a gate that asks what is new."""
    told = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    lines = [_row(row) for row in rows]
    inside = [_PRESENCE.pack(p.serial, p.zone, p.inside | (not p.certain) << 1, max(p.period, 0)) for p in presences]
    counted = (_COUNT.pack(len(lines)), *lines, _COUNT.pack(len(inside)), *inside)
    return b"".join((MAGIC, _COUNT.pack(len(told)), told, *counted))


def photos_written(photos: Iterable[tuple[int, bytes]]) -> bytes:
    """Sealed photos by serial: serial 8 · length 4, sealed, one after another."""
    return b"".join(_PHOTO.pack(serial, len(sealed)) + sealed for serial, sealed in photos)


def _row(row: Row) -> bytes:
    flags = row.blocked | row.has_photo << 1
    numbers = row.serial, flags, row.category, row.zones, row.valid_from, row.valid_until
    return _ROW.pack(*numbers, row.tag, len(row.sealed)) + row.sealed
