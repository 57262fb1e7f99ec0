"""What all gates saw, put together: the same from any order, any batches and any repetition of the same evidence.

Everything is stored first and judged afterwards; nothing that a known device says is refused. The judgement is a
function of the set of evidence: per badge and zone the scans that let through, by corrected time and then scan id.

A corrected time is the device's time less what its clock was ahead in that epoch (the measure with the least error).
Where no measure exists it may be wrong by any amount. If the order of a badge's scans in a zone is in doubt, every
entry after the first is an incident: rather one to look at than a double that nobody sees.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qurultai.onsite.rules.judging import Alarm, Incident, Judged, Link, Timed, audit, incident, judge, period_of
from qurultai.onsite.rules.scans import Block, Evidence, Loss, Measure, Scan, digest

Group = tuple[int, str]
"""A badge's serial and a zone."""
NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the evidence says: by (serial, zone, period) the scan that counts, and who is inside by zone.

    `doubtful` are the badges in zones of which clocks leave order or period in doubt, and so entry and inside.
    """

    entries: Mapping[tuple[int, str, int], bytes]
    incidents: frozenset[Incident]
    alarms: frozenset[Alarm]
    inside: Mapping[str, frozenset[int]]
    doubtful: frozenset[Group]


class Merge:
    """A fold over evidence: `add` in any batches, `outcome` whenever it is asked; only what changed is judged again.

    `periods` are the instants in ms at which a zone's validity periods begin, rising; at each everybody is outside.
    """

    def __init__(self, periods: Mapping[str, Sequence[int]]) -> None:
        self._periods = periods
        self._by_id: dict[bytes, tuple[Scan, ...]] = {}
        self._twins: set[bytes] = set()
        self._measures: dict[tuple[str, int], Measure] = {}
        self._blocks: dict[int, int] = {}
        self._losses: dict[str, int] = {}
        self._scans: defaultdict[Group, list[tuple[Scan, bytes]]] = defaultdict(list)
        self._zones: defaultdict[int, set[str]] = defaultdict(set)
        self._links: defaultdict[str, list[Link]] = defaultdict(list)
        self._groups: defaultdict[str, set[Group]] = defaultdict(set)
        self._stale_groups: set[Group] = set()
        self._stale_devices: set[str] = set()
        self._judged: dict[Group, Judged] = {}
        self._distrusted: dict[Group, frozenset[Incident]] = {}
        self._alarms: dict[str, frozenset[Alarm]] = {}

    def add(self, evidence: Evidence) -> None:
        """Store it; what is known already changes nothing."""
        for scan in evidence.scans:
            self._store(scan)
        for measure in evidence.measures:
            self._learn(measure)
        for block in evidence.blocks:
            self._block(block)
        for loss in evidence.losses:
            self._lose(loss)

    def stored(self) -> Iterator[Scan]:
        """Every scan that it was given, as often as it is kept: once."""
        return (scan for scans in self._scans.values() for scan, _ in scans)

    def outcome(self, now: int) -> Outcome:
        """All of it judged, with who is inside at this instant of the server's clock."""
        for device in self._stale_devices:
            self._alarms[device] = audit(device, self._believed_links(device))
        self._stale_devices.clear()
        entries: dict[tuple[int, str, int], bytes] = {}
        inside: defaultdict[str, set[int]] = defaultdict(set)
        incidents = self.incidents()
        for (serial, zone), judged in self.judged().items():
            for period, scan_id in judged.entries.items():
                entries[serial, zone, period] = scan_id
            if judged.inside and judged.last_period == period_of(now, self._periods.get(zone, ())):
                inside[zone].add(serial)
        return Outcome(
            entries,
            incidents,
            frozenset[Alarm]().union(*self._alarms.values()),
            {zone: frozenset(serials) for zone, serials in inside.items()},
            frozenset(group for group, judged in self._judged.items() if not judged.certain),
        )

    def judged(self) -> Mapping[Group, Judged]:
        """What is said of each badge in each zone."""
        for group in self._stale_groups:
            self._judge(group)
        self._stale_groups.clear()
        return self._judged

    def incidents(self) -> frozenset[Incident]:
        """Every scan that somebody has to look at."""
        twins = {incident("two_of_one_id", scan) for twin in self._twins for scan in self._by_id[twin]}
        of_groups = (judged.incidents for judged in self.judged().values())
        return frozenset(twins.union(*of_groups, *self._distrusted.values()))

    def _known(self, scan: Scan) -> bool:
        return scan in self._by_id.get(scan.scan_id, ())

    def _store(self, scan: Scan) -> None:
        if self._known(scan):
            return
        same = self._by_id[scan.scan_id] = (*self._by_id.get(scan.scan_id, ()), scan)
        if len(same) > 1:
            self._twins.add(scan.scan_id)
        group, own = (scan.serial, scan.zone), digest(scan)
        self._scans[group].append((scan, own))
        self._zones[scan.serial].add(scan.zone)
        self._links[scan.device].append(Link(scan.sequence, scan.previous, own))
        self._groups[scan.device].add(group)
        self._stale_groups.add(group)
        self._stale_devices.add(scan.device)

    def _learn(self, measure: Measure) -> None:
        key = measure.device, measure.epoch
        known = self._measures.get(key)
        if known is None or (measure.error, measure.ahead) < (known.error, known.ahead):
            self._measures[key] = measure
            self._stale_groups |= self._groups[measure.device]

    def _block(self, block: Block) -> None:
        if block.at < self._blocks.get(block.serial, NEVER):
            self._blocks[block.serial] = block.at
            self._stale_groups.update((block.serial, zone) for zone in self._zones[block.serial])

    def _lose(self, loss: Loss) -> None:
        if loss.after_sequence < self._losses.get(loss.device, NEVER):
            self._losses[loss.device] = loss.after_sequence
            self._stale_groups |= self._groups[loss.device]
            self._stale_devices.add(loss.device)

    def _judge(self, group: Group) -> None:
        serial, zone = group
        believed = []
        distrusted = set()
        for scan, own in self._scans[group]:
            if scan.sequence > self._losses.get(scan.device, NEVER):
                distrusted.add(incident("lost_device", scan))
            elif scan.lets_through:
                believed.append(self._timed(scan, own))
        self._distrusted[group] = frozenset(distrusted)
        self._judged[group] = judge(believed, self._periods.get(zone, ()), self._blocks.get(serial))

    def _timed(self, scan: Scan, own: bytes) -> Timed:
        measure = self._measures.get((scan.device, scan.epoch))
        if measure is None:
            return Timed(scan.at, scan.scan_id, own, NEVER, scan)
        return Timed(scan.at - measure.ahead, scan.scan_id, own, measure.error, scan)

    def _believed_links(self, device: str) -> list[Link]:
        last = self._losses.get(device, NEVER)
        return [link for link in self._links[device] if link.sequence <= last]
