"""What a gate writes down of each scan, and all else that the server is told about gates; plain values.

Instants are whole milliseconds since 1970 UTC, by the clock that is named.
"""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

Direction = Literal["in", "out"]
Colour = Literal["green", "amber", "red"]
Kind = Literal["scan", "override"]
NOTHING_BEFORE = bytes(32)
LONGEST_LENGTH = 5
"""Digits of a word's length: nobody writes a longer reason."""
_NUMBERS = struct.Struct(">16sQQqQ32s")


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan as its device wrote it, before it showed anything.

    `scan_id` is 128 random bits; `sequence` counts the device's scans from 1; `previous` is the `digest` of its scan
    before (`NOTHING_BEFORE` for the first). `epoch` rises when the device starts or its clock is set: in one epoch the
    clock runs evenly. An override is a guard's own scan of somebody whom the gate did not let in: who and why. One that
    does not say so is kept and judged like everything else.
    """

    scan_id: bytes
    device: str
    sequence: int
    previous: bytes
    epoch: int
    at: int
    serial: int
    zone: str
    direction: Direction
    verdict: Colour
    kind: Kind = "scan"
    guard: str = ""
    reason: str = ""

    @property
    def lets_through(self) -> bool:
        """Whether the person went through: the gate showed green, or a guard decided so."""
        return self.verdict == "green" or self.kind == "override"

    @property
    def is_explained(self) -> bool:
        """Whether an override says who decided and why."""
        return self.kind == "scan" or bool(self.guard and self.reason)


@dataclass(frozen=True, slots=True)
class Measure:
    """What the device's clock was ahead of the server's in one epoch, in ms, and how wrong that can be.

    Half of the round trip bounds the error (Cristian, Probabilistic clock synchronization, 1989).
    """

    device: str
    epoch: int
    ahead: int
    error: int


@dataclass(frozen=True, slots=True)
class Block:
    """A badge is good for nothing from this instant of the server's clock."""

    serial: int
    at: int


@dataclass(frozen=True, slots=True)
class Loss:
    """A device is lost, its key revoked: what it says after this sequence is kept and believed by nobody."""

    device: str
    after_sequence: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A batch of what the server was told, in any order."""

    scans: tuple[Scan, ...] = ()
    measures: tuple[Measure, ...] = ()
    blocks: tuple[Block, ...] = ()
    losses: tuple[Loss, ...] = ()


def packed(scan: Scan) -> bytes:
    """All of a scan as the bytes that are signed and hashed: numbers at fixed places, then each word after its length.

    A length counts code points.
    """
    words = scan.device, scan.zone, scan.direction, scan.verdict, scan.kind, scan.guard, scan.reason
    numbers = scan.scan_id, scan.sequence, scan.epoch, scan.at, scan.serial, scan.previous
    text = "".join(f"{len(word)}:{word}" for word in words)
    return _NUMBERS.pack(*numbers) + text.encode()


def unpacked(raw: bytes) -> Scan:
    """The one scan that these bytes are; ValueError for anything that `packed` would not have written."""
    try:
        scan_id, sequence, epoch, at, serial, previous = _NUMBERS.unpack_from(raw)
        device, zone, direction, verdict, kind, guard, reason = _words_of(raw[_NUMBERS.size :].decode())
    except (struct.error, UnicodeDecodeError) as error:
        raise ValueError("not a scan") from error
    if not sequence:
        raise ValueError("scans count from 1")
    scan = Scan(
        scan_id, device, sequence, previous, epoch, at, serial, zone, _one_of(Direction, direction),
        _one_of(Colour, verdict), _one_of(Kind, kind), guard, reason,
    )  # fmt: skip
    if packed(scan) != raw:
        raise ValueError("not a scan's one spelling")
    return scan


def digest(scan: Scan) -> bytes:
    """SHA-256 over all of a scan."""
    return hashlib.sha256(packed(scan)).digest()


def _one_of(words: Any, word: str) -> Any:
    if word not in get_args(words):
        raise ValueError("not a scan")
    return word


def _words_of(text: str) -> Iterator[str]:
    while text:
        length, colon, rest = text.partition(":")
        if not colon or not (length.isascii() and length.isdigit()) or len(length) > LONGEST_LENGTH:
            raise ValueError("not a scan")
        yield rest[: int(length)]
        text = rest[int(length) :]
