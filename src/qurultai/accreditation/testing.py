"""Builders for tests: people whom security cleared, and their badges, through the same actions as everybody uses."""

import datetime as dt

from qurultai.accreditation.actions import badges, batches, clearances, letters, printing, visas, zones
from qurultai.accreditation.models import (
    Badge,
    Clearance,
    Desk,
    PrintRun,
    SecurityBatch,
    VisaLetter,
    VisaRule,
    Zone,
)
from qurultai.accreditation.rules.visas import Rule
from qurultai.editions.testing import actor, an_edition, holder_of, signed_in
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal import Fact, fact_of
from qurultai.kit.models import Event
from qurultai.registration.testing import a_category, a_person, a_photo, a_registration, in_three

__all__ = [
    "a_badge",
    "a_category",
    "a_clearance",
    "a_person",
    "a_photo",
    "a_registration",
    "a_sheet",
    "a_zone",
    "actor",
    "an_edition",
    "cleared",
    "facts",
    "holder_of",
    "in_three",
    "signed_in",
]
NOON = dt.datetime(2027, 9, 13, 7, 0, tzinfo=dt.UTC)
"""Noon in Almaty on the first day of `an_edition`."""


def a_zone(edition: object, number: int = 1, name: str = "", kind: str = "C") -> Zone:
    """A zone of the venue."""
    return zones.add_zone(edition, number, in_three(name or f"Zone {number}"), kind=kind, by=SYSTEM)


def a_desk(edition: object, name: str = "Desk") -> Desk:
    """Where badges wait."""
    return zones.add_desk(edition, name, by=SYSTEM)


def a_visa_rule(edition: object, country: str, need: str = "visa") -> VisaRule:
    """What citizens of a country need, for ever."""
    return visas.set_visa_rule(edition, Rule(country, need, dt.date(2020, 1, 1)), by=SYSTEM)


def a_letter(registration: object) -> VisaLetter:
    """Somebody's letter of invitation."""
    case = visas.open_case(registration.edition_id, registration.pk)
    [letter] = letters.issue_letters(registration.edition, [case], {case.id: "en"}, by=SYSTEM)
    return letter


def a_pile(edition: object) -> PrintRun:
    """All badges on cards."""
    return printing.print_pile(printing.ask_pile(edition, "cr80", by=SYSTEM).pk)


def an_asked_pile(edition: object) -> PrintRun:
    """All badges once more, which no worker has begun to print."""
    return printing.ask_pile(edition, "a6", again=True, by=SYSTEM)


def a_clearance(category: object, name: str = "", **typed: object) -> Clearance:
    """Somebody who is approved and waits for security."""
    person = typed.pop("person", None) or (a_person(name) if name else None)
    row = a_registration(category, person, **typed)
    return clearances.open_clearance(category.edition_id, row.pk, row.person_id)


def a_sheet(edition: object) -> SecurityBatch:
    """Everybody who waits, in a batch."""
    return batches.make_batch(edition, by=SYSTEM)


def cleared(category: object, *names: str, **typed: object) -> list[Clearance]:
    """People of a category who are in a batch and cleared."""
    rows = [a_clearance(category, name, **typed) for name in names or ("",)]
    a_sheet(category.edition)
    batches.decide(category.edition, {row.pk: "cleared" for row in rows}, by=SYSTEM)
    return [Clearance.objects.select_related("registration", "edition").get(pk=row.pk) for row in rows]


def a_badge(category: object, name: str = "Aru", **typed: object) -> Badge:
    """Somebody's badge, ready at the desk."""
    [row] = cleared(category, name, **typed)
    return Badge.objects.select_related("registration", "clearance", "edition").get(clearance=row)


def state_of(thing: Badge | Clearance) -> str:
    """Its state in the database."""
    return type(thing).objects.values_list("state", flat=True).get(pk=thing.pk)


def block(badge: Badge, reason: str = "lost") -> Badge:
    """Good for nothing from now on."""
    return badges.block_badge(badge, reason, by=SYSTEM)


def facts(name: str) -> list[Fact]:
    """The facts of one kind that accreditation has told, in order."""
    return [fact_of(event.type, event.payload) for event in Event.objects.filter(type=f"accreditation.{name}")]
