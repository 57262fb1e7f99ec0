"""Visa support: who needs what, cases, and letters."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction

from qurultai.accreditation.actions.refusals import (
    EntryDatesRefused,
    NoEntryNumber,
    NoLetterNeeded,
    VisaCaseState,
    VisaRuleRefused,
)
from qurultai.accreditation.events import VisaCaseChanged, VisaLetterIssued, VisaRulesChanged
from qurultai.accreditation.models import Edition, VisaCase, VisaLetter, VisaRule
from qurultai.accreditation.policies import CREATE_VISA_LETTER, TRANSITION_VISA_LETTER
from qurultai.accreditation.rules import visas
from qurultai.accreditation.rules.batches import digest
from qurultai.accreditation.wording import CASES
from qurultai.kit import access, clock, journal, sealing
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.people.public import keys_for
from qurultai.registration import public as registration

Typeset = Callable[[VisaCase, int, str], bytes]
"""From a case, the letter's number and its language to the letter's bytes."""
DAY_BEFORE = dt.timedelta(days=1)


@action
def set_visa_rule(edition: Edition, rule: visas.Rule, *, by: Actor) -> VisaRule:
    """What citizens of a country need from a day on. Raises VisaRuleRefused."""
    access.require(TRANSITION_VISA_LETTER, by, edition_id=edition.id)
    given = {name: getattr(rule, name) for name in ("country", "need", "since", "until", "days")}
    try:
        with transaction.atomic():
            made = VisaRule.objects.create(edition=edition, **given)
    except IntegrityError as wrong:
        raise VisaRuleRefused from wrong
    journal.record(VisaRulesChanged(edition.id, rule.country), by=by, edition_id=edition.id)
    return made


@action
def remove_visa_rule(rule: VisaRule, *, by: Actor) -> None:
    """Take a rule out of the table; cases that are open stay as they are."""
    access.require(TRANSITION_VISA_LETTER, by, rule)
    rule.delete()
    journal.record(VisaRulesChanged(rule.edition_id, rule.country), by=by, edition_id=rule.edition_id)


@action
def open_case(edition_id: UUID, registration_id: UUID) -> VisaCase | None:
    """Somebody takes part whose citizenship needs something; told again, or where nothing is needed, nothing happens.

    Where another person had the place before, nothing is needed for that one any more.
    """
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    [facts] = registration.badge_facts(edition, [registration_id])
    cases = VisaCase.objects.filter(registration_id=registration_id)
    cases.exclude(person_id=facts.person_id).filter(state=VisaCase.State.NEEDED).update(state=VisaCase.State.NOT_NEEDED)
    known = cases.filter(person_id=facts.person_id).first()
    rules = rules_of(edition)
    enters, leaves = edition.starts_on - DAY_BEFORE, edition.ends_on + DAY_BEFORE
    need = visas.need_of(rules, facts.country, enters, (leaves - enters).days + 1)
    if known or not rules or not facts.country or need == VisaRule.Need.NONE:
        return known
    return VisaCase.objects.create(
        edition=edition, registration_id=registration_id, person_id=facts.person_id, country=facts.country, need=need,
        state=VisaCase.State.NEEDED, enters_on=enters, leaves_on=leaves, changed_at=clock.now(),
    )  # fmt: skip


@action
def change_case(
    case: VisaCase,
    *,
    by: Actor,
    state: str = "",
    entry_number: str = "",
    enters_on: dt.date | None = None,
    leaves_on: dt.date | None = None,
) -> VisaCase:
    """Take a case on, or move its days, for which what she needs is looked up anew; all of it or nothing.

    Raises VisaCaseState, NoEntryNumber, EntryDatesRefused.
    """
    case = VisaCase.objects.select_for_update(of=("self",)).select_related("edition").get(pk=case.pk)
    access.require(TRANSITION_VISA_LETTER, by, edition_id=case.edition_id)
    _go_on(case, state or case.state, entry_number.strip() or case.entry_number)
    _move(case, enters_on or case.enters_on, leaves_on or case.leaves_on)
    case.changed_at = clock.now()
    case.save(update_fields=["state", "entry_number", "enters_on", "leaves_on", "need", "changed_at"])
    journal.record(VisaCaseChanged(case.id, case.edition_id, case.state), by=by, edition_id=case.edition_id)
    return case


def _go_on(case: VisaCase, state: str, entry_number: str) -> None:
    if state != case.state and not visas.may_follow(case.state, state):
        raise VisaCaseState(before=CASES[case.state], after=CASES.get(state, state))
    if state == VisaCase.State.NUMBER_RECEIVED and not entry_number:
        raise NoEntryNumber
    case.state, case.entry_number = state, entry_number


def _move(case: VisaCase, enters_on: dt.date, leaves_on: dt.date) -> None:
    if leaves_on < enters_on:
        raise EntryDatesRefused
    days = (leaves_on - enters_on).days + 1
    case.need = visas.need_of(rules_of(case.edition), case.country, enters_on, days)
    case.enters_on, case.leaves_on = enters_on, leaves_on


@action
def issue_letters(
    edition: Edition, cases: Sequence[VisaCase], languages: Mapping[UUID, str], typeset: Typeset, *, by: Actor
) -> list[VisaLetter]:
    """Letters of invitation for these cases, numbered one after another and kept as they went out (I6).

    `languages` by case. Raises NoLetterNeeded.
    """
    access.require(CREATE_VISA_LETTER, by, edition_id=edition.id)
    Edition.objects.select_for_update().get(pk=edition.pk)
    last = VisaLetter.objects.filter(edition=edition).order_by("-number").values_list("number", flat=True).first() or 0
    return [_issue(case, last + place, languages[case.id], typeset, by) for place, case in enumerate(cases, start=1)]


def _issue(case: VisaCase, number: int, language: str, typeset: Typeset, by: Actor) -> VisaLetter:
    if case.need == VisaRule.Need.NONE:
        raise NoLetterNeeded
    body, person_id = typeset(case, number, language), case.person_id
    sealed = sealing.seal(keys_for([person_id])[person_id], body, person_id.bytes)
    letter = VisaLetter.objects.create(
        edition_id=case.edition_id, case=case, number=number, language=language, body=sealed, sha256=digest(body),
        issued_at=clock.now(), issued_by_id=by.person_id,
    )  # fmt: skip
    journal.record(VisaLetterIssued(letter.id, case.edition_id, number), by=by, edition_id=case.edition_id)
    return letter


def rules_of(edition: Edition) -> list[visas.Rule]:
    """The table of who needs what, as rules."""
    rows = VisaRule.objects.filter(edition=edition).values_list("country", "need", "since", "until", "days")
    return [visas.Rule(*row) for row in rows]
