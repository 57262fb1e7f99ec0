"""What follows from scans, kept up to date: only the badges and devices that something new is known of are judged.

Everything here runs inside an action that holds the roster's lock, so nobody else judges the same forum meanwhile.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Min

from qurultai.kit import clock
from qurultai.kit.prepared import first
from qurultai.onsite.models import Device, Entry, Presence, Problem, Roster, RosterBadge, Scan
from qurultai.onsite.queries import about
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
    roster = first(about.rosters(edition_id))
    if roster is None:
        Roster.objects.get_or_create(edition_id=edition_id)
        (roster,) = about.rosters(edition_id)
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
    found = about.scans_about(edition_id, serials) if among is None else among
    of: Rows = defaultdict(list)
    for row in found:
        of[row.serial, row.zone].append(row)
    keys = list({row.device_id for row in found})
    measures = list(about.measures_of(keys))
    badges = {one.serial: one for one in about.badges_of(edition_id, list(serials))}
    periods = periods_of(roster.edition)
    merge = Merge({zone: periods for _, zone in of})
    merge.add(evidence_of(found, measures, badges.values(), about.lost_among(keys)))
    ahead = {(row.device_id, row.epoch): row.ahead for row in measures}
    _settle(roster, groups, of, merge, Known(badges, ahead))
    return _incidents(roster, groups, of, merge)


def _settle(roster: Roster, groups: Collection[Group], of: Rows, merge: Merge, known: Known) -> None:
    """Entries and who is inside, as they follow."""
    serials, edition_id = list({serial for serial, _ in groups}), roster.edition_id
    entries: dict[Group, list[Entry]] = defaultdict(list)
    for row in about.entries_of(edition_id, serials):
        entries[row.serial, row.zone].append(row)
    presences = {(one.serial, one.zone): one for one in about.presences_of(edition_id, serials)}
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
    known = [one for one in presences if one.pk is not None]
    Presence.objects.bulk_create([one for one in presences if one.pk is None])
    fields = ["inside", "certain", "period", "since", "badge", "version"]
    if len(known) == 1:
        known[0].save(update_fields=fields)
    elif known:
        Presence.objects.bulk_update(known, fields, batch_size=200)


def _incidents(roster: Roster, groups: Collection[Group], of: Rows, merge: Merge) -> int:
    """Incidents as they follow; what somebody has resolved stays, with her note, and two of one id stay two."""
    serials, edition_id = list({serial for serial, _ in groups}), roster.edition_id
    wanted: dict[tuple[int, str], Scan] = {}
    rows = {(row.scan_id.bytes, *group): row for group in groups for row in reversed(of[group])}
    for told in merge.incidents():
        row = rows.get((told.scan_id, told.serial, told.zone))
        if row is not None:
            wanted[row.pk, told.kind] = row
    gone = []
    for problem in about.incidents_of(edition_id, serials):
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
    if device.lost_after is not None:
        sequences = [one for one in sequences if one <= device.lost_after]
    if not sequences:
        return 0
    before, after = _neighbours(device, min(sequences), max(sequences))
    chain = [
        Link(at, bytes(previous), bytes(own)) for at, previous, own in about.links_between(device.id, before, after)
    ]
    ahead = (before, {link.digest for link in chain if link.sequence == before}) if before else BEGINNING
    found = audit(str(device.id), (link for link in chain if link.sequence > before), ahead)
    return _alarms(device, found, before + 1, after)


def _neighbours(device: Device, first_new: int, last_new: int) -> tuple[int, int]:
    """The scans before and after these in a device's account; 0 and the last one where there are none."""
    links = Scan.objects.filter(device_id=device.id).order_by()
    before, after = min(first_new - 1, device.last_sequence), last_new
    if before != device.last_sequence:
        before = links.filter(sequence__lt=first_new).aggregate(found=Max("sequence"))["found"] or 0
    if after < device.last_sequence:
        after = links.filter(sequence__gt=last_new).aggregate(found=Min("sequence"))["found"] or last_new
    return before, after if device.lost_after is None else min(after, device.lost_after)


def _alarms(device: Device, found: Iterable[Alarm], start: int, end: int) -> int:
    """The alarms of this piece of the account, as they follow; those that somebody resolved stay."""
    wanted = {(alarm.kind, alarm.first, alarm.last) for alarm in found}
    gone = []
    for problem in about.alarms_between(device.id, start, end):
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
