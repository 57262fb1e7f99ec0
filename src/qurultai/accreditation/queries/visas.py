"""Visa cases, the table of who needs what, and letters."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from qurultai.accreditation.models import Edition, VisaCase, VisaLetter, VisaRule
from qurultai.accreditation.policies import LIST_VISA_LETTERS, READ_VISA_LETTER
from qurultai.accreditation.queries.sheets import letter_bytes
from qurultai.accreditation.rules import visas
from qurultai.kit.access import Actor, allowed
from qurultai.kit.ui.tables import Asked, Slice, sliced
from qurultai.registration.public import called

ORDERS = {
    "name": "registration__latin_name",
    "country": "country",
    "enters": "enters_on",
    "state": "state",
}
OPEN = tuple(state for state in visas.FOLLOWS if visas.flag_of(state, dt.date.min + visas.RED, dt.date.max))
"""States in which the days still count."""


def cases_visible_to(actor: Actor, edition: Edition | None) -> QuerySet[VisaCase]:
    """The cases of an edition that exist for the visa desk."""
    if edition is None or not allowed(LIST_VISA_LETTERS, actor, edition_id=edition.id):
        return VisaCase.objects.none()
    return VisaCase.objects.filter(edition=edition).select_related("registration", "person", "edition")


def listed(actor: Actor, edition: Edition, asked: Asked, size: int, today: dt.date) -> Slice:
    """A page of those that fit; three queries whatever their number."""
    rows = matching(actor, edition, asked, today)
    return sliced(rows, ORDERS[asked.by], asked, size, downwards=asked.downwards)


def all_listed(actor: Actor, edition: Edition, asked: Asked, today: dt.date) -> list[VisaCase]:
    """All of them, for a file."""
    way = "-" if asked.downwards else ""
    return list(matching(actor, edition, asked, today).order_by(f"{way}{ORDERS[asked.by]}", f"{way}pk"))


def matching(actor: Actor, edition: Edition, asked: Asked, today: dt.date) -> QuerySet[VisaCase]:
    """The cases that fit the words and filters."""
    rows = cases_visible_to(actor, edition)
    rows = rows.filter(**{name: asked[name] for name in ("state", "need") if asked[name]})
    if asked["flag"] == "red":
        rows = rows.filter(state__in=OPEN, enters_on__lt=today + visas.RED)
    elif asked["flag"] == "due":
        rows = rows.filter(
            state=VisaCase.State.NEEDED, enters_on__lt=today + visas.DEADLINE, enters_on__gte=today + visas.RED
        )
    elif asked["flag"]:
        rows = rows.none()
    return rows.filter(called(edition, asked.words, "registration")) if asked.words else rows


def case_in_office(actor: Actor, edition: Edition | None, code: str) -> VisaCase:
    """One case. Raises VisaCase.DoesNotExist."""
    return cases_visible_to(actor, edition).get(code=code)


def cases_called(actor: Actor, edition: Edition, codes: Iterable[str]) -> list[VisaCase]:
    """These cases, by name."""
    return list(
        cases_visible_to(actor, edition).filter(code__in=list(codes)).order_by("registration__latin_name", "pk")
    )


def rules_in_office(edition: Edition) -> list[VisaRule]:
    """The table of who needs what."""
    return list(VisaRule.objects.filter(edition=edition))


def rule_in_office(actor: Actor, edition: Edition | None, key: UUID) -> VisaRule:
    """One line of the table. Raises VisaRule.DoesNotExist."""
    if edition is None or not allowed(LIST_VISA_LETTERS, actor, edition_id=edition.id):
        raise VisaRule.DoesNotExist
    return VisaRule.objects.get(pk=key, edition=edition)


def letter_visible_to(actor: Actor, edition: Edition | None, number: int) -> VisaLetter:
    """One letter, its bytes as `pdf`, for the visa desk, its person and her group's head. Raises DoesNotExist."""
    rows = VisaLetter.objects.select_related("case__registration__group")
    letter = rows.get(edition=edition, number=number)
    if not allowed(READ_VISA_LETTER, actor, letter):
        raise VisaLetter.DoesNotExist
    letter.pdf = letter_bytes(letter)
    return letter


def letters_of(case: VisaCase) -> list[VisaLetter]:
    """The letters of a case without their bytes."""
    return list(case.letters.defer("body"))


def my_letters(actor: Actor, edition: Edition | None) -> list[VisaLetter]:
    """One's own letters, without their bytes."""
    rows = VisaLetter.objects.filter(edition=edition, case__person_id=actor.person_id)
    return list(rows.filter(case__registration__person_id=actor.person_id).defer("body"))
