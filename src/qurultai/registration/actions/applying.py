"""What an applicant does: begin, fill in, send, correct."""

from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet

from qurultai.editions import public as editions
from qurultai.kit import access, clock
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.kit.prepared import prepared
from qurultai.kit.text import LANGUAGES
from qurultai.people import public as people
from qurultai.registration import rules
from qurultai.registration.actions import filling
from qurultai.registration.actions.finding import enter
from qurultai.registration.actions.places import (
    State,
    let_in,
    locked,
    take_of_group,
)
from qurultai.registration.actions.recording import record, record_of
from qurultai.registration.actions.refusals import (
    AddressNotProved,
    AddressRefused,
    AlreadyRegistered,
    AnswersWrong,
    InvitationNeeded,
    RegistrationClosed,
    StateRefused,
)
from qurultai.registration.events import (
    RegistrationChanged,
    RegistrationStarted,
    RegistrationSubmitted,
)
from qurultai.registration.models import Category, Consent, Invitation, Registration
from qurultai.registration.policies import (
    CREATE_APPLICATION,
    READ_REGISTRY,
    UPDATE_APPLICATION,
    UPDATE_REGISTRATION,
)
from qurultai.registration.wording import STATES

ON_THEIR_WAY = frozenset({State.SUBMITTED, State.WAITING, State.APPROVED})
CORRECTABLE = frozenset({State.DRAFT, State.NEEDS_INFO, State.SUBMITTED, State.WAITING})
"""After the decision only the secretariat changes what was decided on."""


@action
def start_draft(category: Category, *, by: Actor, email: str = "", language: str = "en") -> Registration:
    """Begin an application: one's own when signed in (the one there is, if she began before), else by an address.

    Raises RegistrationClosed, InvitationNeeded, AddressRefused, AlreadyRegistered.
    """
    access.require(CREATE_APPLICATION, by, edition_id=category.edition_id)
    check_open(category)
    if category.approval == Category.Approval.INVITATION_ONLY:
        raise InvitationNeeded
    if by.person_id is not None:
        return _own_draft(category, by)
    draft = _new(category, email=address_of(email), language=language if language in LANGUAGES else "en")
    draft.opened = "browser"
    record(RegistrationStarted(draft.pk, draft.edition_id), by=by)
    return draft


def check_open(category: Category) -> None:
    """Raise RegistrationClosed outside the forum's registration phase, where it has one."""
    phase = editions.phase_of(category.edition_id, "registration")
    if category.edition.cancelled or (phase is not None and not phase[0] <= clock.now() < phase[1]):
        raise RegistrationClosed


def _own_draft(category: Category, by: Actor) -> Registration:
    mine = Registration.objects.select_for_update().filter(edition_id=category.edition_id, person_id=by.person_id)
    draft = mine.first()
    if draft is None:
        person = people.myself(by, None)
        draft = _new(
            category, person=person, email=person.email, language=person.language, name=person.name,
            latin_name=person.latin_name, country=person.country,
        )  # fmt: skip
        record(RegistrationStarted(draft.pk, draft.edition_id), by=by)
        return draft
    if draft.state not in {State.DRAFT, State.WITHDRAWN}:
        raise AlreadyRegistered(registration=draft.code)
    draft.category, draft.state, draft.asked_at, draft.submitted_at = category, State.DRAFT, None, None
    draft.save(update_fields=["category", "state", "asked_at", "submitted_at"])
    return draft


def _new(category: Category, **known: object) -> Registration:
    now = clock.now()
    draft = Registration(category=category, edition_id=category.edition_id, started_at=now, changed_at=now, **known)
    draft.save(force_insert=True)
    return draft


def address_of(email: str) -> str:
    """An address in lower case. Raises AddressRefused."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise AddressRefused from wrong
    return email


def may_fill(registration: Registration, by: Actor) -> bool:
    """Whether somebody else than the applicant fills this in: her group's head, the secretariat. Raises Denied."""
    if access.allowed(UPDATE_APPLICATION, by, registration):
        return False
    access.require(UPDATE_REGISTRATION, by, registration)
    return True


@action
def save_draft(registration: Registration, changes: Mapping[str, object], *, by: Actor) -> Registration:
    """Keep what was typed, right or wrong: the head by its names, answers by their keys; nothing else."""
    registration = locked(registration)
    may_fill(registration, by)
    _require_open(registration)
    if filling.write(registration, changes):
        registration.changed_at = clock.now()
        registration.save(update_fields=[*filling.COLUMNS, "changed_at"])
    return registration


def _require_open(registration: Registration) -> None:
    """Raise StateRefused when it cannot be filled in or sent any more."""
    if registration.state not in rules.states.OPEN:
        raise StateRefused(before=STATES[registration.state])


