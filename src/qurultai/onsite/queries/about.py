"""What is read with every upload: compiled once (decision 11)."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet

from qurultai.kit.prepared import prepared
from qurultai.onsite.models import Device, Entry, Measure, Presence, Problem, Roster, RosterBadge, Scan

SIGNED = ("signature", "received_at")
"""What nobody judges by."""


@prepared
def rosters(edition_id: UUID) -> QuerySet[Roster]:
    """The roster of a forum, locked, with its edition."""
    return Roster.objects.select_for_update(of=("self",)).select_related("edition").filter(pk=edition_id)


@prepared
def devices(key: UUID) -> QuerySet[Device]:
    """A device as it is now."""
    return Device.objects.filter(pk=key).order_by()


def scans_about(edition_id: UUID, serials: Collection[int], ids: Collection[UUID] = ()) -> list[Scan]:
    """All scans of some badges, and all that carry some ids, in the order in which they came.

    Two questions, each with an index of its own: asked as one, a database looks through the whole forum.
    """
    if not serials:
        return []
    found = {row.pk: row for row in _of_badges(edition_id, list(serials))}
    if ids:
        found |= {row.pk: row for row in _with_ids(list(ids)) if row.edition_id == edition_id}
    return [found[key] for key in sorted(found)]


@prepared
def _with_ids(ids: list[UUID]) -> QuerySet[Scan]:
    return Scan.objects.filter(scan_id__in=ids).order_by().defer(*SIGNED)


@prepared
def _of_badges(edition_id: UUID, serials: list[int]) -> QuerySet[Scan]:
    return Scan.objects.filter(edition_id=edition_id, serial__in=serials).order_by().defer(*SIGNED)


def measures_of(keys: Collection[UUID]) -> Iterable[Measure]:
    """The measures of some devices; mostly one."""
    if len(keys) == 1:
        return _of_one(*keys)
    return Measure.objects.filter(device__in=keys).order_by()


@prepared
def _of_one(device_id: UUID) -> QuerySet[Measure]:
    return Measure.objects.filter(device_id=device_id).order_by()


@prepared
def lost_among(keys: list[UUID]) -> QuerySet[Device]:
    """Which of these devices are lost."""
    return Device.objects.filter(id__in=keys, lost_after__isnull=False).only("lost_after").order_by()


@prepared
def badges_of(edition_id: UUID, serials: list[int]) -> QuerySet[RosterBadge]:
    """What decides of some badges."""
    rows = RosterBadge.objects.filter(edition_id=edition_id, serial__in=serials).order_by()
    return rows.only("edition_id", "serial", "blocked_at")


@prepared
def entries_of(edition_id: UUID, serials: list[int]) -> QuerySet[Entry]:
    """Entries of some badges."""
    return Entry.objects.filter(edition_id=edition_id, serial__in=serials).order_by()


@prepared
def presences_of(edition_id: UUID, serials: list[int]) -> QuerySet[Presence]:
    """Where some badges are."""
    return Presence.objects.filter(edition_id=edition_id, serial__in=serials).order_by()


@prepared
def incidents_of(edition_id: UUID, serials: list[int]) -> QuerySet[Problem]:
    """Incidents of some badges."""
    rows = Problem.objects.filter(edition_id=edition_id, serial__in=serials, scan_id__isnull=False).order_by()
    return rows.only("scan_id", "kind", "resolved_at", "serial", "zone")


@prepared
def links_between(device_id: UUID, first: int, last: int) -> QuerySet[Scan]:
    """A piece of a device's account."""
    rows = Scan.objects.filter(device_id=device_id, sequence__gte=first, sequence__lte=last).order_by()
    return rows.values_list("sequence", "previous", "digest")


@prepared
def alarms_between(device_id: UUID, first: int, last: int) -> QuerySet[Problem]:
    """Alarms of a piece of a device's account."""
    rows = Problem.objects.filter(device_id=device_id, scan_id__isnull=True, first__gte=first, last__lte=last)
    return rows.exclude(kind="unread").order_by()
