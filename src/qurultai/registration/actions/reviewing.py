"""What the secretariat does with applications: ask for more, approve, refuse."""

from qurultai.kit import access, clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.people.public import clean_words
from qurultai.registration import rules
from qurultai.registration.actions.places import State, give_back_to_group, let_in, let_out, locked, take_of_group
from qurultai.registration.actions.refusals import QuestionMissing, StateRefused
from qurultai.registration.events import MoreAsked, RegistrationRefused
from qurultai.registration.models import Registration
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
    fact = MoreAsked(registration.pk, registration.edition_id)
    journal.record(fact, by=by, edition_id=registration.edition_id)
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
    key = (registration.pk, registration.edition_id, registration.person_id, registration.category_id)
    journal.record(RegistrationRefused(*key), by=by, edition_id=registration.edition_id)
    give_back_to_group(registration)
    if before == State.APPROVED:
        let_out(registration, by)
    return registration
