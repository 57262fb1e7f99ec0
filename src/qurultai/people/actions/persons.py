"""Writing persons: one by one as they write themselves, and many at once for imports."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from qurultai.kit import access, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Invalid, Refusal
from qurultai.kit.prepared import first, prepared
from qurultai.kit.text import LANGUAGES, Text
from qurultai.people import rules
from qurultai.people.events import PeopleAdded, PeopleExported, PersonAdded, PersonChanged
from qurultai.people.models import ALWAYS, Account, Affiliation, Person
from qurultai.people.policies import CREATE_PERSON, EXPORT_CONTACT, READ_REGISTRY, UPDATE_CONTACT, UPDATE_PERSON

BATCH = 500
NO_WORDS = Text()
PUBLIC_FIELDS = frozenset({"name", "latin_name", "country", "language", "position", "biography"})
CONTACT_FIELDS = frozenset({"phone"})


class NameRefused(Invalid):
    """Nobody can be called so."""

    code = "person_name"
    text = _("A name has at least one letter and at most 200 characters.")


class AddressKnown(Refusal):
    """Somebody signs in with this address already."""

    code = "person_address_known"
    text = _("Somebody with the address %(email)s is here already.")


class LanguageUnknown(Invalid):
    """Not one of the three."""

    code = "person_language"
    text = _("Mails can be written in Kazakh, Russian or English.")


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """What is known of somebody who is entered; an address lets her sign in."""

    name: str
    latin_name: str = ""
    email: str = ""
    phone: str = ""
    country: str = ""
    language: str = "en"
    position: Text = NO_WORDS
    biography: Text = NO_WORDS
    source_key: str | None = None
    organisation_id: UUID | None = None
    speaks_for: bool = False
    since: dt.date = ALWAYS


def _row(new: NewPerson, edition_id: UUID | None) -> Person:
    name, latin_name = rules.clean_name(new.name), rules.clean_name(new.latin_name)
    if rules.name_problem(name) or len(latin_name) > rules.LONGEST_NAME:
        raise NameRefused
    if new.language not in LANGUAGES:
        raise LanguageUnknown
    return Person(
        name=name,
        latin_name=latin_name or rules.latin_of(name)[: rules.LONGEST_NAME],
        email=new.email.strip().lower(),
        phone=rules.clean_name(new.phone)[:40],
        country=new.country,
        language=new.language,
        position=_cleaned(new.position),
        biography=_cleaned(new.biography),
        source_key=new.source_key,
        added_in=edition_id,
        sought=rules.sought_of(name, latin_name),
    )


def _cleaned(words: Text) -> Text:
    return Text({language: rules.clean_words(text) for language, text in words.items()})


@action
def add_person(new: NewPerson, *, by: Actor, edition_id: UUID | None = None) -> Person:
    """Enter somebody; with an address she can sign in. Refuses an address that somebody signs in with already."""
    access.require(CREATE_PERSON, by, edition_id=edition_id)
    (person,) = _insert([new], edition_id)
    journal.record(PersonAdded(person.id), by=by, edition_id=edition_id)
    return person


@action
def add_people(new: Sequence[NewPerson], *, by: Actor, edition_id: UUID | None = None) -> list[Person]:
    """Enter many in a few queries, all or none, in the order given; one fact for all of them."""
    access.require(CREATE_PERSON, by, edition_id=edition_id)
    people = _insert(new, edition_id)
    if people:
        journal.record(PeopleAdded(len(people)), by=by, edition_id=edition_id)
    return people


@action
def find_or_add_speakers(new: Iterable[NewPerson], *, by: Actor, edition_id: UUID | None = None) -> dict[str, Person]:
    """The persons behind the source keys of an imported programme, entering only those who are new."""
    access.require(CREATE_PERSON, by, edition_id=edition_id)
    wanted = {person.source_key: person for person in new if person.source_key}
    found = {person.source_key: person for person in Person.objects.filter(source_key__in=list(wanted))}
    fresh = [person for key, person in wanted.items() if key not in found]
    found |= {person.source_key: person for person in _insert(fresh, edition_id)}
    if fresh:
        journal.record(PeopleAdded(len(fresh)), by=by, edition_id=edition_id)
    return found


def find_or_add_speaker(
    source_key: str, name: str, *, by: Actor, edition_id: UUID | None = None, **more: object
) -> Person:
    """One speaker of an imported programme: the one with this key, or a new one."""
    new = NewPerson(name=name, source_key=source_key, **more)
    return find_or_add_speakers([new], by=by, edition_id=edition_id)[source_key]


@prepared
def _account_with_one_of(addresses: list[str]) -> QuerySet[Account]:
    return Account.objects.filter(email__in=addresses).order_by("pk").only("email")[:1]


def _insert(new: Sequence[NewPerson], edition_id: UUID | None) -> list[Person]:
    people = [_row(person, edition_id) for person in new]
    addresses = [person.email for person in people if person.email]
    taken = first(_account_with_one_of(addresses))
    repeated = next((email for email in addresses if addresses.count(email) > 1), None)
    if taken or repeated:
        raise AddressKnown(email=taken.email if taken else repeated)
    Person.objects.bulk_create(people, batch_size=BATCH)
    Account.objects.bulk_create(
        [Account(person=person, email=person.email, password=make_password(None)) for person in people if person.email],
        batch_size=BATCH,
    )
    Affiliation.objects.bulk_create(
        [
            Affiliation(
                person=person,
                organisation_id=given.organisation_id,
                position=person.position,
                speaks_for=given.speaks_for,
                valid_from=given.since,
            )
            for person, given in zip(people, new, strict=True)
            if given.organisation_id
        ],
        batch_size=BATCH,
    )
    return people


@action
def change_person(person: Person, changes: Mapping[str, object], *, by: Actor) -> Person:
    """Change what somebody says of herself; nothing is recorded when nothing changes.

    The journal says which fields changed and never what stands in them.
    """
    locked = Person.objects.select_for_update().get(id=person.id)
    locked.edition_id = person.edition_id
    wanted = {field: _typed(field, changes[field]) for field in (PUBLIC_FIELDS | CONTACT_FIELDS) & changes.keys()}
    changed = sorted(field for field, value in wanted.items() if getattr(locked, field) != value)
    if not changed or PUBLIC_FIELDS & set(changed):
        access.require(UPDATE_PERSON, by, locked)
    if CONTACT_FIELDS & set(changed):
        access.require(UPDATE_CONTACT, by, locked)
    if not changed:
        return locked
    for field in changed:
        setattr(locked, field, wanted[field])
    if rules.name_problem(locked.name) or len(locked.latin_name) > rules.LONGEST_NAME:
        raise NameRefused
    if locked.language not in LANGUAGES:
        raise LanguageUnknown
    locked.sought = rules.sought_of(locked.name, locked.latin_name)
    locked.save(update_fields=[*changed, "sought"])
    journal.record(PersonChanged(locked.id, tuple(changed)), by=by, edition_id=person.edition_id)
    return locked


def _typed(field: str, value: object) -> object:
    if field in {"position", "biography"}:
        return _cleaned(Text(value))
    return rules.clean_name(str(value))[:40] if field == "phone" else rules.clean_name(str(value))


@action
def choose_language(language: str, *, by: Actor) -> None:
    """Let the forum write to me in this language; everybody may, for herself."""
    access.require(access.SIGNED_IN, by)
    if language not in LANGUAGES:
        raise LanguageUnknown
    changed = Person.objects.filter(id=by.person_id).exclude(language=language).update(language=language)
    if changed:
        journal.record(PersonChanged(by.person_id, ("language",)), by=by)


@action
def note_export(count: int, with_contacts: bool, *, by: Actor, edition_id: UUID) -> None:
    """Record that a list left the system, and whether addresses were in it."""
    access.require(EXPORT_CONTACT if with_contacts else READ_REGISTRY, by, edition_id=edition_id)
    journal.record(PeopleExported(count, with_contacts), by=by, edition_id=edition_id)
