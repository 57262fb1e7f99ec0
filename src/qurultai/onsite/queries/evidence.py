"""Rows as the plain values that the rules judge."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from qurultai.onsite.models import Device, Edition, Measure, RosterBadge, Scan
from qurultai.onsite.rules import scans as told
from qurultai.onsite.rules.scans import Block, Evidence, Loss

EARLIEST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
LATEST_MS = 7_258_118_400_000
"""The year 2200: a device's clock may say anything."""
BEFORE, AFTER = 7, 2
"""Days before the first and after the last day of a forum in which people go in and out, too."""


def instant(ms: int) -> dt.datetime:
    """Milliseconds as an instant; what no calendar holds, at its edge."""
    return EARLIEST + dt.timedelta(milliseconds=min(max(ms, 0), LATEST_MS))


def ms_of(at: dt.datetime) -> int:
    """An instant in milliseconds."""
    return (at - EARLIEST) // dt.timedelta(milliseconds=1)


def periods_of(edition: Edition) -> tuple[int, ...]:
    """When validity periods begin: at each midnight of the forum's own zone, from a week before it."""
    return _periods(edition.starts_on, edition.ends_on, edition.zone)


@lru_cache(maxsize=64)
def _periods(first: dt.date, last: dt.date, zone: str) -> tuple[int, ...]:
    tz = zoneinfo.ZoneInfo(zone)
    days = (first + dt.timedelta(days=day) for day in range(-BEFORE, (last - first).days + AFTER + 1))
    return tuple(ms_of(dt.datetime.combine(day, dt.time(), tz)) for day in days)


def scan_of(row: Scan) -> told.Scan:
    """A row as its device wrote it."""
    return told.Scan(
        row.scan_id.bytes,
        str(row.device_id),
        row.sequence,
        bytes(row.previous),
        row.epoch,
        row.at,
        row.serial,
        row.zone,
        row.direction,
        row.verdict,
        row.kind,
        row.guard,
        row.reason,
    )


def row_of(scan: told.Scan, digest: bytes, device: Device) -> Scan:
    """A scan of this device as a row that is not kept yet."""
    return Scan(
        edition_id=device.edition_id,
        device_id=device.id,
        digest=digest,
        scan_id=UUID(bytes=scan.scan_id),
        sequence=scan.sequence,
        previous=scan.previous,
        epoch=scan.epoch,
        at=scan.at,
        serial=scan.serial,
        zone=scan.zone,
        direction=scan.direction,
        verdict=scan.verdict,
        kind=scan.kind,
        guard=scan.guard,
        reason=scan.reason,
    )


def evidence_of(
    scans: Iterable[Scan], measures: Iterable[Measure], badges: Iterable[RosterBadge], devices: Iterable[Device]
) -> Evidence:
    """All that decides over these scans."""
    return Evidence(
        tuple(scan_of(row) for row in scans),
        tuple(told.Measure(str(row.device_id), row.epoch, row.ahead, row.error) for row in measures),
        tuple(Block(badge.serial, ms_of(badge.blocked_at)) for badge in badges if badge.blocked_at),
        tuple(Loss(str(device.id), device.lost_after) for device in devices if device.lost_after is not None),
    )
