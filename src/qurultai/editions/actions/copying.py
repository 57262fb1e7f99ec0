"""Copying last year's edition: what stays the same about a forum that comes back."""

import datetime as dt

from qurultai.editions import rules
from qurultai.editions.actions.forum import create_edition
from qurultai.editions.events import EditionCreated
from qurultai.editions.models import Building, Edition, Grant, Phase, Room, Table, Walk
from qurultai.editions.policies import UPDATE_FORUM_SETTINGS
from qurultai.kit import access, journal
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.kit.text import Text

STAFF_ROLES = ("prot", "visa", "secu", "prog", "pres", "b2bm", "lega", "supp", "admn", "dpo")


@action
def copy_edition(last: Edition, *, slug: str, name: Text, starts_on: dt.date, ends_on: dt.date, by: Actor) -> Edition:
    """Next year's edition with last year's zone, languages, look, phases (moved with the dates), venue and staff."""
    access.require(UPDATE_FORUM_SETTINGS, by, last)
    edition = create_edition(
        slug=slug,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        zone=last.zone,
        series_slug=last.series.slug,
        city=last.city,
        languages=last.languages,
        accent=last.accent,
        slot_minutes=last.slot_minutes,
        at_root=False,
        by=SYSTEM,
    )
    _copy_phases(last, edition)
    _copy_venue(last, edition)
    _copy_staff(last, edition)
    journal.record(EditionCreated(edition.id, slug, copied_from=last.id), by=by, edition_id=edition.id)
    return edition


def _copy_staff(last: Edition, edition: Edition) -> None:
    """Those who work for the forum, with the role of a participant where they had it: it opens their own pages."""
    grants = Grant.objects.filter(edition=last)
    staff = grants.filter(role__in=STAFF_ROLES)
    own = grants.filter(role="part", person_id__in=staff.values("person_id"))
    Grant.objects.bulk_create(
        Grant(edition=edition, person_id=g.person_id, organisation_id=g.organisation_id, role=g.role)
        for g in (*staff, *own)
    )


def _copy_phases(last: Edition, edition: Edition) -> None:
    def moved(at: dt.datetime) -> dt.datetime:
        local = at.astimezone(last.tz)
        day = rules.moved(local.date(), last.starts_on, edition.starts_on)
        return dt.datetime.combine(day, local.time(), edition.tz)

    Phase.objects.bulk_create(
        Phase(edition=edition, kind=p.kind, starts_at=moved(p.starts_at), ends_at=moved(p.ends_at))
        for p in last.phases.all()
    )


def _copy_venue(last: Edition, edition: Edition) -> None:
    buildings: dict = {}
    for old in last.buildings.all():
        buildings[old.id] = Building.objects.create(
            edition=edition, name=old.name, address=old.address, position=old.position
        )
    Walk.objects.bulk_create(
        Walk(origin=buildings[w.origin_id], destination=buildings[w.destination_id], minutes=w.minutes)
        for w in Walk.objects.filter(origin__edition=last)
    )
    for old in last.rooms.prefetch_related("tables"):
        room = Room.objects.create(
            edition=edition,
            building=buildings.get(old.building_id),
            slug=old.slug,
            name=old.name,
            source_name=old.source_name,
            capacity=old.capacity,
            equipment=old.equipment,
            floor=old.floor,
            position=old.position,
        )
        Table.objects.bulk_create(Table(room=room, number=t.number, seats=t.seats) for t in old.tables.all())
