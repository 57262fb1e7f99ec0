"""Builders for tests: a hall of two days, two gates and scans in one line."""

from qurultai.onsite.rules.scans import NOTHING_BEFORE, Colour, Direction, Scan

HALL = "hall"
DAYS = {HALL: (0, 1_000_000)}
GATES = ("g1", "g2")


def scan(
    number: int, at: int, device: str = "g1", direction: Direction = "in", verdict: Colour = "green", **fields
) -> Scan:
    """A scan with everything that a test does not care about; its id is its number."""
    given_fields = {"sequence": number, "previous": NOTHING_BEFORE, "epoch": 0, "serial": 7, "zone": HALL} | fields
    return Scan(number.to_bytes(16), device, at=at, direction=direction, verdict=verdict, **given_fields)
