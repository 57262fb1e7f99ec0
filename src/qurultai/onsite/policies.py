"""Named permissions of what happens on site. A device acts under its own id, with the role `gate`."""

from qurultai.kit.access import Actor, Noun
from qurultai.onsite.models import Device


def _itself(actor: Actor, device: object) -> bool:
    return isinstance(device, Device) and actor.person_id == device.id


def actor_of(device: Device) -> Actor:
    """A device as whoever acts."""
    return Actor(device.id, {device.edition_id: frozenset({"gate"})})


DEVICE = Noun("onsite.device", own=_itself)
LIST_DEVICES = DEVICE.verb("list")
CREATE_DEVICE = DEVICE.verb("create")
READ_DEVICE = DEVICE.verb("read")
UPDATE_DEVICE = DEVICE.verb("update")
DELETE_DEVICE = DEVICE.verb("delete")

SCAN = Noun("onsite.scan", grp=_itself)
LIST_SCANS = SCAN.verb("list")
READ_SCAN = SCAN.verb("read")
CREATE_SCAN = SCAN.verb("create")
EXPORT_SCANS = SCAN.verb("export")

UPDATE_GATE = Noun("onsite.gate").verb("update")
READ_ARRIVALS = Noun("onsite.arrival").verb("read")
UPDATE_PROBLEM = Noun("onsite.problem").verb("update")
UPDATE_QUOTA = Noun("onsite.quota").verb("update")
