"""Places of categories: never oversold, never undersold (R6, I1)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q, QuerySet

from qurultai.editions.public import grant_role, withdraw_role
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.prepared import first, prepared
from qurultai.registration.actions.recording import record_of
from qurultai.registration.actions.refusals import GroupFull
from qurultai.registration.events import RegistrationApproved, RegistrationWaits
from qurultai.registration.models import Category, Group, Registration

State = Registration.State
PARTICIPANT = "part"


def locked(registration: Registration) -> Registration:
    """The row as it is now, held until the transaction ends; its category is held before it, so that nobody waits
    for one who waits for her."""
    while True:
        hold_categories([registration.category_id])
        row = first(_held_row(registration.pk))
        if row is None:
            raise Registration.DoesNotExist
        if row.category_id == registration.category_id:
            row.opened = registration.opened
            return row
        registration = row


@prepared
def _held_row(registration_id: UUID) -> QuerySet[Registration]:
    rows = Registration.objects.select_for_update(of=("self",)).select_related("category", "group", "edition")
    return rows.filter(pk=registration_id)


def hold_categories(keys: Iterable[UUID]) -> None:
    """Hold several until the transaction ends, in the order of their keys."""
    _held_categories(list(set(keys)))


@prepared
def _held_categories(keys: list[UUID]) -> QuerySet[Category]:
    return Category.objects.select_for_update().filter(pk__in=keys).order_by("pk").only("pk")


def take(category: Category) -> bool:
    """Take one place if there is one, in one statement."""
    free = Q(capacity=None) | Q(used__lt=F("capacity"))
    return Category.objects.filter(free, pk=category.pk).update(used=F("used") + 1) == 1


def give_back(category: Category, by: Actor) -> None:
    """Give one place back; whoever waits first gets it."""
    Category.objects.filter(pk=category.pk, used__gt=0).update(used=F("used") - 1)
    promote(category, by)


def take_of_group(registration: Registration) -> None:
    """Count her among her group's people, if she is of one. Raises GroupFull."""
    if registration.group_id is None:
        return
    free = Group.objects.filter(pk=registration.group_id, used__lt=F("capacity"))
    if not free.update(used=F("used") + 1):
        raise GroupFull(group=registration.group.name)


def give_back_to_group(registration: Registration) -> None:
    """Let her group register somebody else instead."""
    if registration.group_id is not None:
        Group.objects.filter(pk=registration.group_id, used__gt=0).update(used=F("used") - 1)


def let_in(registration: Registration, by: Actor) -> None:
    """Give her a place, or one in the waiting list; `registration` is locked and holds no place."""
    registration.decided_at = registration.changed_at = clock.now()
    registration.asked_at = registration.asked_at or registration.decided_at
    approved = take(registration.category)
    registration.state = State.APPROVED if approved else State.WAITING
    registration.save(update_fields=["state", "asked_at", "decided_at", "changed_at"])
    record_of(RegistrationApproved if approved else RegistrationWaits, registration, by)
    if approved:
        grant_role(registration.edition, registration.person_id, PARTICIPANT, by=SYSTEM)


def let_out(registration: Registration, by: Actor) -> None:
    """Take back what a place gave her, and give it to the next; `registration` was approved and is saved already."""
    drop_part(registration, registration.person_id)
    give_back(registration.category, by)


def drop_part(registration: Registration, person_id: UUID) -> None:
    """She is no participant of the forum any more."""
    for grant in registration.edition.grants.filter(person_id=person_id, role=PARTICIPANT):
        withdraw_role(grant, by=SYSTEM)


def promote(category: Category, by: Actor) -> None:
    """Give free places to those who wait, in order of asking."""
    while (waiting := first(_first_waiting_in(category.pk))) is not None and take(category):
        waiting.state = State.APPROVED
        waiting.decided_at = waiting.changed_at = clock.now()
        waiting.save(update_fields=["state", "decided_at", "changed_at"])
        record_of(RegistrationApproved, waiting, by)
        grant_role(waiting.edition, waiting.person_id, PARTICIPANT, by=SYSTEM)


@prepared
def _first_waiting_in(category_id: UUID) -> QuerySet[Registration]:
    rows = Registration.objects.select_for_update(of=("self",)).select_related("edition")
    return rows.filter(category_id=category_id, state=State.WAITING).order_by("asked_at", "id")[:1]
