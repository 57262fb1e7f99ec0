"""Withdrawing: she takes no part after all, and within an hour she does again."""

import datetime as dt

from qurultai.kit import access, clock
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.undoing import A_WHILE, TooLateToUndo
from qurultai.registration import rules
from qurultai.registration.actions.places import (
    State,
    give_back_to_group,
    let_in,
    let_out,
    locked,
    take_of_group,
)
from qurultai.registration.actions.recording import record, record_of
from qurultai.registration.actions.refusals import StateRefused
from qurultai.registration.events import RegistrationWithdrawn, WithdrawalUndone
from qurultai.registration.models import Registration
from qurultai.registration.policies import DELETE_REGISTRATION, WITHDRAW_APPLICATION, WITHDRAW_MEMBER
from qurultai.registration.wording import STATES


@action
def withdraw_registration(registration: Registration, *, by: Actor) -> Registration:
    """Take no part after all; the place goes to the first who waits. A second time changes nothing."""
    registration = locked(registration)
    _require_withdrawing(registration, by)
    if registration.state == State.WITHDRAWN:
        return registration
    before = registration.state
    if not rules.states.may_follow(before, State.WITHDRAWN):
        raise StateRefused(before=STATES[before])
    registration.was, registration.state = before, State.WITHDRAWN
    registration.withdrawn_at = registration.changed_at = clock.now()
    registration.save(update_fields=["was", "state", "withdrawn_at", "changed_at"])
    if registration.person_id is not None:
        record_of(RegistrationWithdrawn, registration, by)
    if before not in {State.DRAFT, State.REFUSED}:
        give_back_to_group(registration)
    if before == State.APPROVED:
        let_out(registration, by)
    return registration


def _require_withdrawing(registration: Registration, by: Actor) -> None:
    """Herself, her group's head, the forum's owner. Raises Denied."""
    if not any(access.allowed(one, by, registration) for one in (WITHDRAW_APPLICATION, WITHDRAW_MEMBER)):
        access.require(DELETE_REGISTRATION, by, registration)


@action
def undo_withdrawal(registration: Registration, *, by: Actor) -> Registration:
    """Within an hour, take part after all: with a place if there is one, else first in the waiting list.

    Raises TooLateToUndo, GroupFull.
    """
    registration = locked(registration)
    _require_withdrawing(registration, by)
    until = (registration.withdrawn_at or dt.datetime.min.replace(tzinfo=dt.UTC)) + A_WHILE
    if registration.state != State.WITHDRAWN or clock.now() > until:
        raise TooLateToUndo
    if registration.was not in {State.DRAFT, State.REFUSED}:
        take_of_group(registration)
    registration.state = registration.was
    registration.save(update_fields=["state"])
    record(WithdrawalUndone(registration.pk, registration.edition_id), by=by)
    if registration.was in {State.APPROVED, State.WAITING}:
        let_in(registration, by)
    return registration
