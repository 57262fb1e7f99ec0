"""What is told of the gates."""

from dataclasses import dataclass
from uuid import UUID

from qurultai.kit.journal import Fact


@dataclass(frozen=True)
class GatesChanged(Fact):
    """A gate was added, changed or closed."""

    edition_id: UUID
    gate_id: UUID


@dataclass(frozen=True)
class DevicePaired(Fact):
    """A device made its key and stands at a gate."""

    device_id: UUID
    gate_id: UUID


@dataclass(frozen=True)
class DeviceMoved(Fact):
    """A device stands at another gate."""

    device_id: UUID
    gate_id: UUID


@dataclass(frozen=True)
class DeviceRevoked(Fact):
    """A device learns nothing more."""

    device_id: UUID


@dataclass(frozen=True)
class DeviceLost(Fact):
    """A device is lost: what it says after this sequence is kept and not believed."""

    device_id: UUID
    after_sequence: int


@dataclass(frozen=True)
class RosterRenewed(Fact):
    """What gates know of badges changed."""

    edition_id: UUID
    changed: int
    blocked: int


@dataclass(frozen=True)
class ProblemsFound(Fact):
    """What a device told made so many new incidents and alarms. Scans themselves are rows that never change."""

    device_id: UUID
    problems: int


@dataclass(frozen=True)
class ProblemResolved(Fact):
    """Somebody looked at an incident or an alarm and wrote down what it was."""

    problem_id: UUID
    kind: str


@dataclass(frozen=True)
class QuotaChanged(Fact):
    """So many people of an organisation may be inside a zone at once; None: as many as come."""

    organisation_id: UUID
    zone: int
    most: int | None
