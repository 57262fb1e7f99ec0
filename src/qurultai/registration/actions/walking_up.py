"""Registering who stands at the door, in the categories that the office opened for it."""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction

from qurultai.kit import access, clock
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.kit.text import LANGUAGES
from qurultai.people import public as people
from qurultai.registration import rules
from qurultai.registration.actions import filling
from qurultai.registration.actions.applying import address_of, keep_consents
from qurultai.registration.actions.finding import enter
from qurultai.registration.actions.places import State, hold_categories, let_in
from qurultai.registration.actions.recording import record_of
from qurultai.registration.actions.refusals import (
    AlreadyRegistered,
    AnswersWrong,
    NoWalkUp,
    RegistrationClosed,
)
from qurultai.registration.events import RegistrationSubmitted
from qurultai.registration.models import Category, Registration
from qurultai.registration.policies import CREATE_WALK_UP
from qurultai.registration.queries.asking import questions_of
from qurultai.registration.queries.door import made_with
from qurultai.registration.queries.twins import survivor_of

REUSED = frozenset({State.DRAFT, State.WITHDRAWN})
"""What somebody began or took back is hers to go on with at the door."""


@action
def walk_up(
    edition_id: UUID, category_id: UUID, *, key: UUID, name: str, country: str, by: Actor, latin_name: str = "",
    organisation: str = "", position: str = "", email: str = "", consents: Collection[str] = (), language: str = "en",
) -> Registration:  # fmt: skip
    """Register somebody at the door: she has a place, waits for one, or is to be approved, as the category says.

    `key` is made where she is typed in: the same again changes nothing. What she had begun or taken back herself is
    gone on with. `consents` are the keys of the form's consents that she gave; those it demands are needed, its other
    questions are not asked here.
    Raises NoWalkUp, RegistrationClosed, AnswersWrong, AddressRefused, AlreadyRegistered.
    """
    access.require(CREATE_WALK_UP, by, edition_id=edition_id)
    if there := made_with(key, edition_id):
        return there
    category = Category.objects.select_related("edition").filter(edition_id=edition_id, pk=category_id).first()
    if category is None:
        raise NoWalkUp
    _check(category)
    email = address_of(email) if email.strip() else ""
    known = people.person_of_address(email) if email else None
    row = _held(key, category, known.id if known else None)
    if row.client_key == key:
        return row
    row.email, row.client_key, row.source = email, key, Registration.Source.WALK_UP
    row.language = language if language in LANGUAGES else "en"
    head = {"name": name, "latin_name": latin_name, "country": country, "organisation": organisation}
    filling.write(row, head | {"position": position} | dict.fromkeys(consents, True))
    _check_answers(row)
    if row.person_id is None:
        new = filling.new_person_of(row)
        row.person_id = people.add_person(new, by=SYSTEM, edition_id=edition_id).id
    _save(row)
    keep_consents(row)
    enter(row)
    record_of(RegistrationSubmitted, row, by)
    if rules.states.after_submission(category.approval, invited=False) == "approved":
        let_in(row, by)
    return row


def _check(category: Category) -> None:
    if category.edition.cancelled:
        raise RegistrationClosed
    if not category.walk_up:
        raise NoWalkUp


def _held(key: UUID, category: Category, person_id: UUID | None) -> Registration:
    """The one made with the key meanwhile, what she had begun or taken back, or a new one; its categories are held.

    Raises AlreadyRegistered.
    """
    hers = Registration.objects.filter(edition_id=category.edition_id, person_id=person_id) if person_id else None
    before = hers.first() if hers is not None else None
    hold_categories({category.pk, before.category_id} if before else {category.pk})
    if there := made_with(key, category.edition_id):
        return there
    row = hers.select_for_update().first() if hers is not None else None
    if row is None:
        return Registration(edition=category.edition, category=category, person_id=person_id, started_at=clock.now())
    if row.state not in REUSED:
        raise AlreadyRegistered(registration=survivor_of(row).code)
    row.edition, row.category, row.group = category.edition, category, None
    return row


def _check_answers(row: Registration) -> None:
    """The head, and the consents that the form demands. Raises AnswersWrong."""
    wrong = rules.answers.problems_of_head(filling.head_of(row))
    for one in questions_of(row):
        if one.type == "consent" and one.required and not row.answers.get(one.key):
            wrong[one.key] = "missing"
    if wrong:
        raise AnswersWrong(wrong)


def _save(row: Registration) -> None:
    now = clock.now()
    row.form_id, row.state, row.request = row.category.form_id, State.SUBMITTED, ""
    row.answers = filling.kept_answers(row)
    row.submitted_at = row.changed_at = row.asked_at = now
    row.decided_at = row.withdrawn_at = None
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twin:
        raise AlreadyRegistered(registration=_code_of(row)) from twin


def _code_of(row: Registration) -> str:
    rows = Registration.objects.filter(edition_id=row.edition_id, person_id=row.person_id)
    return rows.values_list("code", flat=True).first() or ""