@action
def correct_registration(registration: Registration, changes: Mapping[str, object], *, by: Actor) -> Registration:
    """Change what was sent already; what is not right is refused. Nothing is recorded when nothing changes.

    Raises AnswersWrong, StateRefused.
    """
    registration = locked(registration)
    may_fill(registration, by)
    registry = access.allowed(READ_REGISTRY, by, edition_id=registration.edition_id)
    allowed = CORRECTABLE | {State.APPROVED} if registry else CORRECTABLE
    if registration.state not in allowed:
        raise StateRefused(before=STATES[registration.state])
    changed = filling.write(registration, changes)
    if not changed:
        return registration
    if wrong := filling.problems(registration):
        raise AnswersWrong(wrong)
    registration.changed_at = clock.now()
    registration.save(update_fields=[*filling.COLUMNS, "changed_at"])
    keep_consents(registration)
    enter(registration)
    record(RegistrationChanged(registration.pk, registration.edition_id, tuple(sorted(changed))), by=by)
    return registration


@action
def submit_registration(registration: Registration, *, by: Actor) -> Registration:
    """Send an application, or the answer to what was asked; by the category's rule it is approved at once, put on the
    waiting list, or reviewed. A second time changes nothing.

    Raises AnswersWrong, RegistrationClosed, AddressNotProved, AlreadyRegistered, InvitationNeeded, GroupFull.
    """
    registration = locked(registration)
    by_others = may_fill(registration, by)
    if registration.state in ON_THEIR_WAY:
        return registration
    _require_open(registration)
    return _send(registration, by, by_others=by_others)


@action
def send_application(registration: Registration, changes: Mapping[str, object], *, by: Actor) -> Registration:
    """Write what was typed and send it, in one transaction: nothing is written when it cannot be sent."""
    registration = locked(registration)
    by_others = may_fill(registration, by)
    _require_open(registration)
    filling.write(registration, changes)
    return _send(registration, by, by_others=by_others)


def _send(registration: Registration, by: Actor, *, by_others: bool) -> Registration:
    """Send a row that is held and open."""
    category, first_time = registration.category, registration.state == State.DRAFT
    invited = by_others or bool(_invited(registration.pk))
    if wrong := filling.problems(registration):
        raise AnswersWrong(wrong)
    if first_time:
        check_open(category)
        if category.approval == Category.Approval.INVITATION_ONLY and not invited:
            raise InvitationNeeded
        _know_person(registration, proved=by_others or by.system)
        take_of_group(registration)
    keep_consents(registration)
    _mark_submitted(registration, by)
    if first_time and rules.states.after_submission(category.approval, invited=invited) == "approved":
        let_in(registration, by)
    return registration


def _mark_submitted(registration: Registration, by: Actor) -> None:
    now = clock.now()
    registration.form_id = registration.form_id or registration.category.form_id
    registration.answers = filling.kept_answers(registration)
    registration.sound = rules.twins.sound_of(registration.name)
    registration.state, registration.request = State.SUBMITTED, ""
    registration.submitted_at = registration.changed_at = now
    registration.asked_at = registration.asked_at or now
    more = ("state", "request", "form", "person", "submitted_at", "asked_at", "changed_at")
    registration.save(update_fields=[*filling.COLUMNS, *more])
    enter(registration)
    record_of(RegistrationSubmitted, registration, by)


def _know_person(registration: Registration, *, proved: bool) -> None:
    """Who applies: whoever signs in with the address, or somebody new. Only the mailed link proves an address."""
    if registration.person_id is not None:
        return
    if not proved and registration.opened != "mail":
        raise AddressNotProved(email=registration.email)
    person = people.person_of_address(registration.email) if registration.email else None
    if person is None:
        person = people.add_person(filling.new_person_of(registration), by=SYSTEM, edition_id=registration.edition_id)
    else:
        others = Registration.objects.filter(edition_id=registration.edition_id, person_id=person.id)
        if other := others.exclude(pk=registration.pk).first():
            raise AlreadyRegistered(registration=other.code)
    registration.person_id = person.id


def keep_consents(registration: Registration) -> None:
    """Purposes that she ticked are consented to from now on, in the words of this version; others no longer."""
    given, now = filling.consented(registration), clock.now()
    live = _live_consents(registration.pk)
    known = {one.purpose for one in live}
    if gone := [one.pk for one in live if one.purpose not in given]:
        Consent.objects.filter(pk__in=gone).update(withdrawn_at=now)
    form_id = registration.form_id or registration.category.form_id
    Consent.objects.bulk_create(
        Consent(registration=registration, purpose=purpose, form_id=form_id, given_at=now)
        for purpose in given
        if purpose not in known
    )


@prepared
def _live_consents(registration_id: UUID) -> QuerySet[Consent]:
    return Consent.objects.filter(registration_id=registration_id, withdrawn_at=None)


@prepared
def _invited(registration_id: UUID) -> QuerySet[Invitation]:
    return Invitation.objects.filter(registration_id=registration_id).only("pk")
