"""What is said of one badge in one zone, and of one device's own account; functions of sets, blind to arrival."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from qurultai.onsite.rules.scans import NOTHING_BEFORE, Scan

IncidentKind = Literal[
    "double",
    "perhaps_double",
    "exit_without_entry",
    "blocked_badge",
    "lost_device",
    "two_of_one_id",
    "unexplained_override",
]
AlarmKind = Literal["gap", "broken_chain", "two_of_one_sequence"]


@dataclass(frozen=True, slots=True, order=True)
class Incident:
    """A scan that somebody has to look at, and why."""

    kind: IncidentKind
    scan_id: bytes
    serial: int
    zone: str


@dataclass(frozen=True, slots=True, order=True)
class Alarm:
    """A device's own account does not hold together from this sequence to that: gate 7 lacks scans 41 to 43."""

    kind: AlarmKind
    device: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, order=True)
class Timed:
    """A scan at its corrected time in ms, and how wrong that can be: `inf` when the clock was never measured."""

    at: int
    scan_id: bytes
    digest: bytes
    error: float
    scan: Scan


@dataclass(frozen=True, slots=True)
class Judged:
    """Of one badge in one zone: entries that count by period, incidents, and at the end: inside? certain?"""

    entries: Mapping[int, bytes]
    incidents: frozenset[Incident]
    last_period: int
    inside: bool
    certain: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A device's scan as a link of its chain."""

    sequence: int
    previous: bytes
    digest: bytes


def incident(kind: IncidentKind, scan: Scan) -> Incident:
    """This scan as an incident of the kind."""
    return Incident(kind, scan.scan_id, scan.serial, scan.zone)


def period_of(at: float, starts: Sequence[int]) -> int:
    """The number of the validity period of an instant, 0 before the first start."""
    return bisect_right(starts, at)


def judge(scans: Iterable[Timed], starts: Sequence[int], blocked_at: int | None) -> Judged:
    """The scans that let one badge through in one zone, in any order; `blocked_at` is None for a good badge.

    Inside after an entry, outside after an exit and at every start. An entry while inside is a double. When the order
    is in doubt, so is every entry but the first.
    """
    ordered = sorted(scans)
    certain = _order_is_certain(ordered, starts)
    entries: dict[int, bytes] = {}
    incidents = set()
    period, inside = -1, False
    for timed in ordered:
        now = period_of(timed.at, starts)
        period, inside = now, inside and now == period
        if not timed.scan.is_explained:
            incidents.add(incident("unexplained_override", timed.scan))
        if timed.scan.direction == "out":
            if certain and not inside:
                incidents.add(incident("exit_without_entry", timed.scan))
            inside = False
            continue
        if inside if certain else entries:
            incidents.add(incident("double" if certain else "perhaps_double", timed.scan))
        if blocked_at is not None and timed.at + timed.error >= blocked_at:
            incidents.add(incident("blocked_badge", timed.scan))
        entries.setdefault(period, timed.scan_id)
        inside = True
    return Judged(entries, frozenset(incidents), period, inside, certain)


BEGINNING = (0, frozenset({NOTHING_BEFORE}))


def audit(device: str, links: Iterable[Link], after: tuple[int, AbstractSet[bytes]] = BEGINNING) -> frozenset[Alarm]:
    """What is wrong with a device's chain, its scans in any order: gaps, forks, links that do not fit.

    `after` is the link before these, its sequence and the digests there: an alarm depends only on its scan and the one
    before it, so a piece of a chain can be judged by itself.
    """
    by_sequence: defaultdict[int, list[Link]] = defaultdict(list)
    for link in links:
        by_sequence[link.sequence].append(link)
    alarms = set()
    before, allowed = after
    for sequence in sorted(by_sequence):
        here = by_sequence[sequence]
        if sequence > before + 1:
            alarms.add(Alarm("gap", device, before + 1, sequence - 1))
        elif any(link.previous not in allowed for link in here):
            alarms.add(Alarm("broken_chain", device, sequence, sequence))
        if len(here) > 1:
            alarms.add(Alarm("two_of_one_sequence", device, sequence, sequence))
        before, allowed = sequence, {link.digest for link in here}
    return frozenset(alarms)


def _order_is_certain(ordered: Sequence[Timed], starts: Sequence[int]) -> bool:
    """Whether no two could have happened the other way round, nor any in another period."""
    latest = float("-inf")
    for timed in ordered:
        earliest, at_latest = timed.at - timed.error, timed.at + timed.error
        if earliest <= latest or period_of(earliest, starts) != period_of(at_latest, starts):
            return False
        latest = at_latest
    return True
