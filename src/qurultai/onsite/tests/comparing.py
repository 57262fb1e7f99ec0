"""What the tables say, and what the pure merge says of all that is stored: they must be the same."""

from qurultai.kit import clock
from qurultai.onsite.models import Device, Entry, Measure, Presence, Problem, RosterBadge, Scan
from qurultai.onsite.queries.contact import present
from qurultai.onsite.queries.evidence import evidence_of, ms_of, periods_of
from qurultai.onsite.rules.merging import Merge


def of_the_merge(edition) -> tuple:
    """What the pure merge says of all that is stored."""
    periods = periods_of(edition)
    merge = Merge(dict.fromkeys(Scan.objects.values_list("zone", flat=True), periods))
    rows = list(Scan.objects.order_by("?"))
    devices = Device.objects.filter(lost_after__isnull=False)
    merge.add(evidence_of(rows, Measure.objects.all(), RosterBadge.objects.all(), devices))
    said = merge.outcome(ms_of(clock.now()))
    entries = {(serial, zone, period, scan_id) for (serial, zone, period), scan_id in said.entries.items()}
    incidents = {(one.kind, one.scan_id, one.serial, one.zone) for one in said.incidents}
    alarms = {(one.kind, one.device, one.first, one.last) for one in said.alarms}
    inside = {(zone, serial) for zone, serials in said.inside.items() for serial in serials}
    return entries, incidents, alarms, inside, set(said.doubtful)


def of_the_tables(edition) -> tuple:
    rows = Problem.objects.exclude(kind="unread")
    incidents = {(p.kind, p.scan.scan_id.bytes, p.serial, p.zone) for p in rows.filter(scan__isnull=False)}
    alarms = {(p.kind, str(p.device_id), p.first, p.last) for p in rows.filter(scan__isnull=True)}
    entries = {(e.serial, e.zone, e.period, e.scan.scan_id.bytes) for e in Entry.objects.select_related("scan")}
    inside = {(zone, serial) for zone, serial in present(edition).values_list("zone", "serial")}
    doubtful = {(p.serial, p.zone) for p in Presence.objects.filter(certain=False)}
    return entries, incidents, alarms, inside, doubtful
