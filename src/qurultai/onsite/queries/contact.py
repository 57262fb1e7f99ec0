"""What a device is told: who it is, where it stands, and what is new on the list since its last contact."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Count, QuerySet

from qurultai.accreditation import public as accreditation
from qurultai.kit import clock
from qurultai.kit.prepared import first, prepared
from qurultai.onsite.models import Device, Presence, Quota, Roster, RosterBadge
from qurultai.onsite.queries.evidence import ms_of, periods_of
from qurultai.onsite.rules.roster import Inside, Row, photos_written, seal_bytes, tag_of, written

MOST_FOUND = 20
HIGHEST_ZONE = 255


@prepared
def _devices(key: UUID) -> QuerySet[Device]:
    return Device.objects.select_related("gate", "edition").filter(id=key, paired_at__isnull=False)


def paired_device(key: UUID) -> Device | None:
    """The device of this key with its gate and forum, whether it was revoked or not."""
    return first(_devices(key))


def version_of(edition_id: UUID) -> int:
    """How far the roster has come."""
    return Roster.objects.filter(pk=edition_id).values_list("version", flat=True).first() or 0


def news_for(device: Device, since: int) -> bytes:
    """All that changed on the list since a version, as bytes; 0 for the whole of it."""
    edition, gate = device.edition, device.gate
    roster = Roster.objects.filter(pk=edition.id).first() or Roster(edition=edition, version=0)
    periods = periods_of(edition)
    quotas = Quota.objects.filter(edition=edition)
    head = {
        "version": roster.version,
        "since": since,
        "now": ms_of(clock.now()),
        "edition": {"name": dict(edition.name), "zone": edition.zone},
        "gate": {"name": dict(gate.name), "code": gate.code, "zone": gate.zone, "direction": gate.direction},
        "forum": roster.forum,
        "keys": roster.keys,
        "zones": roster.zones,
        "categories": roster.categories,
        "periods": list(periods),
        "quotas": [
            {"tag": tag_of(edition.id, quota.organisation_id).hex(), "zone": quota.zone, "most": quota.most}
            for quota in quotas
        ],
    }
    return written(head, _rows(edition.id, since), _presences(edition.id, since))


def _rows(edition_id: UUID, since: int) -> Iterator[Row]:
    columns = ("serial", "blocked_at", "category", "zones", "valid_from", "valid_until", "organisation_id", "sealed")
    columns += ("photo",)
    rows = RosterBadge.objects.filter(edition_id=edition_id, version__gt=since).values_list(*columns)
    for serial, blocked_at, category, zones, since_when, until, organisation_id, sealed, photo in rows.iterator():
        tag = tag_of(edition_id, organisation_id)
        begins, ends = int(since_when.timestamp()), int(until.timestamp())
        yield Row(serial, blocked_at is not None, category, zones, begins, ends, tag, bytes(sealed), bool(photo))


def _presences(edition_id: UUID, since: int) -> Iterator[Inside]:
    rows = Presence.objects.filter(edition_id=edition_id, version__gt=since)
    if not since:
        rows = rows.filter(inside=True)
    for serial, zone, inside, certain, period in rows.values_list(
        "serial", "zone", "inside", "certain", "period"
    ).iterator():
        if zone.isascii() and zone.isdigit() and int(zone) <= HIGHEST_ZONE:
            yield Inside(serial, int(zone), inside, certain, period)


def badges_called(edition_id: UUID, words: str) -> list[RosterBadge]:
    """The first badges whose name or organisation holds all of the words; for a guard when a code will not read."""
    found = RosterBadge.objects.filter(edition_id=edition_id)
    for word in words.casefold().split()[:6]:
        found = found.filter(look__contains=word)
    return list(found.order_by("name", "serial")[:MOST_FOUND]) if words.strip() else []


def photos_of(edition_id: UUID, serials: Collection[int]) -> bytes:
    """The photos of some badges, small, each sealed for its own badge; who has none is left out."""
    rows = RosterBadge.objects.filter(edition_id=edition_id, serial__in=serials).exclude(photo="")
    told = []
    for row in rows:
        try:
            told.append((row.serial, seal_bytes(bytes(row.opens_with), accreditation.thumbnail(row.photo))))
        except OSError:
            continue
    return photos_written(told)


def inside_now(edition: object) -> dict[str, int]:
    """How many are inside each zone now."""
    rows = present(edition).order_by().values("zone").annotate(people=Count("pk"))
    return {row["zone"]: row["people"] for row in rows}


def present(edition: object) -> QuerySet[Presence]:
    """Who is inside, as of the present period."""
    period = sum(1 for start in periods_of(edition) if start <= ms_of(clock.now()))
    return Presence.objects.filter(edition_id=edition.id, inside=True, period=period)
