"""Builders for tests: a hall of two days, gates, devices that sign, and scans in one line."""

from base64 import b64encode
from collections.abc import Sequence

import msgspec
from django.http import HttpResponse
from django.test import Client

from qurultai.kit import clock
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.text import Text
from qurultai.onsite.actions.gates import add_device, add_gate, pair_device
from qurultai.onsite.models import Edition, Gate
from qurultai.onsite.queries.evidence import ms_of
from qurultai.onsite.rules.pen import Pen, Piece
from qurultai.onsite.rules.scans import NOTHING_BEFORE, Colour, Direction, Scan
from qurultai.onsite.rules.signing import request_words

HALL = "hall"
DAYS = {HALL: (0, 1_000_000)}
GATES = ("g1", "g2")


def scan(
    number: int, at: int, device: str = "g1", direction: Direction = "in", verdict: Colour = "green", **fields
) -> Scan:
    """A scan with everything that a test does not care about; its id is its number."""
    given_fields = {"sequence": number, "previous": NOTHING_BEFORE, "epoch": 0, "serial": 7, "zone": HALL} | fields
    return Scan(number.to_bytes(16), device, at=at, direction=direction, verdict=verdict, **given_fields)


class Requests(Pen):
    """A pen that makes the requests of a device, too."""

    def header(self, method: str, path: str, body: bytes = b"", at: int | None = None) -> dict[str, str]:
        """What authorises a request of its own."""
        told = str(ms_of(clock.now()) if at is None else at)
        signature = b64encode(self.signed(request_words(method, path, told, body))).decode()
        return {"Authorization": f"Gate {self.device} {told} {signature}"}

    def upload(self, pieces: Sequence[Piece], **more: object) -> tuple[bytes, dict[str, str]]:
        """The body of an upload and its header."""
        body = upload_of(self.device, pieces, **more)
        return body, self.header("POST", "/api/v1/gate/scans", body)


class PaperDevice(Requests):
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
