"""Tells guests how their accreditation stands, once each, in their language, and never why security said no."""

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qurultai.accreditation.events import BadgeMade, ClearanceDecided, VisaLetterIssued
from qurultai.accreditation.queries.telling import (
    badge_for_letter,
    clearance_for_letter,
    desk_for_letter,
    letter_for_letter,
)
from qurultai.accreditation.rules.visas import deadline_of
from qurultai.editions.public import address
from qurultai.kit import clock
from qurultai.kit.models import Event
from qurultai.notices import public as notices
from qurultai.registration.public import reader_of

CLEARED = (
    _("You are accredited"),
    _(
        "Your badge is ready. With this link you show its code on your telephone or print it; "
        "on paper it waits for you at the forum."
    ),
    _("My badge"),
)
REFUSED = (
    _("Your accreditation"),
    _("We are sorry that we cannot accredit you for this forum. Thank you for your interest."),
    _("My accreditation"),
)
ANEW = (
    _("You have a new badge"),
    _(
        "The badge before it is blocked: its code opens nothing any more, on paper, on a telephone or in a wallet. "
        "With this link you show or print the new one."
    ),
    _("My badge"),
)
LETTER = (
    _("Your letter of invitation is ready"),
    _("With this link you get the letter that you need for your entry."),
    _("My letter of invitation"),
)
LETTER_LATE = (
    LETTER[0],
    _("With this link you get the letter. Submit your application at once: entry is near."),
    LETTER[2],
)
DESK, NUMBER = _("The badge desk that has it"), _("Number of the letter")
DEADLINE = _("Submit your application until")
Occasion = tuple[Promise, Promise, Promise]
Lines = Mapping[Promise, str | dt.date]


def tell_of_decision(fact: ClearanceDecided, event: Event) -> None:
    """Good news with the way to the badge, or a neutral letter; neither when the word has changed meanwhile."""
    clearance = clearance_for_letter(fact.registration_id)
    if clearance is None or clearance.state != fact.outcome:
        return
    if clearance.state == "cleared":
        _tell(event, clearance.registration, CLEARED, _where(clearance.registration))
    else:
        _tell(event, clearance.registration, REFUSED, {})


def tell_of_new_badge(fact: BadgeMade, event: Event) -> None:
    """A badge that took a blocked one's place; the first one comes with the decision."""
    badge = badge_for_letter(fact.badge_id)
    if badge is not None:
        _tell(event, badge.registration, ANEW, _where(badge.registration))


def tell_of_letter(fact: VisaLetterIssued, event: Event) -> None:
    """A letter of invitation, and until when to go to the consul with it."""
    letter = letter_for_letter(fact.letter_id)
    if letter is None:
        return
    row, until = letter.case.registration, deadline_of(letter.case.enters_on)
    if until >= clock.now().astimezone(row.edition.tz).date():
        _tell(event, row, LETTER, {NUMBER: str(letter.number), DEADLINE: until}, letter.number)
    else:
        _tell(event, row, LETTER_LATE, {NUMBER: str(letter.number)}, letter.number)


def _where(row: object) -> Lines:
    desk = desk_for_letter(row.edition, row)
    return {DESK: desk} if desk else {}


def _tell(event: Event, row: object, occasion: Occasion, lines: Lines, letter: int | None = None) -> None:
    reader = reader_of(row)
    if reader is None:
        return
    heading, sentence, way = occasion
    with translation.override(reader.language):
        badge = address("accreditation_mine:badge", row.edition)
        path = badge if letter is None else address("accreditation_mine:letter", row.edition, number=letter)
    notices.send(
        key=f"accreditation:{event.id}",
        person_id=reader.person_id,
        stranger=reader.stranger,
        template="accreditation/mail/letter",
        facts={
            "forum": row.edition.name,
            "heading": heading,
            "sentence": sentence,
            "lines": list(lines.items()),
            "way": way,
            "url": f"{settings.BASE_URL}{path}",
        },
        edition_id=row.edition_id,
        zone=row.edition.tz,
    )
