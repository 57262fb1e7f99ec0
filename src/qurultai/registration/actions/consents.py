"""Consents, one by one: withdrawn and given again after an application was sent, each on the record with its moment."""

from qurultai.kit import access, clock
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.registration.actions.places import State, locked
from qurultai.registration.actions.recording import record
from qurultai.registration.actions.refusals import ConsentNeeded, StateRefused
from qurultai.registration.events import ConsentGiven, ConsentWithdrawn
from qurultai.registration.models import Consent, Field, Registration
from qurultai.registration.policies import UPDATE_APPLICATION
from qurultai.registration.queries.consents import consent_questions
from qurultai.registration.wording import STATES

CHANGEABLE = frozenset({State.SUBMITTED, State.NEEDS_INFO, State.WAITING, State.APPROVED})
"""While she takes part or may come to; before that her form says it, afterwards nothing of hers is used."""


@action
def withdraw_consent(registration: Registration, purpose: str, *, by: Actor) -> None:
    """From now on nothing is done for this purpose; a second time changes nothing.

    Raises StateRefused, ConsentNeeded when her category does without none. Field.DoesNotExist for an unknown purpose.
    """
    registration, field = _asked(registration, purpose, by)
    if field.required:
        raise ConsentNeeded
    if registration.consents.filter(purpose=purpose, withdrawn_at=None).update(withdrawn_at=clock.now()):
        _answer(registration, field, yes=False)
        record(ConsentWithdrawn(registration.pk, registration.edition_id, purpose), by=by)


@action
def give_consent(registration: Registration, purpose: str, *, by: Actor) -> None:
    """From now on it is allowed, in the words of her version of the form; a second time changes nothing.

    Raises StateRefused. Field.DoesNotExist for an unknown purpose.
    """
    registration, field = _asked(registration, purpose, by)
    if registration.consents.filter(purpose=purpose, withdrawn_at=None).exists():
        return
    Consent.objects.create(registration=registration, purpose=purpose, form_id=field.form_id, given_at=clock.now())
    _answer(registration, field, yes=True)
    record(ConsentGiven(registration.pk, registration.edition_id, purpose), by=by)


def _asked(registration: Registration, purpose: str, by: Actor) -> tuple[Registration, Field]:
    registration = locked(registration)
    access.require(UPDATE_APPLICATION, by, registration)
    if registration.state not in CHANGEABLE:
        raise StateRefused(before=STATES[registration.state])
    field = consent_questions(registration).get(purpose)
    if field is None:
        raise Field.DoesNotExist
    return registration, field


def _answer(registration: Registration, field: Field, *, yes: bool) -> None:
    """Her form says the same as the record."""
    registration.answers = registration.answers | {field.key: yes}
    registration.changed_at = clock.now()
    registration.save(update_fields=["answers", "changed_at"])
