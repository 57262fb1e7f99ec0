"""Clearances, cases, badges and piles follow what was told."""

from qurultai.accreditation.actions.clearances import change_person, close_clearance, follow_changes, open_clearance
from qurultai.accreditation.actions.printing import make_picture_ready, print_pile
from qurultai.accreditation.actions.visas import open_case
from qurultai.accreditation.events import BadgeMade, PileAsked
from qurultai.kit.journal.deliver import long
from qurultai.kit.models import Event
from qurultai.registration.events import (
    PersonSwapped,
    RegistrationApproved,
    RegistrationChanged,
    RegistrationRefused,
    RegistrationWithdrawn,
)


def clear(fact: RegistrationApproved, event: Event) -> None:
    """Whoever is approved is to be cleared, and may need a visa."""
    open_clearance(fact.edition_id, fact.registration_id, fact.person_id)
    open_case(fact.edition_id, fact.registration_id)


def stop(fact: RegistrationWithdrawn | RegistrationRefused, event: Event) -> None:
    """Whoever does not take part has no badge."""
    close_clearance(fact.registration_id)


def begin_anew(fact: PersonSwapped, event: Event) -> None:
    """Another person is cleared by herself, and has a visa of her own."""
    change_person(fact.registration_id, fact.after_person_id)
    open_case(fact.edition_id, fact.registration_id)


def follow(fact: RegistrationChanged, event: Event) -> None:
    """A badge that waits shows what its person is like now."""
    follow_changes(fact.registration_id, frozenset(fact.fields))


def make_ready(fact: BadgeMade, event: Event) -> None:
    """The picture for paper is there before the pile is asked for."""
    make_picture_ready(fact.badge_id)


@long
def print_badges(fact: PileAsked, event: Event) -> None:
    """Print the pile that somebody asked for."""
    print_pile(fact.run_id)
