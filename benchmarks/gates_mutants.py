"""Gates with one mechanism taken out: the simulator must find each of them."""

from dataclasses import replace

from benchmarks.gates_universe import Universe
from qurultai.onsite.rules.judging import Timed
from qurultai.onsite.rules.merging import NEVER, Merge, Outcome
from qurultai.onsite.rules.scans import Evidence, Loss, Measure, Scan


class _StoresTwice(Merge):
    def _known(self, scan: Scan) -> bool:
        return False


class _OrderOfArrival(Merge):
    def _timed(self, scan: Scan, own: bytes) -> Timed:
        arrived = [kept for _, kept in self._scans[scan.serial, scan.zone]].index(own)
        return replace(super()._timed(scan, own), at=arrived)


class _OneEpoch(Merge):
    def _learn(self, measure: Measure) -> None:
        super()._learn(replace(measure, epoch=0))

    def _timed(self, scan: Scan, own: bytes) -> Timed:
        return super()._timed(replace(scan, epoch=0), own)


class _ExactClocks(Merge):
    def _timed(self, scan: Scan, own: bytes) -> Timed:
        return replace(super()._timed(scan, own), error=0)


class _AlwaysInDoubt(Merge):
    def _timed(self, scan: Scan, own: bytes) -> Timed:
        return replace(super()._timed(scan, own), error=NEVER)


class _BelievesThieves(Merge):
    def _lose(self, loss: Loss) -> None:
        """Take no notice."""


class _NeverAlarmed(Merge):
    def outcome(self, now: int) -> Outcome:
        return replace(super().outcome(now), alarms=frozenset())


class NoDedupe(Universe):
    """A repeated upload is a second scan."""

    merge_kind = _StoresTwice


class DropsOn400(Universe):
    """The server refuses a batch with a blocked badge for good, and the gate drops it."""

    def refuses(self, evidence: Evidence) -> bool:
        """Judged before it is stored."""
        return any(scan.serial in self.blocked for scan in evidence.scans)


class GreenBeforeFsync(Universe):
    """Shown first, written afterwards."""

    def writes(self, gate, scan: Scan) -> bool:
        """The battery may die between."""
        if self.rng.random() > 0.03:
            gate.disk.append(scan)
        return True


class ArrivalDecides(Universe):
    """The scan that arrived first counts."""

    merge_kind = _OrderOfArrival


class OneEpoch(Universe):
    """A clock is believed to have run evenly for ever."""

    merge_kind = _OneEpoch


class ExactClocks(Universe):
    """A measure is believed to have no error, and so is a clock without any."""

    merge_kind = _ExactClocks


class AlwaysInDoubt(Universe):
    """Every order is called doubtful, which no double escapes."""

    merge_kind = _AlwaysInDoubt


class BelievesThieves(Universe):
    """A stolen gate's scans count."""

    merge_kind = _BelievesThieves


class NeverAlarmed(Universe):
    """Nobody counts what a gate has not told yet."""

    merge_kind = _NeverAlarmed


MUTANTS = (
    NoDedupe,
    DropsOn400,
    GreenBeforeFsync,
    ArrivalDecides,
    OneEpoch,
    ExactClocks,
    AlwaysInDoubt,
    BelievesThieves,
    NeverAlarmed,
)
