"""What a device signs, and whether it did: ECDSA over P-256, as every browser can with a key that never leaves it."""

import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

POINT_BYTES = 65
_HALF = 32
_SCAN = b"qurultai scan\x00"
_REQUEST = b"qurultai gate\x00"
_ALGORITHM = ec.ECDSA(hashes.SHA256())


@lru_cache(maxsize=256)
def public_key(point: bytes) -> ec.EllipticCurvePublicKey:
    """A device's public key from its uncompressed point; ValueError for anything else."""
    if len(point) != POINT_BYTES:
        raise ValueError("not a point")
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def scan_words(raw: bytes) -> bytes:
    """What is signed of a scan."""
    return _SCAN + raw


def request_words(method: str, path: str, at: str, body: bytes) -> bytes:
    """What is signed of a request: what is asked, when, and a hash of what is sent."""
    return _REQUEST + f"{method} {path} {at} {hashlib.sha256(body).hexdigest()}".encode()


def signed(key: ec.EllipticCurvePublicKey, signature: bytes, words: bytes) -> bool:
    """Whether the key's owner signed the words; the signature is r and s, 32 bytes each."""
    if len(signature) != 2 * _HALF:
        return False
    r, s = int.from_bytes(signature[:_HALF]), int.from_bytes(signature[_HALF:])
    try:
        key.verify(encode_dss_signature(r, s), words, _ALGORITHM)
    except InvalidSignature:
        return False
    return True
