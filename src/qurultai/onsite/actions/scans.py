"""Taking in what devices told: stored first, judged afterwards, and nothing that a device signed is ever sent back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qurultai.kit import access, clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.onsite.actions.judging import audit_device, groups_of, judge, locked_roster
from qurultai.onsite.events import ProblemsFound
from qurultai.onsite.models import Device, Measure, Problem, Roster, Scan, Unread
from qurultai.onsite.policies import CREATE_SCAN
from qurultai.onsite.queries.about import devices, measures_of, scans_about
from qurultai.onsite.queries.evidence import row_of
from qurultai.onsite.rules import scans as told
from qurultai.onsite.rules.signing import public_key, scan_words, signed

Result = Literal["kept", "known", "unread", "not_signed"]
HIGHEST = 2**63 - 1
"""What a column of a database holds; a greater number is kept unread."""


@dataclass(frozen=True, slots=True)
class Told:
    """A scan as it came, with its device's signature; `scan` is None when nobody can read it."""

    raw: bytes
    signature: bytes
    digest: bytes
    scan: told.Scan | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What a device says of itself beside its scans: its clock, and how many scans wait on it."""

    measures: tuple[told.Measure, ...] = ()
    waiting: int | None = None


def receive_scans(
    device: Device, pieces: Sequence[tuple[bytes, bytes]], heard: Heard = Heard(), *, by: Actor
) -> list[Result]:
    """Keep what the device signed, each scan once, and bring up to date what follows; what became of each piece.

    A piece without the device's signature is not kept; it holds up no other.
    """
    key = public_key(bytes(device.public_key))
    good: dict[int, Told] = {}
    for number, (raw, signature) in enumerate(pieces):
        if signed(key, signature, scan_words(raw)):
            good[number] = Told(raw, signature, hashlib.sha256(raw).digest(), _readable(raw, device))
    results = keep_scans(device, list(good.values()), heard, by=by)
    became = dict(zip(good, results, strict=True))
    return [became.get(number, "not_signed") for number in range(len(pieces))]


def _readable(raw: bytes, device: Device) -> told.Scan | None:
    """The scan, if it is one of this device's own that a database can hold."""
    try:
        scan = told.unpacked(raw)
    except ValueError:
        return None
    numbers = scan.sequence, scan.epoch, scan.serial
    words = scan.zone + scan.guard + scan.reason
    return scan if scan.device == str(device.id) and max(numbers) <= HIGHEST and "\0" not in words else None


@action
def keep_scans(device: Device, pieces: Sequence[Told], heard: Heard, *, by: Actor) -> list[Result]:
    """Store, then judge, in one transaction."""
    access.require(CREATE_SCAN, by, device)
    roster = locked_roster(device.edition_id)
    (device,) = devices(device.pk)
    serials = {piece.scan.serial for piece in pieces if piece.scan}
    ids = {row_of(piece.scan, piece.digest, device).scan_id for piece in pieces if piece.scan}
    among = list(scans_about(device.edition_id, serials, ids)) if pieces else []
    known = {bytes(row.digest) for row in among} | _unread_digests(pieces)
    fresh: list[Scan] = []
    unread: list[Unread] = []
    results: list[Result] = []
    now = clock.now()
    for piece in pieces:
        if piece.digest in known:
            results.append("known")
            continue
        known.add(piece.digest)
        if piece.scan is None:
            unread.append(Unread(device=device, digest=piece.digest, raw=piece.raw, received_at=now))
            unread[-1].signature = piece.signature
            results.append("unread")
            continue
        fresh.append(row_of(piece.scan, piece.digest, device))
        fresh[-1].signature, fresh[-1].received_at = piece.signature, now
        results.append("kept")
    Scan.objects.bulk_create(fresh, batch_size=500)
    problems = _keep_unread(device, unread)
    problems += _judge(roster, device, fresh, among, heard)
    _note(device, fresh, heard)
    if problems:
        journal.record(ProblemsFound(device.id, problems), by=by, edition_id=device.edition_id)
    return results


def _unread_digests(pieces: Sequence[Told]) -> set[bytes]:
    wanted = [piece.digest for piece in pieces if piece.scan is None]
    if not wanted:
        return set()
    return {bytes(one) for one in Unread.objects.filter(digest__in=wanted).values_list("digest", flat=True)}


def _judge(roster: Roster, device: Device, fresh: list[Scan], among: list[Scan], heard: Heard) -> int:
    """What is new makes these badges and this device be judged anew."""
    groups = {(row.serial, row.zone) for row in fresh}
    ids = {row.scan_id for row in fresh}
    twins = {(row.serial, row.zone) for row in among if row.scan_id in ids}
    others = (_learn(device, heard.measures) | twins) - groups
    found = judge(roster, groups, [*among, *fresh])
    found += judge(roster, others, scans_about(device.edition_id, {serial for serial, _ in others}, ids))
    return found + audit_device(device, [row.sequence for row in fresh])


def _learn(device: Device, measures: Sequence[told.Measure]) -> set:
    """Keep a better measure of the device's clock; the badges and zones whose times it changes."""
    better = []
    known = {row.epoch: row for row in measures_of([device.id])} if measures else {}
    for measure in measures:
        before = known.get(measure.epoch)
        if max(measure.epoch, abs(measure.ahead), measure.error) > HIGHEST or measure.error < 0:
            continue
        if before is None or (measure.error, measure.ahead) < (before.error, before.ahead):
            known[measure.epoch] = Measure(
                pk=before and before.pk, device=device, epoch=measure.epoch, ahead=measure.ahead, error=measure.error
            )  # fmt: skip
            known[measure.epoch].save()
            better.append(measure.epoch)
    return groups_of(Scan.objects.filter(device=device, epoch__in=better)) if better else set()


def _keep_unread(device: Device, unread: list[Unread]) -> int:
    Unread.objects.bulk_create(unread)
    Problem.objects.bulk_create(
        Problem(
            edition_id=device.edition_id, kind="unread", device=device, at=row.received_at, found_at=row.received_at,
            first=row.pk, last=row.pk,
        )
        for row in unread
    )  # fmt: skip
    return len(unread)


def _note(device: Device, fresh: list[Scan], heard: Heard) -> None:
    """When it was heard of, how far its account reaches, and what waits on it."""
    last = max((row.sequence for row in fresh), default=0)
    fields = {"last_seen_at": clock.now(), "last_sequence": max(device.last_sequence, last)}
    if heard.waiting is not None:
        fields["waiting"] = heard.waiting
    Device.objects.filter(pk=device.pk).update(**fields)


def heard_of(device: Device, measures: Sequence[tuple[int, int, int]], waiting: int | None) -> Heard:
    """What came of a device, as plain values."""
    mine = told.Measure(str(device.id), 0, 0, 0)
    return Heard(tuple(replace(mine, epoch=e, ahead=a, error=r) for e, a, r in measures), waiting)
