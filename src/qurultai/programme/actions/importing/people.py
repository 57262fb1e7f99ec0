"""People of a file: found again by the file's key or by their mail address, else made."""

from collections import Counter
from functools import cached_property
from typing import Any

from django.db.models import Q

from qurultai.editions import public as editions
from qurultai.kit.access import SYSTEM
from qurultai.kit.ids import key_in
from qurultai.kit.text import Text
from qurultai.people import public as people
from qurultai.programme.actions.importing.reading import Reading, record_of, wanted
from qurultai.programme.actions.placing import SPEAKER
from qurultai.programme.formats import document
from qurultai.programme.models import Person, SessionRole
from qurultai.programme.queries.documents import columns


def read_people(reading: Reading) -> None:
    """Fill `reading.people`: the file's key → our person."""
    known, fresh = _Known(reading), {}
    for element in reading.document.persons:
        record, key = record_of(element), element.key
        mail, record["email"] = record["email"].strip().lower(), ""
        person = known.person(key, mail) or (known.named(element.name) if only_named(element) else None)
        if person is None:
            fresh[key] = _new(key, mail if mail not in {one.email for one in fresh.values()} else "", record)
        else:
            reading.people[key] = person.id
            if not reading.unchanged("person", key, record):
                _apply(person, key, record, reading)
    for key, person in zip(
        fresh, people.add_people(list(fresh.values()), by=SYSTEM, edition_id=reading.edition.id), strict=True
    ):
        reading.people[key] = person.id
        reading.note(reading.report.added, "person", person.code, Text({"en": person.name}))
    editions.grant_roles(reading.edition, ((ref, SPEAKER) for ref in reading.people.values()), by=SYSTEM)
    for position, element in enumerate(reading.document.persons):
        record, ref = record_of(element) | {"email": ""}, reading.people[element.key]
        if element.key != str(ref):
            reading.remember("person", element.key, ref, position, record)


def only_named(element: document.Person) -> bool:
    """Whether the file knows nothing of somebody by which two people of one name could be told apart."""
    return not (element.guid or element.code or element.email) and element.number is None


class _Known:
    """People who may be meant, by our id, the file's key or the mail address, or by the name alone."""

    def __init__(self, reading: Reading) -> None:
        persons = reading.document.persons
        refs = {source.key: source.ref for source in reading.sources.all("person")}
        keys = {person.key for person in persons}
        mails = {person.email.strip().lower() for person in persons} - {""}
        meant = (
            Q(source_key__in=keys) | Q(email__in=mails) | Q(id__in=[*refs.values(), *filter(None, map(key_in, keys))])
        )
        found = list(Person.objects.filter(meant).order_by("made_at"))
        self._refs = refs
        self._edition = reading.edition
        self._by_id = {person.id: person for person in found}
        self._by_key = {person.source_key: person for person in found if person.source_key}
        self._by_mail = {person.email: person for person in reversed(found) if person.email}

    def person(self, key: str, mail: str) -> Person | None:
        """Who is meant by a key and an address."""
        return (
            self._by_id.get(self._refs.get(key))
            or self._by_key.get(key)
            or self._by_id.get(key_in(key))
            or self._by_mail.get(mail)
        )

    @cached_property
    def _by_name(self) -> dict[str, Person]:
        """Who speaks at this forum, by names that only one of them has."""
        roles = SessionRole.objects.filter(session__edition=self._edition)
        speaking = list(Person.objects.filter(id__in=roles.values("person_id")))
        names = Counter(person.name for person in speaking)
        return {person.name: person for person in speaking if names[person.name] == 1}

    def named(self, name: str) -> Person | None:
        """The one speaker of this forum who is called so."""
        return self._by_name.get(name)


def _new(key: str, mail: str, record: dict[str, Any]) -> people.NewPerson:
    row = columns.person_columns(record)
    return people.NewPerson(
        name=row["name"],
        email=mail if len(mail) <= 254 else "",
        country=row["country"],
        biography=Text(row["biography"]),
        source_key=key[:200],
    )


def _apply(person: Person, key: str, record: dict[str, Any], reading: Reading) -> None:
    """Write what the file changed; of somebody who is ours already a file only fills what is empty."""
    changes = wanted(reading.last("person", key), record, columns.person_columns)
    if person.source_key != key:
        changes = {name: value for name, value in changes.items() if not getattr(person, name)}
    if any(getattr(person, name) != value for name, value in changes.items()):
        person.edition_id = reading.edition.id
        people.change_person(person, changes, by=SYSTEM)
        reading.note(reading.report.changed, "person", person.code, Text({"en": person.name}))
