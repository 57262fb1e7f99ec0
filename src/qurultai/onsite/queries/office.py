"""What the office sees of gates, devices, who came, who is inside, and problems."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncHour

from qurultai.kit import access, clock
from qurultai.kit.access import Actor, Permission
from qurultai.kit.text import Text
from qurultai.onsite.models import Device, Edition, Entry, Gate, Presence, Problem, Quota, Roster, RosterBadge, Scan
from qurultai.onsite.policies import LIST_DEVICES, LIST_SCANS, UPDATE_QUOTA
from qurultai.onsite.queries.contact import present
from qurultai.onsite.queries.evidence import instant, ms_of, periods_of


def _may(permission: Permission, actor: Actor, edition: Edition | None) -> bool:
    return edition is not None and access.allowed(permission, actor, edition_id=edition.id)


def gates_visible_to(actor: Actor, edition: Edition | None) -> QuerySet[Gate]:
    """Gates with how many devices stand there, when one was last heard of, and how many scans wait."""
    if not _may(LIST_DEVICES, actor, edition):
        return Gate.objects.none()
    at_work = Q(devices__revoked_at=None, devices__paired_at__isnull=False)
    return Gate.objects.filter(edition=edition).annotate(
        standing=Count("devices", filter=at_work),
        heard_at=Max("devices__last_seen_at", filter=at_work),
        waiting=Sum("devices__waiting", filter=at_work, default=0),
    )


def gate_in_office(actor: Actor, edition: Edition | None, code: str) -> Gate:
    """One of them. Raises Gate.DoesNotExist."""
    return gates_visible_to(actor, edition).get(code=code)


def open_gates(edition: Edition) -> list[Gate]:
    """The gates at which a device may stand, in the order in which they were made."""
    return list(Gate.objects.filter(edition=edition, closed_at=None).order_by("pk"))


def device_in_office(actor: Actor, edition: Edition | None, code: str) -> Device:
    """A device of this forum. Raises Device.DoesNotExist."""
    if not _may(LIST_DEVICES, actor, edition):
        raise Device.DoesNotExist
    return Device.objects.select_related("gate").get(edition=edition, code=code)


def devices_at(gate: Gate) -> list[Device]:
    """The devices of a gate, those at work first."""
    return sorted(gate.devices.all(), key=lambda device: (device.revoked_at is not None, device.code))


def zones_of(edition: Edition) -> dict[int, Text]:
    """The zones by number, by name."""
    roster = Roster.objects.filter(pk=edition.id).only("zones").first()
    return {zone["number"]: Text(zone["name"]) for zone in roster.zones} if roster else {}


@dataclass(frozen=True)
class Arrivals:
    """How many came on a day: in all, by hour, category and country; and how many are inside each zone now."""

    day: dt.date
    days: list[dt.date]
    people: int
    hours: list[tuple[dt.datetime, int]]
    categories: list[tuple[Text, int]]
    countries: list[tuple[str, int]]
    inside: list[tuple[Text, int]]


def arrivals_of(edition: Edition, day: dt.date | None) -> Arrivals:
    """The figures of a day, by default of today; five queries. A badge arrives once a day, by whichever gate.

    All that comes before the days of a forum is one rehearsal: a badge arrives in it once, and its last day is shown
    until they begin; one query more.
    """
    days = [instant(start).astimezone(edition.tz).date() for start in periods_of(edition)]
    today = instant(ms_of(clock.now())).astimezone(edition.tz).date()
    rehearsed = _last_rehearsal(edition) if today < days[0] else None
    asked = {*days, rehearsed} - {None}
    wanted = day if day in asked else rehearsed or min(max(today, days[0]), days[-1])
    entries = Entry.objects.filter(edition=edition).order_by()
    if wanted == rehearsed:
        begins = dt.datetime.combine(wanted, dt.time(), edition.tz)
        entries = entries.filter(period=0, at__gte=begins)
    else:
        entries = entries.filter(period=days.index(wanted) + 1)
    same = {"edition": edition, "serial": OuterRef("serial"), "period": OuterRef("period")}
    before = Entry.objects.filter(Q(at__lt=OuterRef("at")) | Q(at=OuterRef("at"), pk__lt=OuterRef("pk")), **same)
    first = entries.filter(~Exists(before))
    hours = first.annotate(hour=TruncHour("at", tzinfo=edition.tz)).values_list("hour").annotate(n=Count("pk"))
    by_category = first.values_list("badge__category").annotate(n=Count("pk"))
    by_country = first.values_list("badge__country").annotate(n=Count("pk"))
    roster = Roster.objects.filter(pk=edition.id).first() or Roster()
    zones = {str(zone["number"]): Text(zone["name"]) for zone in roster.zones}
    inside = dict(present(edition).order_by().values_list("zone").annotate(n=Count("pk")))
    counted = sorted(hours)
    return Arrivals(
        wanted,
        sorted(one for one in asked if edition.starts_on <= one <= edition.ends_on or one in (wanted, rehearsed)),
        sum(n for _, n in counted),
        counted,
        _most([(Text(roster.categories.get(str(number), {}).get("name", {})), n) for number, n in by_category]),
        _most([(country or "", n) for country, n in by_country]),
        [(name, inside.get(number, 0)) for number, name in zones.items()],
    )


def _last_rehearsal(edition: Edition) -> dt.date | None:
    """The last day before those of the forum on which somebody came."""
    last = Entry.objects.filter(edition=edition, period=0).aggregate(last=Max("at"))["last"]
    return last and last.astimezone(edition.tz).date()


def _most(rows: Iterable[tuple]) -> list[tuple]:
    return sorted(rows, key=lambda row: (-row[1], str(row[0])))


def inside_visible_to(actor: Actor, edition: Edition | None, *, words: str = "", zone: str = "") -> QuerySet[Presence]:
    """Who is inside now."""
    if not _may(LIST_SCANS, actor, edition):
        return Presence.objects.none()
    rows = present(edition).select_related("badge")
    for word in words.casefold().split():
        rows = rows.filter(Q(badge__look__contains=word) | Q(serial=int(word) if word.isdecimal() else -1))
    return rows.filter(zone=zone) if zone else rows


def problems_visible_to(
    actor: Actor, edition: Edition | None, *, kind: str = "", state: str = "", words: str = ""
) -> QuerySet[Problem]:
    """Incidents and alarms."""
    if not _may(LIST_SCANS, actor, edition):
        return Problem.objects.none()
    rows = Problem.objects.filter(edition=edition).select_related("device__gate", "scan")
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(resolved_at__isnull=state == "open")
    for word in words.casefold().split():
        named = RosterBadge.objects.filter(edition=edition, look__contains=word).values("serial")
        rows = rows.filter(Q(serial__in=named) | Q(device__code__iexact=word) | Q(note__icontains=word))
    return rows


def problem_in_office(actor: Actor, edition: Edition | None, key: UUID) -> Problem:
    """One of them. Raises Problem.DoesNotExist."""
    return problems_visible_to(actor, edition).get(pk=key)


def open_problems(edition: Edition) -> int:
    """How many nobody has looked at."""
    return Problem.objects.filter(edition=edition, resolved_at=None).count()


def badges_named(edition: Edition, serials: Iterable[int | None]) -> dict[int, RosterBadge]:
    """Badges by serial, for the rows of a page; one query."""
    wanted = {serial for serial in serials if serial is not None}
    return {badge.serial: badge for badge in RosterBadge.objects.filter(edition=edition, serial__in=wanted)}


def scans_of_badge(edition: Edition, serial: int | None, zone: str) -> list[Scan]:
    """What gates told of a badge in a zone, as it is ordered by their own clocks."""
    rows = Scan.objects.filter(edition=edition, serial=serial, zone=zone).select_related("device__gate")
    return list(rows.order_by("at", "pk")[:100]) if serial is not None else []


@dataclass(frozen=True)
class Filled:
    """A quota with how many are inside."""

    quota: Quota
    name: str
    inside: int


def quotas_visible_to(actor: Actor, edition: Edition | None) -> list[Filled]:
    """Quotas of organisations, with how many of theirs are inside now; three queries."""
    if not _may(UPDATE_QUOTA, actor, edition):
        return []
    quotas = list(Quota.objects.filter(edition=edition))
    names = dict(organisations_on(edition))
    inside = {
        (organisation, zone): n
        for organisation, zone, n in present(edition)
        .order_by()
        .filter(badge__organisation_id__in=[quota.organisation_id for quota in quotas])
        .values_list("badge__organisation_id", "zone")
        .annotate(n=Count("pk"))
    }
    filled = [
        Filled(quota, names.get(quota.organisation_id, ""), inside.get((quota.organisation_id, str(quota.zone)), 0))
        for quota in quotas
    ]
    return sorted(filled, key=lambda one: (one.name.casefold(), one.quota.zone))


def quota_in_office(actor: Actor, edition: Edition | None, key: UUID) -> Quota:
    """One of them. Raises Quota.DoesNotExist."""
    if not _may(UPDATE_QUOTA, actor, edition):
        raise Quota.DoesNotExist
    return Quota.objects.select_related("edition").get(edition=edition, pk=key)


def organisations_on(edition: Edition) -> list[tuple[UUID, str]]:
    """The organisations whose people have badges, by name; one query."""
    rows = RosterBadge.objects.filter(edition=edition, organisation_id__isnull=False).order_by()
    named = rows.values_list("organisation_id").annotate(name=Min("organisation"))
    return sorted(named, key=lambda row: row[1].casefold())
