"""Zones, which category opens which, and desks."""

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from qurultai.accreditation.actions.refusals import DeskTaken, SpanRefused, ZoneOpened, ZoneRefused
from qurultai.accreditation.events import ZonesChanged
from qurultai.accreditation.models import Desk, Edition, Zone, ZonePolicy
from qurultai.accreditation.policies import UPDATE_ZONES
from qurultai.accreditation.rules.zones import MOST, mask_of, zones_in
from qurultai.kit import access, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.text import Text


@action
def add_zone(edition: Edition, number: int, name: Text, *, by: Actor, kind: str = Zone.Kind.C) -> Zone:
    """A new zone. Raises ZoneRefused for a number that is taken or that no badge holds."""
    access.require(UPDATE_ZONES, by, edition_id=edition.id)
    if not 0 <= number < MOST:
        raise ZoneRefused
    try:
        with transaction.atomic():
            zone = Zone.objects.create(edition=edition, number=number, name=name, kind=kind)
    except IntegrityError as taken:
        raise ZoneRefused from taken
    _record(edition.id, by)
    return zone


@action
def change_zone(zone: Zone, changes: Mapping[str, object], *, by: Actor) -> Zone:
    """Another name or kind; its number stays, for badges have it."""
    access.require(UPDATE_ZONES, by, zone)
    zone = Zone.objects.select_for_update().get(pk=zone.pk)
    for name in changes.keys() & {"name", "kind"}:
        setattr(zone, name, changes[name])
    zone.save(update_fields=["name", "kind"])
    _record(zone.edition_id, by)
    return zone


@action
def remove_zone(zone: Zone, *, by: Actor) -> None:
    """Take a zone away that no category opens; else raises ZoneOpened."""
    access.require(UPDATE_ZONES, by, zone)
    Edition.objects.select_for_update().get(pk=zone.edition_id)
    masks = ZonePolicy.objects.filter(edition_id=zone.edition_id).values_list("zones", flat=True)
    if any(zone.number in zones_in(mask) for mask in masks):
        raise ZoneOpened
    zone.delete()
    _record(zone.edition_id, by)


@action
def set_policy(
    edition: Edition,
    category_id: UUID,
    zones: Iterable[int],
    valid_from: dt.datetime,
    valid_until: dt.datetime,
    *,
    by: Actor,
) -> ZonePolicy:
    """What a category's badges open, and when; gates follow with their next list. Raises SpanRefused, ZoneRefused."""
    access.require(UPDATE_ZONES, by, edition_id=edition.id)
    Edition.objects.select_for_update().get(pk=edition.pk)
    wanted = set(zones)
    if valid_until <= valid_from:
        raise SpanRefused
    if wanted - set(Zone.objects.filter(edition=edition).values_list("number", flat=True)):
        raise ZoneRefused
    span = {"valid_from": valid_from.replace(microsecond=0), "valid_until": valid_until.replace(microsecond=0)}
    policy, _made = ZonePolicy.objects.update_or_create(
        edition=edition, category_id=category_id, defaults={"zones": mask_of(wanted), **span}
    )
    _record(edition.id, by)
    return policy


@action
def add_desk(edition: Edition, name: str, *, by: Actor, **more: object) -> Desk:
    """A desk where badges wait; the first that takes a badge has it. Raises DeskTaken, SpanRefused."""
    access.require(UPDATE_ZONES, by, edition_id=edition.id)
    desk = Desk(edition=edition, name=name, **more)
    if desk.last < desk.first:
        raise SpanRefused
    try:
        with transaction.atomic():
            desk.save(force_insert=True)
    except IntegrityError as taken:
        raise DeskTaken from taken
    _record(edition.id, by)
    return desk


@action
def remove_desk(desk: Desk, *, by: Actor) -> None:
    """Close a desk; its badges wait where the next desk takes them."""
    access.require(UPDATE_ZONES, by, desk)
    desk.delete()
    _record(desk.edition_id, by)


def _record(edition_id: UUID, by: Actor) -> None:
    journal.record(ZonesChanged(edition_id), by=by, edition_id=edition_id)
