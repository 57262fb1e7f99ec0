"""Recording what happened to a registration: a fact in the journal, and a step on the registration's own page."""

from collections.abc import Sequence
from uuid import UUID

from qurultai.kit import journal
from qurultai.kit.access import Actor
from qurultai.registration.models import Registration, Step

BATCH = 500
MACHINE = "gate"


def record(fact: journal.Fact, *, by: Actor) -> None:
    """Write a fact about a registration, in the action's transaction."""
    key: UUID = fact.registration_id
    event = journal.record(fact, by=by, edition_id=fact.edition_id)
    Step.objects.create(
        registration_id=key,
        event_id=event.id,
        what=type(fact).__name__,
        person_id=_person(by, fact.edition_id),
        happened_at=event.happened_at,
    )


def _person(by: Actor, edition_id: UUID) -> UUID | None:
    """Whose step it is: a gate's device acts under its own key and is nobody."""
    return None if MACHINE in by.roles_in(edition_id) else by.person_id


def record_of(kind: type, registration: Registration, by: Actor) -> None:
    """Write a fact that says who takes part and as what."""
    key = (registration.pk, registration.edition_id, registration.person_id, registration.category_id)
    record(kind(*key), by=by)


def record_many(facts: Sequence[journal.Fact], *, by: Actor) -> None:
    """Write many facts about registrations in a few statements, in the order given."""
    events = journal.record_many([(fact, fact.edition_id) for fact in facts], by=by)
    Step.objects.bulk_create(
        (
            Step(
                registration_id=fact.registration_id,
                event_id=event.id,
                what=type(fact).__name__,
                person_id=by.person_id,
                happened_at=event.happened_at,
            )
            for fact, event in zip(facts, events, strict=True)
        ),
        batch_size=BATCH,
    )
