"""The code on a badge: signed, checked without a network, with exactly one spelling.

35 bytes of fields, most significant byte first, then 64 bytes of Ed25519 (RFC 8032) over `qurultai badge` and the
fields; the 99 bytes in base32 (RFC 4648) without padding are 159 characters of QR's alphanumeric mode: version 7 at
level M (ISO/IEC 18004 holds 178 there). Base32 and not base45, for its signs pass through a scanner that types.

    version 1 · key 1 · forum 4 · serial 8 · category 1 · zones 4 · valid from 4 · valid until 4 · photo 8

A badge is its signed serial, never the string that was scanned. The signature stops forgeries, not copies: the photo
and what gates have seen are for those.
"""

import base64
import binascii
import datetime as dt
import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

Reason = Literal["not_a_code", "other_forum", "unknown_key", "bad_signature", "not_yet", "expired"]
VERSION = 1
CHARACTERS = 159
PHOTO_BYTES = 8
_FIELDS = struct.Struct(">BBIQBIII8s")
_PURPOSE = b"qurultai badge\x00"
"""Signed with the fields, so that a signature made for anything else is none for a badge."""


class BadgeRefused(Exception):
    """A code that lets nobody in, with one of `Reason`."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Badge:
    """What a code says; instants are UTC in whole seconds before 2106, `valid_until` is no longer in it.

    `zones` has bit n for the edition's zone number n (0–31); `category` is the category's number (0–255).
    """

    key: int
    forum: int
    serial: int
    category: int
    zones: int
    valid_from: dt.datetime
    valid_until: dt.datetime
    photo: bytes

    def opens(self, zone: int) -> bool:
        """Whether the zone of this number is on the badge."""
        return bool(self.zones >> zone & 1)


@dataclass(frozen=True, slots=True)
class BadgeKey:
    """A public key (32 bytes) and the span in which gates accept what it has signed; the end is not in it."""

    public: bytes
    accepted_from: dt.datetime
    accepted_until: dt.datetime


def photo_hash(photo: bytes) -> bytes:
    """The 8 bytes that tie a badge to the photo's file: the beginning of its SHA-256."""
    return hashlib.sha256(photo).digest()[:PHOTO_BYTES]


def issue(badge: Badge, private: Ed25519PrivateKey) -> str:
    """The badge as 159 characters; ValueError when a field does not fit its place or the validity is empty."""
    fields = _packed(badge)
    return _spelled(fields + private.sign(_PURPOSE + fields))


def read(text: str, keys: Mapping[int, BadgeKey], forum: int, now: dt.datetime) -> Badge:
    """The badge that the text is at this instant; BadgeRefused with the first reason that holds.

    `keys` are the forum's public keys by number; keys in rotation are accepted side by side, each in its span. Another
    forum's code is called so without its signature being looked at, for its keys are not known here.
    """
    raw = _bytes_of(text)
    fields, signature = raw[: _FIELDS.size], raw[_FIELDS.size :]
    version, *values = _FIELDS.unpack(fields)
    if version != VERSION:
        raise BadgeRefused("not_a_code")
    number, theirs = values[:2]
    if theirs != forum:
        raise BadgeRefused("other_forum")
    key = keys.get(number)
    if key is None or not key.accepted_from <= now < key.accepted_until:
        raise BadgeRefused("unknown_key")
    if not _signed(key.public, signature, fields):
        raise BadgeRefused("bad_signature")
    badge = _unpacked(values)
    if now < badge.valid_from:
        raise BadgeRefused("not_yet")
    if now >= badge.valid_until:
        raise BadgeRefused("expired")
    return badge


def claimed_serial(text: str) -> int | None:
    """The serial that a code claims to be, signed or not; None for what is no code. For look-ups only."""
    try:
        return _FIELDS.unpack(_bytes_of(text)[: _FIELDS.size])[3]
    except BadgeRefused:
        return None


def _packed(badge: Badge) -> bytes:
    if badge.valid_from >= badge.valid_until:
        raise ValueError("a badge that is never valid")
    if len(badge.photo) != PHOTO_BYTES:
        raise ValueError(f"the photo's hash has {PHOTO_BYTES} bytes")
    numbers = badge.key, badge.forum, badge.serial, badge.category, badge.zones
    try:
        return _FIELDS.pack(VERSION, *numbers, _seconds(badge.valid_from), _seconds(badge.valid_until), badge.photo)
    except struct.error as error:
        raise ValueError(f"a field does not fit: {error}") from error


def _unpacked(values: list) -> Badge:
    key, forum, serial, category, zones, since, until, photo = values
    valid_from, valid_until = (dt.datetime.fromtimestamp(seconds, dt.UTC) for seconds in (since, until))
    return Badge(key, forum, serial, category, zones, valid_from, valid_until, photo)


def _seconds(instant: dt.datetime) -> int:
    if instant.tzinfo is None or instant.microsecond:
        raise ValueError("validity is told in whole seconds of a known zone")
    return int(instant.timestamp())


def _spelled(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=")


def _bytes_of(text: str) -> bytes:
    """The 99 bytes; not_a_code for every text but the one that they are spelled by."""
    if len(text) != CHARACTERS:
        raise BadgeRefused("not_a_code")
    try:
        raw = base64.b32decode(text + "=")
    except (binascii.Error, ValueError) as error:
        raise BadgeRefused("not_a_code") from error
    if _spelled(raw) != text:
        raise BadgeRefused("not_a_code")
    return raw


def _signed(public: bytes, signature: bytes, fields: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _PURPOSE + fields)
    except InvalidSignature:
        return False
    return True
