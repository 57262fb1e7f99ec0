"""Builders for tests: a hall of two days, gates, devices that sign, and scans in one line."""

import os
from base64 import b64encode
from collections.abc import Sequence

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.http import HttpResponse
from django.test import Client

from qurultai.kit import clock
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.text import Text
from qurultai.onsite.actions.gates import add_device, add_gate, pair_device
from qurultai.onsite.models import Edition, Gate
from qurultai.onsite.queries.evidence import ms_of
from qurultai.onsite.rules.scans import NOTHING_BEFORE, Colour, Direction, Scan, digest, packed
from qurultai.onsite.rules.signing import request_words, scan_words

Piece = tuple[bytes, bytes]
HALL = "hall"
DAYS = {HALL: (0, 1_000_000)}
GATES = ("g1", "g2")


def scan(
    number: int, at: int, device: str = "g1", direction: Direction = "in", verdict: Colour = "green", **fields
) -> Scan:
    """A scan with everything that a test does not care about; its id is its number."""
    given_fields = {"sequence": number, "previous": NOTHING_BEFORE, "epoch": 0, "serial": 7, "zone": HALL} | fields
    return Scan(number.to_bytes(16), device, at=at, direction=direction, verdict=verdict, **given_fields)


class Pen:
    """What a device is in its browser: a key of its own, and a chain of scans that it has written and signed."""

    def __init__(self, zone: str) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.device, self.zone = "", zone
        self.sequence, self.previous = 0, NOTHING_BEFORE

    def signed(self, words: bytes) -> bytes:
        """A signature as WebCrypto makes it: r and s."""
        r, s = decode_dss_signature(self.private.sign(words, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)

    def writes(self, serial: int, at: int, direction: Direction = "in", **fields: object) -> Piece:
        """The next scan of its account, signed."""
        self.sequence += 1
        given = {"scan_id": os.urandom(16), "previous": self.previous, "zone": self.zone, "epoch": 0} | fields
        told = Scan(
            device=self.device, sequence=self.sequence, at=at, serial=serial, direction=direction,
            verdict=given.pop("verdict", "green"), **given,
        )  # fmt: skip
        self.previous = digest(told)
        return self.piece(packed(told))

    def piece(self, raw: bytes) -> Piece:
        """Any bytes with its signature."""
        return raw, self.signed(scan_words(raw))

    def header(self, method: str, path: str, body: bytes = b"", at: int | None = None) -> dict[str, str]:
        """What authorises a request of its own."""
        told = str(ms_of(clock.now()) if at is None else at)
        signature = b64encode(self.signed(request_words(method, path, told, body))).decode()
        return {"Authorization": f"Gate {self.device} {told} {signature}"}

    def upload(self, pieces: Sequence[Piece], **more: object) -> tuple[bytes, dict[str, str]]:
        """The body of an upload and its header."""
        body = upload_of(self.device, pieces, **more)
        return body, self.header("POST", "/api/v1/gate/scans", body)


class PaperDevice(Pen):
    """A device that stands at a gate, for Django's test client."""

    def __init__(self, gate: Gate, *, by: Actor = SYSTEM) -> None:
        super().__init__(str(gate.zone))
        self.row = pair_device(add_device(gate, "Phone", by=by).pairing, self.point)
        self.device = str(self.row.id)

    def asks(self, client: Client, path: str) -> HttpResponse:
        """A GET."""
        return client.get(path, headers=self.header("GET", path))

    def tells(self, client: Client, pieces: Sequence[Piece], **more: object) -> HttpResponse:
        """An upload."""
        body, header = self.upload(pieces, **more)
        return client.post("/api/v1/gate/scans", body, content_type="application/json", headers=header)


def upload_of(device: str, pieces: Sequence[Piece], **more: object) -> bytes:
    """The body of an upload."""
    told = [{"scan": b64encode(raw).decode(), "signature": b64encode(sign).decode()} for raw, sign in pieces]
    return msgspec.json.encode({"device": device, "scans": told, **more})


def a_gate(edition: Edition, name: str = "North", zone: int = 3, direction: str = "in") -> Gate:
    """A way into a zone."""
    return add_gate(edition, Text(kk=f"{name} kk", ru=f"{name} ru", en=name), zone, direction, by=SYSTEM)
