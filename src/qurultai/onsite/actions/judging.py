"""What follows from scans, kept up to date: only the badges and devices that something new is known of are judged.

Everything here runs inside an action that holds the roster's lock, so nobody else judges the same forum meanwhile.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from qurultai.kit import clock
from qurultai.onsite.models import Device, Entry, Measure, Presence, Problem, Roster, RosterBadge, Scan
from qurultai.onsite.queries.evidence import evidence_of, instant, periods_of
from qurultai.onsite.rules.judging import BEGINNING, Alarm, Judged, Link, audit
from qurultai.onsite.rules.merging import Group, Merge

Rows = dict[Group, list[Scan]]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of badges, and what each device's clock was ahead in each epoch, in ms."""

    badges: Mapping[int, RosterBadge]
    ahead: Mapping[tuple[UUID, int], int]

    def corrected(self, scan: Scan) -> int:
        """When it was, by the server's clock."""
        return scan.at - self.ahead.get((scan.device_id, scan.epoch), 0)


def locked_roster(edition_id: UUID) -> Roster:
    """The roster of a forum with its edition, locked until the action ends, one version further."""
    Roster.objects.get_or_create(edition_id=edition_id)
    roster = Roster.objects.select_for_update(of=("self",)).select_related("edition").get(pk=edition_id)
    roster.version += 1
    Roster.objects.filter(pk=edition_id).update(version=roster.version)
    return roster


def judge(roster: Roster, groups: Collection[Group], among: Iterable[Scan] | None = None) -> int:
    """Judge these badges in these zones anew; how many problems are new.

    `among` are all scans of these badges and all with the ids of those, if they are at hand.
    """
    if not groups:
        return 0
    edition_id, serials = roster.edition_id, {serial for serial, _ in groups}
    found = list(scans_about(edition_id, serials) if among is None else among)
    of: Rows = defaultdict(list)
    for row in found:
        of[row.serial, row.zone].append(row)
    keys = {row.device_id for row in found}
    measures = list(Measure.objects.filter(device__in=keys))
    devices = Device.objects.filter(id__in=keys, lost_after__isnull=False).only("lost_after")
    badges = {one.serial: one for one in RosterBadge.objects.filter(edition_id=edition_id, serial__in=serials).only(
        "serial", "blocked_at", "edition_id"
    )}  # fmt: skip
    periods = periods_of(roster.edition)
    merge = Merge({zone: periods for _, zone in of})
    merge.add(evidence_of(found, measures, badges.values(), devices))
    ahead = {(row.device_id, row.epoch): row.ahead for row in measures}
    _settle(roster, groups, of, merge, Known(badges, ahead))
    return _incidents(roster, groups, of, merge)


def scans_about(edition_id: UUID, serials: Collection[int], ids: Collection[UUID] = ()) -> Iterable[Scan]:
    """All scans of some badges, and all that carry some ids, in the order in which they came."""
    rows = Scan.objects.filter(edition_id=edition_id).order_by("pk").defer("signature", "received_at")
    return rows.filter(Q(serial__in=serials) | Q(scan_id__in=ids) if ids else Q(serial__in=serials))


def _settle(roster: Roster, groups: Collection[Group], of: Rows, merge: Merge, known: Known) -> None:
    """Entries and who is inside, as they follow."""
    serials, edition_id = {serial for serial, _ in groups}, roster.edition_id
    entries: dict[Group, list[Entry]] = defaultdict(list)
    for row in Entry.objects.filter(edition_id=edition_id, serial__in=serials):
        entries[row.serial, row.zone].append(row)
    presences = {(p.serial, p.zone): p for p in Presence.objects.filter(edition_id=edition_id, serial__in=serials)}
    fresh, gone, shown = [], [], []
    for group in groups:
        serial, zone = group
        badge = known.badges.get(serial)
        own = {"edition_id": edition_id, "serial": serial, "zone": zone, "badge_id": badge and badge.pk}
        follow = {
            (entry.period, entry.scan_id, entry.at, entry.badge_id): entry
            for entry in _entries(merge.judged()[group], of[group], known, own)
        }
        for entry in entries[group]:
            if follow.pop((entry.period, entry.scan_id, entry.at, entry.badge_id), None) is None:
                gone.append(entry.pk)
        fresh += follow.values()
        before = presences.get(group) or Presence(period=-1, **own)
        after = _presence(merge.judged()[group], of[group], known, own)
        if after.period == before.period == -1 or _said(before) == _said(after):
            continue
        after.pk, after.version = before.pk, roster.version
        shown.append(after)
    if gone:
        Entry.objects.filter(pk__in=gone).delete()
    Entry.objects.bulk_create(fresh)
    _save(shown)


def _entries(judged: Judged, rows: list[Scan], known: Known, own: dict) -> Iterator[Entry]:
    by_id = {row.scan_id.bytes: row for row in reversed(rows)}
    for period, scan_id in judged.entries.items():
        scan = by_id[scan_id]
        at = instant(known.corrected(scan))
        yield Entry(period=period, scan_id=scan.pk, at=at, **own)


