"""Builders for tests: categories, forms, and people who registered, through the same actions as everybody uses."""

import hashlib
from itertools import count

from qurultai.editions.testing import an_edition, holder_of
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal import Fact, fact_of
from qurultai.kit.models import Event
from qurultai.kit.text import Text
from qurultai.people.models import Person
from qurultai.people.testing import a_person
from qurultai.registration import public as registration
from qurultai.registration.actions.files import as_kept
from qurultai.registration.actions.invitations import send_wave
from qurultai.registration.models import Category, Edition, Form, Group, Invitation, Registration, StoredFile

__all__ = [
    "a_category",
    "a_copy",
    "a_draft",
    "a_form",
    "a_group",
    "a_person",
    "a_photo",
    "a_registration",
    "an_edition",
    "an_invitation",
    "facts",
    "holder_of",
    "in_three",
]
_numbers = count(1)


def in_three(words: str) -> Text:
    """Words that differ by language."""
    return Text(kk=f"{words} (қаз)", ru=f"{words} (рус)", en=words)


def a_form(edition: Edition, *fields: registration.NewField) -> Form:
    """A form with these questions."""
    return registration.add_form(edition, in_three(f"Form {next(_numbers)}"), fields, by=SYSTEM)


def a_category(edition: Edition, name: str = "", **more: object) -> Category:
    """As what somebody can take part; approved at once unless it is said otherwise."""
    more.setdefault("approval", Category.Approval.AUTOMATIC)
    return registration.add_category(edition, in_three(name or f"Category {next(_numbers)}"), by=SYSTEM, **more)


def a_draft(
    category: Category, person: Person | None = None, *, group: Group | None = None, **typed: object
) -> Registration:
    """An application of somebody with an account, begun and filled in; not sent."""
    person = person or a_person()
    known = {"name": person.name, "latin_name": person.latin_name, "country": "KZ", "organisation": "Test Company"}
    made = Registration(
        edition_id=category.edition_id, category=category, person=person, email=person.email,
        language=person.language, group=group, started_at=clock.now(), changed_at=clock.now(),
    )  # fmt: skip
    made.save(force_insert=True)
    return registration.save_draft(made, known | typed, by=SYSTEM)


def a_registration(category: Category, person: Person | None = None, **typed: object) -> Registration:
    """An application that was sent: approved, waiting or submitted, as the category's rule says."""
    return registration.submit_registration(a_draft(category, person, **typed), by=SYSTEM)


def a_group(category: Category, head: Person, capacity: int = 9) -> Group:
    """A company whose head registers its people."""
    return Group.objects.create(
        edition=category.edition, kind="company", name=f"Group {next(_numbers)}", head=head, category=category,
        capacity=capacity,
    )  # fmt: skip


def an_invitation(
    category: Category, name: str = "Aru", *, wave: int = 1, sent: bool = True, organisation: str = ""
) -> Invitation:
    """A letter to somebody, sent unless it shall wait."""
    number = next(_numbers)
    made = Invitation.objects.create(
        edition_id=category.edition_id, category=category, name=name, email=f"invited{number}@example.org",
        country="KZ", organisation=organisation, wave=wave, drafted_at=clock.now(),
    )  # fmt: skip
    if sent:
        send_wave(category.edition, wave, by=SYSTEM)
        made.refresh_from_db()
    return made


def a_photo(row: Registration, body: bytes = b"\xff\xd8 not a real picture \xff\xd9") -> str:
    """Give somebody a photograph; returns its SHA-256."""
    digest = hashlib.sha256(body).hexdigest()
    StoredFile.objects.create(
        registration=row, sha256=digest, kind="photo", name="photo.jpg", content_type="image/jpeg", body=body,
        stored_at=clock.now(),
    )  # fmt: skip
    Registration.objects.filter(pk=row.pk).update(photo=digest)
    row.photo = digest
    return digest


def a_copy(row: Registration, body: bytes = b"%PDF-1.7 nothing") -> str:
    """Give somebody a copy of her identity document, sealed as it is kept; returns its SHA-256."""
    digest, kind = hashlib.sha256(body).hexdigest(), StoredFile.IDENTITY
    known = {"sha256": digest, "kind": kind, "name": "copy.pdf", "content_type": "application/pdf"}
    StoredFile.objects.create(registration=row, **known, **as_kept(row, kind, body), stored_at=clock.now())
    return digest


def facts(name: str) -> list[Fact]:
    """The facts of one kind that registration has told, in order."""
    return [fact_of(event.type, event.payload) for event in Event.objects.filter(type=f"registration.{name}")]
