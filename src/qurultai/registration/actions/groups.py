"""Groups: who registers people within which quota, and swapping one person for another."""

from qurultai.editions.public import grant_role
from qurultai.kit import access, clock, journal
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.people import public as people
from qurultai.registration import rules
from qurultai.registration.actions import filling
from qurultai.registration.actions.finding import enter
from qurultai.registration.actions.places import PARTICIPANT, State, drop_part, locked
from qurultai.registration.actions.recording import record
from qurultai.registration.actions.refusals import (
    AddressRefused,
    AlreadyRegistered,
    AnswersWrong,
    GroupBelowUsed,
    NameMissing,
    StateRefused,
)
from qurultai.registration.events import GroupsChanged, PersonSwapped
from qurultai.registration.models import Category, Edition, Group, IdentityDocument, Registration, StoredFile
from qurultai.registration.policies import CREATE_GROUP, UPDATE_REGISTRATION
from qurultai.registration.wording import STATES

HEAD_ROLE = "head"
SWAPPABLE = frozenset({State.SUBMITTED, State.NEEDS_INFO, State.WAITING, State.APPROVED})


@action
def add_group(
    edition: Edition, kind: str, name: str, *, head_email: str, category: Category, capacity: int, by: Actor,
    country: str = "", head_name: str = "", language: str = "en",
) -> Group:  # fmt: skip
    """Let somebody register so many people in a category; she is entered, if nobody signs in with her address yet."""
    access.require(CREATE_GROUP, by, edition_id=edition.id)
    name, email = people.clean_name(name)[:200], head_email.strip().lower()
    if not name:
        raise NameMissing
    if "@" not in email:
        raise AddressRefused
    head = people.person_of_address(email)
    if head is None:
        new = people.NewPerson(name=head_name or name, email=email, country=country, language=language)
        head = people.add_person(new, by=SYSTEM, edition_id=edition.id)
    group = Group.objects.create(
        edition=edition, kind=kind, name=name, country=country, head_id=head.id, category=category, capacity=capacity
    )
    grant_role(edition, head.id, HEAD_ROLE, by=SYSTEM)
    journal.record(GroupsChanged(edition.id, group.id), by=by, edition_id=edition.id)
    return group


@action
def change_group(group: Group, *, name: str, capacity: int, by: Actor) -> Group:
    """Another name or quota. Raises NameMissing, GroupBelowUsed."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    access.require(CREATE_GROUP, by, edition_id=group.edition_id)
    group.name, group.capacity = people.clean_name(name)[:200], capacity
    if not group.name:
        raise NameMissing
    if group.used > capacity:
        raise GroupBelowUsed(used=group.used)
    group.save(update_fields=["name", "capacity"])
    journal.record(GroupsChanged(group.edition_id, group.id), by=by, edition_id=group.edition_id)
    return group


@action
def swap_person(
    registration: Registration, *, name: str, email: str = "", country: str = "", by: Actor
) -> Registration:
    """Another person takes the place: under her own name, without the photograph, files and answers of the one before.

    Raises AnswersWrong, AlreadyRegistered, StateRefused.
    """
    registration = locked(registration)
    access.require(UPDATE_REGISTRATION, by, registration)
    if registration.state not in SWAPPABLE:
        raise StateRefused(before=STATES[registration.state])
    before = registration.person_id
    filling.write(registration, {"name": name, "latin_name": "", "country": country or registration.country})
    if wrong := rules.answers.problems_of_head(filling.head_of(registration)):
        raise AnswersWrong(wrong)
    registration.email = email.strip().lower()
    registration.person_id = _person(registration, before)
    _forget(registration)
    registration.changed_at = clock.now()
    registration.save(update_fields=[*filling.COLUMNS, "email", "person", "changed_at"])
    enter(registration)
    record(PersonSwapped(registration.pk, registration.edition_id, before, registration.person_id), by=by)
    if registration.state == State.APPROVED:
        drop_part(registration, before)
        grant_role(registration.edition, registration.person_id, PARTICIPANT, by=SYSTEM)
    return registration


def _person(registration: Registration, before: object) -> object:
    known = people.person_of_address(registration.email) if registration.email else None
    if known is None:
        new = people.NewPerson(
            name=registration.name, email=registration.email, country=registration.country,
            language=registration.language,
        )  # fmt: skip
        return people.add_person(new, by=SYSTEM, edition_id=registration.edition_id).id
    others = Registration.objects.filter(edition_id=registration.edition_id, person_id=known.id)
    if known.id == before or others.exists():
        raise AlreadyRegistered(registration=others.values_list("code", flat=True).first() or registration.code)
    return known.id


def _forget(registration: Registration) -> None:
    """What the person before gave is hers."""
    registration.answers, registration.photo = {}, ""
    registration.position = ""
    StoredFile.objects.filter(registration=registration).delete()
    IdentityDocument.objects.filter(registration=registration).delete()
    registration.consents.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
