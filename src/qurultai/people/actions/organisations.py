"""Writing organisations, their dated names, and who belongs to them and speaks for them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qurultai.kit import access, journal, undoing
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Invalid
from qurultai.kit.text import Text
from qurultai.people import rules
from qurultai.people.events import (
    Affiliated,
    AffiliationEnded,
    OrganisationAdded,
    OrganisationChanged,
    OrganisationRenamed,
    RightToSpeakChanged,
)
from qurultai.people.models import ALWAYS, Affiliation, Organisation, OrganisationName, Person
from qurultai.people.policies import UPDATE_ORGANISATION

NO_WORDS = Text()
END = "people.affiliation"
CHANGEABLE = frozenset({"kind", "country", "website"})


class OrganisationNameRefused(Invalid):
    """No words in any language."""

    code = "organisation_name"
    text = _("An organisation has a name in at least one language.")


class KindUnknown(Invalid):
    """Not one of the kinds."""

    code = "organisation_kind"
    text = _("There is no kind of organisation called “%(kind)s”.")


class EndsBeforeStart(Invalid):
    """Dates the wrong way round."""

    code = "affiliation_dates"
    text = _("The last day must not be before the first.")


@dataclass(frozen=True, kw_only=True)
class NewOrganisation:
    """What is known of an organisation that is entered."""

    name: Text
    kind: str = Organisation.Kind.COMPANY
    country: str = ""
    website: str = ""
    source_key: str | None = None
    since: dt.date = ALWAYS


def _named(name: Text) -> Text:
    cleaned = Text({language: rules.clean_name(words) for language, words in name.items()})
    if not cleaned:
        raise OrganisationNameRefused
    return cleaned


@action
def add_organisation(new: NewOrganisation, *, by: Actor, edition_id: UUID | None = None) -> Organisation:
    """Enter an organisation under its present name."""
    (organisation,) = add_organisations([new], by=by, edition_id=edition_id)
    return organisation


@action
def add_organisations(
    new: Sequence[NewOrganisation], *, by: Actor, edition_id: UUID | None = None
) -> list[Organisation]:
    """Enter many at once, all or none, in the order given."""
    access.require(UPDATE_ORGANISATION, by, edition_id=edition_id)
    for given in new:
        if given.kind not in Organisation.Kind:
            raise KindUnknown(kind=given.kind)
    made = Organisation.objects.bulk_create(
        Organisation(kind=given.kind, country=given.country, website=given.website, source_key=given.source_key)
        for given in new
    )
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation=organisation, name=_named(given.name), valid_from=given.since)
        for organisation, given in zip(made, new, strict=True)
    )
    for organisation in made:
        journal.record(OrganisationAdded(organisation.id), by=by, edition_id=edition_id)
    return made


@action
def change_organisation(
    organisation: Organisation, changes: Mapping[str, str], *, by: Actor, edition_id: UUID | None = None
) -> Organisation:
    """Change kind, country or site; nothing is recorded when nothing changes."""
    access.require(UPDATE_ORGANISATION, by, edition_id=edition_id)
    locked = Organisation.objects.select_for_update().get(id=organisation.id)
    changed = sorted(field for field in CHANGEABLE & changes.keys() if getattr(locked, field) != changes[field])
    if changes.get("kind", locked.kind) not in Organisation.Kind:
        raise KindUnknown(kind=changes["kind"])
    if not changed:
        return locked
    for field in changed:
        setattr(locked, field, changes[field])
    locked.save(update_fields=changed)
    journal.record(OrganisationChanged(locked.id, tuple(changed)), by=by, edition_id=edition_id)
    return locked


@action
def rename_organisation(
    organisation: Organisation, name: Text, *, since: dt.date, by: Actor, edition_id: UUID | None = None
) -> OrganisationName:
    """Give an organisation another name from a day on; the name before ends that day and stays in the history.

    A second name from the same day replaces the first: a correction.
    """
    access.require(UPDATE_ORGANISATION, by, edition_id=edition_id)
    Organisation.objects.select_for_update().get(id=organisation.id)
    name = _named(name)
    names = list(organisation.names.order_by("valid_from"))
    same = next((known for known in names if known.valid_from == since), None)
    if same is not None and same.name == name:
        return same
    before = [known for known in names if known.valid_from < since]
    after = [known for known in names if known.valid_from > since]
    if before:
        OrganisationName.objects.filter(id=before[-1].id).update(valid_until=since)
    until = after[0].valid_from if after else None
    made, _new = OrganisationName.objects.update_or_create(
        organisation=organisation, valid_from=since, defaults={"name": name, "valid_until": until}
    )
    journal.record(OrganisationRenamed(organisation.id, since.isoformat()), by=by, edition_id=edition_id)
    return made


@action
def affiliate(
    person: Person,
    organisation: Organisation,
    *,
    by: Actor,
    edition_id: UUID | None = None,
    position: Text = NO_WORDS,
    speaks_for: bool = False,
    since: dt.date = ALWAYS,
) -> Affiliation:
    """Say that a person belongs to an organisation; who belongs already stays as she is."""
    access.require(UPDATE_ORGANISATION, by, edition_id=edition_id)
    Person.objects.select_for_update().get(id=person.id)
    belonging = Affiliation.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=since), person=person, organisation=organisation
    ).first()
    if belonging is not None:
        return belonging
    made = Affiliation.objects.create(
        person=person, organisation=organisation, position=position, speaks_for=speaks_for, valid_from=since
    )
    journal.record(Affiliated(person.id, organisation.id), by=by, edition_id=edition_id)
    return made


@action
def let_speak_for(
    affiliation: Affiliation, speaks_for: bool, *, by: Actor, edition_id: UUID | None = None
) -> Affiliation:
    """Give or take the right to speak for the organisation; the same again changes nothing."""
    access.require(UPDATE_ORGANISATION, by, edition_id=edition_id)
    locked = Affiliation.objects.select_for_update().get(id=affiliation.id)
    if locked.speaks_for != speaks_for:
        locked.speaks_for = speaks_for
        locked.save(update_fields=["speaks_for"])
        fact = RightToSpeakChanged(locked.person_id, locked.organisation_id, speaks_for)
        journal.record(fact, by=by, edition_id=edition_id)
    return locked


@action
def end_affiliation(affiliation: Affiliation, *, on: dt.date, by: Actor, edition_id: UUID | None = None) -> Affiliation:
    """End it: from that day she neither belongs nor speaks for the organisation; once ended it stays so."""
    access.require(UPDATE_ORGANISATION, by, edition_id=edition_id)
    locked = Affiliation.objects.select_for_update().get(id=affiliation.id)
    if on < locked.valid_from:
        raise EndsBeforeStart
    if locked.valid_until is None or on < locked.valid_until:
        locked.valid_until = on
        locked.save(update_fields=["valid_until"])
        journal.record(AffiliationEnded(locked.person_id, locked.organisation_id), by=by, edition_id=edition_id)
    return locked


@action
def end_for_now(affiliation: Affiliation, *, on: dt.date, by: Actor, edition_id: UUID) -> UUID | None:
    """End it, and how to undo that."""
    end_affiliation(affiliation, on=on, by=by, edition_id=edition_id)
    return undoing.offer(END, {"affiliation": affiliation.id}, by=by, edition_id=edition_id)


@action
def undo_end(before: Mapping[str, int], *, by: Actor, edition_id: UUID) -> None:
    """She belongs to it again, as if she had not left."""
    access.require(UPDATE_ORGANISATION, by, edition_id=edition_id)
    locked = Affiliation.objects.select_for_update().get(id=before["affiliation"])
    locked.valid_until = None
    locked.save(update_fields=["valid_until"])
    journal.record(Affiliated(locked.person_id, locked.organisation_id), by=by, edition_id=edition_id)
