"""Names follow at once: of the forum, of its rooms, of people on stage and of their organisations."""

from django.db.models import Q

from qurultai.editions.events import EditionChanged, VenueChanged
from qurultai.kit.access import SYSTEM
from qurultai.kit.models import Event
from qurultai.people.events import (
    Affiliated,
    AffiliationEnded,
    OrganisationRenamed,
    PersonChanged,
)
from qurultai.programme.actions.naming import renew_names
from qurultai.programme.models import SessionRole


def follow_forum(fact: EditionChanged | VenueChanged, event: Event) -> None:
    """The forum or its venue changed."""
    renew_names(fact.edition_id, by=SYSTEM)


def follow_person(fact: PersonChanged | Affiliated | AffiliationEnded, event: Event) -> None:
    """Somebody has another name, position or organisation."""
    _follow(Q(person_id=fact.person_id))


def follow_organisation(fact: OrganisationRenamed, event: Event) -> None:
    """An organisation has another name."""
    _follow(Q(person__affiliations__organisation_id=fact.organisation_id))


def _follow(parts: Q) -> None:
    editions = SessionRole.objects.filter(parts).values_list("session__edition_id", flat=True)
    for edition_id in sorted(set(editions)):
        renew_names(edition_id, by=SYSTEM)