def _presence(judged: Judged, rows: list[Scan], known: Known, own: dict) -> Presence:
    through = (row for row in rows if row.verdict == "green" or row.kind == "override")
    since = max((known.corrected(row) for row in through), default=0)
    inside, certain, period = judged.inside, judged.certain, judged.last_period
    return Presence(inside=inside, certain=certain, period=period, since=instant(since), **own)


def _said(one: Presence) -> tuple:
    return one.inside, one.certain, one.period, one.since, one.badge_id


def _save(presences: list[Presence]) -> None:
    Presence.objects.bulk_create([one for one in presences if one.pk is None])
    known = [one for one in presences if one.pk is not None]
    fields = ["inside", "certain", "period", "since", "badge", "version"]
    if len(known) == 1:
        known[0].save(update_fields=fields)
    elif known:
        Presence.objects.bulk_update(known, fields, batch_size=200)


def _incidents(roster: Roster, groups: Collection[Group], of: Rows, merge: Merge) -> int:
    """Incidents as they follow; what somebody has resolved stays, with her note, and two of one id stay two."""
    serials, edition_id = {serial for serial, _ in groups}, roster.edition_id
    wanted: dict[tuple[int, str], Scan] = {}
    rows = {(row.scan_id.bytes, *group): row for group in groups for row in reversed(of[group])}
    for told in merge.incidents():
        row = rows.get((told.scan_id, told.serial, told.zone))
        if row is not None:
            wanted[row.pk, told.kind] = row
    known = Problem.objects.filter(edition_id=edition_id, serial__in=serials, scan__isnull=False)
    gone = []
    for problem in known.only("scan_id", "kind", "resolved_at", "serial", "zone"):
        follows = wanted.pop((problem.scan_id, problem.kind), None) or problem.kind == "two_of_one_id"
        if not follows and problem.resolved_at is None and (problem.serial, problem.zone) in groups:
            gone.append(problem.pk)
    if gone:
        Problem.objects.filter(pk__in=gone).delete()
    now = clock.now()
    Problem.objects.bulk_create(
        Problem(
            edition_id=edition_id, kind=kind, device_id=row.device_id, scan=row, serial=row.serial, zone=row.zone,
            at=instant(row.at), found_at=now,
        )
        for (_, kind), row in wanted.items()
    )  # fmt: skip
    return len(wanted)


def audit_device(device: Device, sequences: Collection[int]) -> int:
    """Look at a device's account around these of its scans; how many alarms are new."""
    links = Scan.objects.filter(device_id=device.id)
    if device.lost_after is not None:
        links = links.filter(sequence__lte=device.lost_after)
        sequences = [one for one in sequences if one <= device.lost_after]
    if not sequences:
        return 0
    before = links.filter(sequence__lt=min(sequences)).order_by("-sequence").values_list("sequence", flat=True).first()
    after = links.filter(sequence__gt=max(sequences)).order_by("sequence").values_list("sequence", flat=True).first()
    around = links.filter(sequence__gte=before or 0)
    if after is not None:
        around = around.filter(sequence__lte=after)
    chain = [
        Link(sequence, bytes(previous), bytes(digest))
        for sequence, previous, digest in around.values_list("sequence", "previous", "digest")
    ]
    ahead = (before, {link.digest for link in chain if link.sequence == before}) if before else BEGINNING
    found = audit(str(device.id), (link for link in chain if link.sequence > (before or 0)), ahead)
    return _alarms(device, found, before or 0, after)


def _alarms(device: Device, found: Iterable[Alarm], before: int, after: int | None) -> int:
    """The alarms of this piece of the account, as they follow; those that somebody resolved stay."""
    known = Problem.objects.filter(device_id=device.id, scan__isnull=True, first__gt=before).exclude(kind="unread")
    if after is not None:
        known = known.filter(last__lte=after)
    wanted = {(alarm.kind, alarm.first, alarm.last) for alarm in found}
    gone = []
    for problem in known:
        place = (problem.kind, problem.first, problem.last)
        if place in wanted:
            wanted.remove(place)
        elif problem.resolved_at is None:
            gone.append(problem.pk)
    if gone:
        Problem.objects.filter(pk__in=gone).delete()
    now = clock.now()
    Problem.objects.bulk_create(
        Problem(
            edition_id=device.edition_id, kind=kind, device_id=device.id, first=first, last=last, at=now, found_at=now
        )
        for kind, first, last in wanted
    )  # fmt: skip
    return len(wanted)


def groups_of(scans: Iterable[Scan] | object) -> set[Group]:
    """The badges and zones of some scans."""
    return set(scans.order_by().values_list("serial", "zone").distinct())


def forget_alarms_after(device: Device, sequence: int) -> None:
    """What is not believed alarms nobody."""
    alarms = Problem.objects.filter(device_id=device.id, scan__isnull=True, resolved_at=None)
    alarms.exclude(kind="unread").filter(last__gt=sequence).delete()
