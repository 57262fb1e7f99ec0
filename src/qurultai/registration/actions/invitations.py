"""Inviting: drafted one by one or by rows, sent in waves with numbers, accepted, declined or handed on."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from qurultai.kit import access, clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.people.public import clean_name
from qurultai.registration.actions.applying import address_of, check_open
from qurultai.registration.actions.importing import Applicant
from qurultai.registration.actions.recording import record
from qurultai.registration.actions.refusals import InvitationRefused, NameMissing, StateRefused
from qurultai.registration.events import InvitationAnswered, InvitationSent, RegistrationStarted
from qurultai.registration.models import Category, Edition, Invitation, Registration
from qurultai.registration.policies import CREATE_INVITATION, SEND_INVITATION, UPDATE_OWN_INVITATION
from qurultai.registration.queries.twins import survivor_of
from qurultai.registration.wording import INVITATION_STATES

State = Invitation.State
ANSWERABLE = frozenset({State.SENT, State.DECLINED})


@action
def draft_invitations(
    category: Category, people: Sequence[Applicant], *, by: Actor, wave: int = 1, language: str = "en", rank: str = ""
) -> int:
    """Draft a letter for each of these people; who is invited already stays as she is. Returns how many are new."""
    access.require(CREATE_INVITATION, by, edition_id=category.edition_id)
    now, emails = clock.now(), [address_of(one.email) for one in people]
    there = set(Invitation.objects.filter(edition=category.edition_id).values_list("email", flat=True))
    new = [
        Invitation(
            edition_id=category.edition_id, category=category, wave=wave, rank=clean_name(rank)[:200],
            name=one.head["name"], email=email, country=one.head.get("country", ""), language=language,
            organisation=one.head.get("organisation", ""), drafted_at=now,
        )
        for one, email in zip(people, emails, strict=True)
        if email not in there
    ]  # fmt: skip
    Invitation.objects.bulk_create(new, batch_size=500)
    return len(new)


@action
def send_wave(edition: Edition, wave: int, *, by: Actor) -> int:
    """Number and send every draft of a wave; returns how many. Sending it again sends what was drafted since."""
    access.require(SEND_INVITATION, by, edition_id=edition.id)
    Edition.objects.select_for_update().get(pk=edition.pk)
    rows = list(Invitation.objects.select_for_update().filter(edition=edition, wave=wave, state=State.DRAFTED))
    last = Invitation.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0
    for number, row in enumerate(rows, last + 1):
        row.number, row.state, row.sent_at = number, State.SENT, clock.now()
    Invitation.objects.bulk_update(rows, ["number", "state", "sent_at"], batch_size=500)
    journal.record_many([(InvitationSent(row.pk, edition.id, row.number), edition.id) for row in rows], by=by)
    return len(rows)


def _held(invitation: Invitation, by: Actor) -> Invitation:
    row = Invitation.objects.select_for_update(of=("self",)).select_related("category__edition").get(pk=invitation.pk)
    row.opened = invitation.opened
    access.require(UPDATE_OWN_INVITATION, by, row)
    return row


@action
def accept_invitation(invitation: Invitation, *, by: Actor) -> Registration:
    """Come: an application in the invitation's category is begun (or found again), its address proved by the letter."""
    row = _held(invitation, by)
    if row.registration_id is not None:
        return _opened(survivor_of(row.registration))
    if row.state not in ANSWERABLE:
        raise StateRefused(before=INVITATION_STATES[row.state])
    check_open(row.category)
    now = clock.now()
    draft = Registration.objects.create(
        edition_id=row.edition_id, category=row.category, email=row.email, name=row.name, country=row.country,
        organisation=row.organisation, language=row.language, started_at=now, changed_at=now,
    )  # fmt: skip
    record(RegistrationStarted(draft.pk, draft.edition_id), by=by)
    _answer(row, State.ACCEPTED, by, registration_id=draft.pk)
    return _opened(draft)


def _opened(draft: Registration) -> Registration:
    draft.opened = "mail"
    return draft


@action
def decline_invitation(invitation: Invitation, *, by: Actor) -> Invitation:
    """Not come; as long as the forum can be registered for, the answer can be another one later."""
    row = _held(invitation, by)
    if row.state not in ANSWERABLE:
        raise StateRefused(before=INVITATION_STATES[row.state])
    return _answer(row, State.DECLINED, by)


@action
def delegate_invitation(invitation: Invitation, *, name: str, email: str, by: Actor) -> Invitation:
    """Let somebody else come: she gets a letter of her own, with the next number. Raises InvitationRefused."""
    row = _held(invitation, by)
    if row.state not in ANSWERABLE:
        raise StateRefused(before=INVITATION_STATES[row.state])
    name = clean_name(name)[:200]
    if not name:
        raise NameMissing
    Edition.objects.select_for_update().get(pk=row.edition_id)
    last = Invitation.objects.filter(edition=row.edition_id).aggregate(last=Max("number"))["last"] or 0
    made = Invitation(
        edition_id=row.edition_id, category=row.category, wave=row.wave, name=name, email=address_of(email),
        country=row.country, organisation=row.organisation, language=row.language, instead_of=row,
        number=last + 1, state=State.SENT, drafted_at=clock.now(), sent_at=clock.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as twin:
        raise InvitationRefused from twin
    _answer(row, State.DELEGATED, by)
    journal.record(InvitationSent(made.pk, made.edition_id, made.number), by=by, edition_id=made.edition_id)
    return made


def _answer(row: Invitation, state: str, by: Actor, registration_id: UUID | None = None) -> Invitation:
    row.state, row.answered_at = state, clock.now()
    row.registration_id = registration_id
    row.save(update_fields=["state", "answered_at", "registration"])
    journal.record(InvitationAnswered(row.pk, row.edition_id, state), by=by, edition_id=row.edition_id)
    return row
