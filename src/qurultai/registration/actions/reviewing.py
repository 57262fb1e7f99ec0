"""What the secretariat does with applications: ask for more, approve, refuse."""

from collections.abc import Iterable

from django.db import transaction

from qurultai.kit import access, clock
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.people.public import clean_words
from qurultai.registration import rules
from qurultai.registration.actions.places import (
    State,
    give_back_to_group,
    hold_categories,
    let_in,
    let_out,
    locked,
    take_of_group,
)
from qurultai.registration.actions.recording import record, record_of
from qurultai.registration.actions.refusals import GroupFull, QuestionMissing, StateRefused
from qurultai.registration.events import MoreAsked, RegistrationRefused
from qurultai.registration.models import Edition, Registration
from qurultai.registration.policies import TRANSITION_REGISTRATION
from qurultai.registration.wording import STATES

LONGEST_REQUEST = 2000


def _held(registration: Registration, after: str, by: Actor) -> Registration:
    registration = locked(registration)
    access.require(TRANSITION_REGISTRATION, by, registration)
    if after != registration.state and not rules.states.may_follow(registration.state, after):
        raise StateRefused(before=STATES[registration.state])
    return registration


@action
def ask_for_more(registration: Registration, words: str, *, by: Actor) -> Registration:
    """Let the applicant answer a question before it is decided."""
    registration = _held(registration, State.NEEDS_INFO, by)
    words = clean_words(words)[:LONGEST_REQUEST]
    if not words:
        raise QuestionMissing
    registration.state, registration.request = State.NEEDS_INFO, words
    registration.changed_at = clock.now()
    registration.save(update_fields=["state", "request", "changed_at"])
    record(MoreAsked(registration.pk, registration.edition_id), by=by)
    return registration


@action
def approve(registration: Registration, *, by: Actor) -> Registration:
    """Let somebody take part, or wait for a place when all are taken. A second time changes nothing.

    Who waits already is let in by the list, in order of asking.
    """
    registration = _held(registration, State.APPROVED, by)
    if registration.state == State.REFUSED:
        take_of_group(registration)
    if registration.state not in {State.APPROVED, State.WAITING}:
        let_in(registration, by)
    return registration


@action
def refuse(registration: Registration, *, by: Actor) -> Registration:
    """Let somebody not take part; a place that she had goes to the first who waits. A second time changes nothing."""
    registration = _held(registration, State.REFUSED, by)
    if registration.state == State.REFUSED:
        return registration
    before, registration.state = registration.state, State.REFUSED
    registration.decided_at = registration.changed_at = clock.now()
    registration.save(update_fields=["state", "decided_at", "changed_at"])
    record_of(RegistrationRefused, registration, by)
    give_back_to_group(registration)
    if before == State.APPROVED:
        let_out(registration, by)
    return registration


@action
def decide_many(
    edition: Edition, codes: Iterable[str], decision: str, *, by: Actor, words: str = ""
) -> tuple[int, list[str]]:
    """`approve`, `refuse` or `ask_for_more` of each of these; how many, and the codes of those that could not be.

    Their categories are held from the beginning, in one order, so that two who decide at once do not block each other.
    """
    access.require(TRANSITION_REGISTRATION, by, edition_id=edition.id)
    rows = list(Registration.objects.filter(edition=edition, code__in=list(codes)).order_by("asked_at", "pk"))
    hold_categories({row.category_id for row in rows})
    done, left = 0, []
    for row in rows:
        try:
            with transaction.atomic():
                _decide(row, decision, words, by)
            done += 1
        except (StateRefused, GroupFull):
            left.append(row.code)
    return done, left


def _decide(row: Registration, decision: str, words: str, by: Actor) -> None:
    if decision == "approve":
        approve(row, by=by)
    elif decision == "refuse":
        refuse(row, by=by)
    else:
        ask_for_more(row, words, by=by)
