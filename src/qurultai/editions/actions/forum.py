"""All writing of editions: the forum itself and who holds which role in it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from qurultai.editions import rules
from qurultai.editions.addresses import RESERVED
from qurultai.editions.events import EditionChanged, EditionCreated, RoleGranted, RoleWithdrawn
from qurultai.editions.models import Edition, Grant, Phase, Series
from qurultai.editions.policies import CREATE_ROLE_GRANT, DELETE_ROLE_GRANT, UPDATE_FORUM_SETTINGS
from qurultai.kit import access, journal, undoing
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Invalid, Refusal
from qurultai.kit.text import Text

WITHDRAWAL = "editions.role"
"""The kind of step under which a role comes back."""


class SlugRefused(Invalid):
    """The address part cannot be used."""

    code = "edition_slug"
    text = _("“%(slug)s” cannot be the address of a forum. Use small Latin letters, digits and hyphens.")


class SlugTaken(Refusal):
    """Another edition has this address."""

    code = "edition_slug_taken"
    text = _("There is a forum with the address “%(slug)s” already.")


class DatesRefused(Invalid):
    """The dates are not those of a forum."""

    code = "edition_dates"
    text = _("The last day must not be before the first, and a forum lasts less than 60 days.")


class ZoneUnknown(Invalid):
    """No such zone."""

    code = "edition_zone"
    text = _("“%(zone)s” is not a time zone that we know. An example: Asia/Almaty.")


class RoleUnknown(Invalid):
    """No such role."""

    code = "role_unknown"
    text = _("There is no role “%(role)s”.")


class GrantBeyondOwn(Refusal):
    """The last owner of a forum cannot give up the role."""

    code = "last_owner"
    text = _("A forum keeps at least one owner. Name another owner first.")


CHANGEABLE = frozenset(
    {"name", "theme", "summary", "city", "starts_on", "ends_on", "zone", "accent", "cancelled", "slot_minutes"}
)


def _check(slug: str, starts_on: dt.date, ends_on: dt.date, zone: str) -> None:
    if rules.slug_problem(slug, RESERVED):
        raise SlugRefused(slug=slug)
    if rules.dates_problem(starts_on, ends_on):
        raise DatesRefused
    if not rules.is_zone(zone):
        raise ZoneUnknown(zone=zone)


@action
def create_edition(
    *,
    slug: str,
    name: Text,
    starts_on: dt.date,
    ends_on: dt.date,
    by: Actor,
    zone: str = "Asia/Almaty",
    series_slug: str = "",
    series_name: Text | None = None,
    **more: object,
) -> Edition:
    """Make an edition, and its series when that is new. The first edition of an installation stands at the root."""
    if not by.system:
        raise access.Denied("editions.edition.create")
    _check(slug, starts_on, ends_on, zone)
    if Edition.objects.filter(slug=slug).exists():
        raise SlugTaken(slug=slug)
    series, _made = Series.objects.get_or_create(slug=series_slug or slug, defaults={"name": series_name or name})
    more.setdefault("at_root", not Edition.objects.filter(at_root=True).exists())
    edition = Edition.objects.create(
        series=series, slug=slug, name=name, starts_on=starts_on, ends_on=ends_on, zone=zone, **more
    )
    journal.record(EditionCreated(edition.id, slug), by=by, edition_id=edition.id)
    return edition


@action
def change_edition(edition: Edition, changes: Mapping[str, object], *, by: Actor) -> Edition:
    """Change names, dates, zone or look; nothing is recorded when nothing changes."""
    edition = Edition.objects.select_for_update().get(id=edition.id)
    access.require(UPDATE_FORUM_SETTINGS, by, edition)
    changed = sorted(field for field in CHANGEABLE & changes.keys() if getattr(edition, field) != changes[field])
    if not changed:
        return edition
    for field in changed:
        setattr(edition, field, changes[field])
    _check(edition.slug, edition.starts_on, edition.ends_on, edition.zone)
    edition.save(update_fields=changed)
    journal.record(EditionChanged(edition.id, tuple(changed)), by=by, edition_id=edition.id)
    return edition


@action
def set_phase(edition: Edition, kind: str, starts_at: dt.datetime, ends_at: dt.datetime, *, by: Actor) -> Phase:
    """Say from when until when something is open."""
    access.require(UPDATE_FORUM_SETTINGS, by, edition)
    if ends_at <= starts_at:
        raise DatesRefused
    phase, _made = Phase.objects.update_or_create(
        edition=edition, kind=kind, defaults={"starts_at": starts_at, "ends_at": ends_at}
    )
    journal.record(EditionChanged(edition.id, ("phases",)), by=by, edition_id=edition.id)
    return phase


@action
def grant_role(
    edition: Edition, person_id: UUID, role: str, *, by: Actor, category: str = "", organisation_id: UUID | None = None
) -> Grant:
    """Give somebody a role; a second time changes nothing."""
    access.require(CREATE_ROLE_GRANT, by, edition_id=edition.id)
    if role not in access.roles():
        raise RoleUnknown(role=role)
    grant, made = Grant.objects.get_or_create(
        edition=edition,
        person_id=person_id,
        role=role,
        defaults={"category": category, "organisation_id": organisation_id},
    )
    if made:
        journal.record(RoleGranted(edition.id, person_id, role), by=by, edition_id=edition.id)
    return grant


@action
def grant_roles(edition: Edition, roles: Iterable[tuple[UUID, str]], *, by: Actor) -> int:
    """Give many people their roles in a few statements; who has one already keeps it. Returns how many were new."""
    access.require(CREATE_ROLE_GRANT, by, edition_id=edition.id)
    wanted = dict.fromkeys(roles)
    if unknown := {role for _person, role in wanted} - access.roles():
        raise RoleUnknown(role=min(unknown))
    held = set(edition.grants.values_list("person_id", "role"))
    new = [Grant(edition=edition, person_id=person, role=role) for person, role in wanted if (person, role) not in held]
    Grant.objects.bulk_create(new, batch_size=500)
    facts = [(RoleGranted(edition.id, grant.person_id, grant.role), edition.id) for grant in new]
    journal.record_many(facts, by=by)
    return len(new)


@action
def withdraw_role(grant: Grant, *, by: Actor) -> UUID | None:
    """Take a role away, and how to undo it; the last owner stays."""
    access.require(DELETE_ROLE_GRANT, by, grant)
    owners = Grant.objects.select_for_update().filter(edition=grant.edition_id, role="admn")
    if grant.role == "admn" and len(owners) == 1:
        raise GrantBeyondOwn
    journal.record(RoleWithdrawn(grant.edition_id, grant.person_id, grant.role), by=by, edition_id=grant.edition_id)
    before = {"person": str(grant.person_id), "role": grant.role}
    grant.delete()
    return undoing.offer(WITHDRAWAL, before, by=by, edition_id=grant.edition_id)


@action
def undo_withdrawal(before: Mapping[str, str], *, by: Actor, edition_id: UUID) -> None:
    """Give the role back, if whoever undoes may give it."""
    grant_role(Edition.objects.get(id=edition_id), UUID(before["person"]), before["role"], by=by)
