"""Sealing what must not be read from a copy of the database (AES-256-GCM, NIST SP 800-38D): each person's data under a
key of her own, her key under the master key, which is in the environment or in a file beside the data folder. Without
her key, which erasure destroys, her data is noise, also in a backup. Keys that sign are wrapped the same way."""

import base64
import hashlib
import hmac
import os
from contextlib import suppress
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY_BYTES, NONCE_BYTES = 32, 12


class Unsealable(Exception):
    """Another master key, or something that was changed."""


def new_key(whose: bytes) -> bytes:
    """A fresh key, wrapped; `whose` binds it to one person."""
    return wrap(AESGCM.generate_key(KEY_BYTES * 8), whose)


def seal(wrapped: bytes, words: bytes, whose: bytes) -> bytes:
    """Words under a wrapped key. Raises Unsealable."""
    return _sealed(unwrap(wrapped, whose), words, whose)


def unseal(wrapped: bytes, sealed: bytes, whose: bytes) -> bytes:
    """The words again. Raises Unsealable."""
    return _opened(unwrap(wrapped, whose), sealed, whose)


def wrap(key: bytes, whose: bytes) -> bytes:
    """A key under the master key; `whose` binds it to what it belongs to."""
    return _sealed(_master(), key, whose)


def unwrap(wrapped: bytes, whose: bytes) -> bytes:
    """The key again. Raises Unsealable."""
    return _opened(_master(), wrapped, whose)


def traced(words: str, purpose: bytes) -> str:
    """A keyed hash by which words are found without being kept (HMAC-SHA256), under a key for this purpose alone."""
    return hmac.new(_derived(_master(), purpose), words.encode(), hashlib.sha256).hexdigest()


def _sealed(key: bytes, words: bytes, whose: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, words, whose)


def _opened(key: bytes, sealed: bytes, whose: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], whose)
    except (InvalidTag, ValueError) as wrong:
        raise Unsealable from wrong


@cache
def _derived(master: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(master)


@cache
def _master() -> bytes:
    key = base64.b64decode(settings.IDENTITY_KEY or _from_file(), validate=True)
    if len(key) != KEY_BYTES:
        raise Unsealable("QURULTAI_IDENTITY_KEY must be 32 bytes as base64")
    return key


def _from_file() -> bytes:
    """The key of the file beside the data folder, made when it is first needed; of two who make it one wins."""
    file = settings.IDENTITY_KEY_FILE
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    if not file.exists():
        fresh.write_bytes(base64.b64encode(os.urandom(KEY_BYTES)))
        fresh.chmod(0o600)
        with fresh.open("rb") as made:
            os.fsync(made.fileno())
        with suppress(FileExistsError):
            os.link(fresh, file)
        fresh.unlink()
    return file.read_bytes()
