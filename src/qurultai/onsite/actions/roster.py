"""What gates know of badges: renewed from those who make badges, blocked at once."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from qurultai.kit import clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.onsite.actions.judging import groups_of, judge, locked_roster
from qurultai.onsite.events import RosterRenewed
from qurultai.onsite.models import Roster, RosterBadge, Scan
from qurultai.onsite.rules.roster import Shown, key_of, seal


@dataclass(frozen=True, slots=True)
class Listed:
    """A badge as gates shall know it; `code` is the text on it, without which nothing of it can be shown offline."""

    serial: int
    category: int
    zones: int
    valid_from: datetime
    valid_until: datetime
    name: str
    code: str = ""
    organisation: str = ""
    country: str = ""
    category_name: Mapping[str, str] = field(default_factory=dict)
    colour: str = ""
    photo: str | None = None
    blocked: bool = False
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A badge key as gates trust it: 32 bytes, from and until in ms."""

    number: int
    public: bytes
    accepted_from: int
    accepted_until: int


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone by its number, with its name in all languages and its class."""

    number: int
    name: Mapping[str, str]
    kind: str


@action
def renew_roster(
    edition_id: UUID,
    badges: Iterable[Listed],
    *,
    by: Actor,
    forum: int | None = None,
    keys: Iterable[Key] | None = None,
    zones: Iterable[Zone] | None = None,
) -> Roster:
    """Let gates know these badges and no others; whoever is missing is blocked. What did not change stays as it is."""
    roster = locked_roster(edition_id)
    known = {row.serial: row for row in RosterBadge.objects.filter(edition_id=edition_id)}
    changed, blocked = _compared(roster, badges, known)
    for row in known.values():
        if row.blocked_at is None:
            row.blocked_at, row.version, row.made_of = clock.now(), roster.version, b""
            blocked.add(row.serial)
            changed.append(row)
    _say(roster, forum, keys, zones)
    _settle(roster, changed, blocked, by)
    return roster


@action
def put_badges(edition_id: UUID, badges: Iterable[Listed], *, by: Actor) -> None:
    """Let gates know these badges as they are now; all others stay as they are."""
    roster, badges = locked_roster(edition_id), list(badges)
    serials = [badge.serial for badge in badges]
    known = {row.serial: row for row in RosterBadge.objects.filter(edition_id=edition_id, serial__in=serials)}
    changed, blocked = _compared(roster, badges, known)
    roster.save(update_fields=["categories"])
    _settle(roster, changed, blocked, by)


@action
def block_badge(edition_id: UUID, serial: int, *, by: Actor) -> None:
    """No gate lets this badge in after its next contact, and scans of it since now are incidents. Twice is no error."""
    roster = locked_roster(edition_id)
    changed = RosterBadge.objects.filter(edition_id=edition_id, serial=serial, blocked_at=None)
    if not changed.update(blocked_at=clock.now(), version=roster.version, made_of=b""):
        return
    judge(roster, groups_of(Scan.objects.filter(edition_id=edition_id, serial=serial)))
    journal.record(RosterRenewed(edition_id, 1, 1), by=by, edition_id=edition_id)


def _compared(
    roster: Roster, badges: Iterable[Listed], known: dict[int, RosterBadge]
) -> tuple[list[RosterBadge], set[int]]:
    """The rows of what is new or changed, and the serials of what is blocked since; `known` keeps what is missing."""
    changed, blocked, now = [], set(), clock.now()
    for badge in badges:
        roster.categories[str(badge.category)] = {"name": dict(badge.category_name), "colour": badge.colour}
        row = known.pop(badge.serial, None) or RosterBadge(edition_id=roster.edition_id, serial=badge.serial)
        made_of = hashlib.sha256(repr(badge).encode()).digest()
        if bytes(row.made_of) == made_of:
            continue
        if badge.blocked and row.blocked_at is None:
            blocked.add(badge.serial)
        _take_over(row, badge, made_of, now, roster.version)
        changed.append(row)
    return changed, blocked


def _settle(roster: Roster, changed: list[RosterBadge], blocked: set[int], by: Actor) -> None:
    """Keep the rows, judge again what a block changes, and tell it."""
    _put(changed)
    edition_id = roster.edition_id
    if blocked:
        judge(roster, groups_of(Scan.objects.filter(edition_id=edition_id, serial__in=blocked)))
    if changed:
        journal.record(RosterRenewed(edition_id, len(changed), len(blocked)), by=by, edition_id=edition_id)


def _put(rows: list[RosterBadge]) -> None:
    """New rows, and known ones under their serials."""
    for row in rows:
        row.pk = None
    ours = {"id", "edition", "serial"}
    fields = [one.name for one in RosterBadge._meta.concrete_fields if one.name not in ours]
    RosterBadge.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["edition", "serial"], update_fields=fields
    )


def _take_over(row: RosterBadge, badge: Listed, made_of: bytes, now: datetime, version: int) -> None:
    shown = Shown(badge.name, badge.organisation, badge.country, badge.photo or "")
    row.category, row.zones = badge.category, badge.zones
    row.valid_from, row.valid_until = badge.valid_from, badge.valid_until
    row.name, row.organisation, row.organisation_id = badge.name, badge.organisation, badge.organisation_id
    row.look = f"{badge.name} {badge.organisation}".casefold()[:800]
    row.country, row.photo = badge.country, badge.photo or ""
    row.blocked_at = (row.blocked_at or now) if badge.blocked else None
    row.opens_with = key_of(badge.code) if badge.code else b""
    row.sealed = seal(row.opens_with, shown) if badge.code else b""
    row.made_of, row.version = made_of, version


def _say(
    roster: Roster,
    forum: int | None,
    keys: Iterable[Key] | None,
    zones: Iterable[Zone] | None,
) -> None:
    if forum is not None:
        roster.forum = forum
    if keys is not None:
        roster.keys = [
            {"number": one.number, "public": one.public.hex(), "from": one.accepted_from, "until": one.accepted_until}
            for one in keys
        ]
    if zones is not None:
        roster.zones = [{"number": one.number, "name": dict(one.name), "kind": one.kind} for one in zones]
    roster.save(update_fields=["categories", "forum", "keys", "zones"])
