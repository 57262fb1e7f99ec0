"""Gates and the devices that stand at them."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from qurultai.kit import access, clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Invalid, Refusal
from qurultai.kit.ids import spoken_code
from qurultai.kit.text import Text
from qurultai.onsite.actions.judging import forget_alarms_after, groups_of, judge, locked_roster
from qurultai.onsite.events import DeviceLost, DeviceMoved, DevicePaired, DeviceRevoked, GatesChanged
from qurultai.onsite.models import Device, Edition, Gate, Scan
from qurultai.onsite.policies import CREATE_DEVICE, DELETE_DEVICE, UPDATE_DEVICE, UPDATE_GATE, actor_of
from qurultai.onsite.rules.signing import public_key

PAIRING_CODE = 8
PAIRING = dt.timedelta(minutes=15)


class GateClosed(Refusal):
    """Nobody stands at a closed gate."""

    code = "gate-closed"
    text = _("This gate is closed. Open it first, or choose another.")


class DevicesStandThere(Refusal):
    """A gate at which devices stand is not closed behind their backs."""

    code = "devices-at-gate"
    text = _("Devices stand at this gate: move or revoke them first.")


class PairingRefused(Refusal):
    """No such code, or not any more."""

    code = "pairing"
    text = _("This code is not valid: it was mistyped, used already, or is older than 15 minutes.")
    status = 422


class KeyRefused(Invalid):
    """What the device sent is no public key."""

    code = "device-key"
    text = _("This device could not make a key.")


@dataclass(frozen=True)
class MadeDevice:
    """A device that waits for its pairing, with the code, which exists nowhere else and is shown once."""

    device: Device
    pairing: str


@action
def add_gate(edition: Edition, name: Text, zone: int, direction: str, *, by: Actor) -> Gate:
    """A new way into a zone."""
    access.require(UPDATE_GATE, by, edition_id=edition.id)
    locked_roster(edition.id)
    gate = Gate.objects.create(edition=edition, name=name, zone=zone, direction=direction)
    journal.record(GatesChanged(edition.id, gate.id), by=by, edition_id=edition.id)
    return gate


@action
def change_gate(gate: Gate, name: Text, zone: int, direction: str, *, by: Actor) -> Gate:
    """Another name, zone or direction; devices there follow at their next contact."""
    access.require(UPDATE_GATE, by, gate)
    locked_roster(gate.edition_id)
    gate.name, gate.zone, gate.direction = name, zone, direction
    gate.save(update_fields=["name", "zone", "direction"])
    journal.record(GatesChanged(gate.edition_id, gate.id), by=by, edition_id=gate.edition_id)
    return gate


@action
def open_gate(gate: Gate, is_open: bool, *, by: Actor) -> Gate:
    """Close a gate for new devices, or open it again. Raises DevicesStandThere."""
    access.require(UPDATE_GATE, by, gate)
    locked_roster(gate.edition_id)
    if not is_open and gate.devices.filter(revoked_at=None).exists():
        raise DevicesStandThere
    gate.closed_at = None if is_open else clock.now()
    gate.save(update_fields=["closed_at"])
    journal.record(GatesChanged(gate.edition_id, gate.id), by=by, edition_id=gate.edition_id)
    return gate


@action
def add_device(gate: Gate, label: str, *, by: Actor) -> MadeDevice:
    """A place for a device at a gate, and the code that pairs it, once, within 15 minutes. Raises GateClosed."""
    access.require(CREATE_DEVICE, by, gate)
    locked_roster(gate.edition_id)
    gate.refresh_from_db()
    if gate.closed_at is not None:
        raise GateClosed
    pairing = spoken_code(PAIRING_CODE)
    device = Device.objects.create(
        edition_id=gate.edition_id,
        gate=gate,
        label=label,
        made_at=clock.now(),
        pairing_hash=_hash_of(pairing),
        pairing_until=clock.now() + PAIRING,
    )
    return MadeDevice(device, pairing)


@action
def pair_device(pairing: str, point: bytes) -> Device:
    """Give the device that was waited for under this code its public key, once. Raises PairingRefused, KeyRefused."""
    waiting = Device.objects.select_for_update(of=("self",)).filter(pairing_hash=_hash_of(pairing))
    device = waiting.select_related("gate").filter(revoked_at=None, pairing_until__gt=clock.now()).first()
    if device is None:
        raise PairingRefused
    try:
        public_key(point)
    except ValueError as wrong:
        raise KeyRefused from wrong
    device.public_key, device.paired_at, device.pairing_hash, device.pairing_until = point, clock.now(), "", None
    device.save(update_fields=["public_key", "paired_at", "pairing_hash", "pairing_until"])
    fact = DevicePaired(device.id, device.gate_id)
    journal.record(fact, by=actor_of(device), edition_id=device.edition_id)
    return device


@action
def move_device(device: Device, gate: Gate, *, by: Actor) -> Device:
    """Let it stand at another gate of the same forum from its next contact on. Raises GateClosed."""
    access.require(UPDATE_DEVICE, by, device)
    locked_roster(device.edition_id)
    if gate.closed_at is not None or gate.edition_id != device.edition_id:
        raise GateClosed
    Device.objects.filter(pk=device.pk).update(gate=gate)
    journal.record(DeviceMoved(device.id, gate.id), by=by, edition_id=device.edition_id)
    device.gate = gate
    return device


@action
def revoke_device(device: Device, *, by: Actor) -> None:
    """It learns nothing more from the next request on (I9); what it signed is still taken. Twice is no error."""
    access.require(DELETE_DEVICE, by, device)
    changed = Device.objects.filter(pk=device.pk, revoked_at=None)
    if changed.update(revoked_at=clock.now(), pairing_hash=""):
        journal.record(DeviceRevoked(device.id), by=by, edition_id=device.edition_id)


@action
def lose_device(device: Device, *, by: Actor, after: int | None = None) -> None:
    """It is lost: revoked, and what it says after this of its scans (usually the last known) is not believed.

    Told again with an earlier scan, the earlier one holds.
    """
    access.require(UPDATE_DEVICE, by, device)
    roster = locked_roster(device.edition_id)
    device = Device.objects.get(pk=device.pk)
    after = device.last_sequence if after is None else after
    if device.lost_after is not None and device.lost_after <= after:
        return
    revoked_at = device.revoked_at or clock.now()
    Device.objects.filter(pk=device.pk).update(lost_after=after, revoked_at=revoked_at, pairing_hash="")
    forget_alarms_after(device, after)
    judge(roster, groups_of(Scan.objects.filter(device=device, sequence__gt=after)))
    journal.record(DeviceLost(device.id, after), by=by, edition_id=device.edition_id)


def _hash_of(pairing: str) -> str:
    """What is kept of a pairing code; it is read out and typed in, so case and blanks do not count."""
    return hashlib.sha256(f"pairing:{''.join(pairing.split()).replace('-', '').upper()}".encode()).hexdigest()


def device_id_of(text: str) -> UUID | None:
    """The key that a device names itself by; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
