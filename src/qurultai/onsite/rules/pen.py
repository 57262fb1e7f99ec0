"""What stands at a gate, without a browser: a key of its own and an account of scans, each signed."""

import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from qurultai.onsite.rules.scans import NOTHING_BEFORE, Direction, Scan, digest, packed
from qurultai.onsite.rules.signing import scan_words

Piece = tuple[bytes, bytes]
"""A scan's bytes and the device's signature."""


class Pen:
    """What a device is in its browser: a key of its own, and a chain of scans that it has written and signed.

    `point` is the public key as an uncompressed point of P-256; `device` is given by whoever pairs it.
    """

    def __init__(self, zone: str) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.device, self.zone = "", zone
        self.sequence, self.previous = 0, NOTHING_BEFORE

    def signed(self, words: bytes) -> bytes:
        """A signature as WebCrypto makes it: r and s."""
        r, s = decode_dss_signature(self.private.sign(words, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)

    def writes(self, serial: int, at: int, direction: Direction = "in", **fields: Any) -> Piece:
        """The next scan of its account, signed."""
        self.sequence += 1
        given: dict[str, Any] = {"previous": self.previous, "zone": self.zone, "epoch": 0} | fields
        told = Scan(
            given.pop("scan_id", None) or os.urandom(16), self.device, sequence=self.sequence, at=at, serial=serial,
            direction=direction, verdict=given.pop("verdict", "green"), **given,
        )  # fmt: skip
        self.previous = digest(told)
        return self.piece(packed(told))

    def piece(self, raw: bytes) -> Piece:
        """Any bytes with its signature."""
        return raw, self.signed(scan_words(raw))
