"""Identity documents: kept sealed, shown masked, unmasked on the record, erased 30 days after the forum (R9, I12)."""

import json
from collections.abc import Mapping

from django.db.models import Q, QuerySet

from qurultai.kit import access, clock, journal, sealing
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.people import public as people
from qurultai.registration import rules
from qurultai.registration.actions.applying import CORRECTABLE
from qurultai.registration.actions.places import State, locked
from qurultai.registration.actions.recording import record
from qurultai.registration.actions.refusals import StateRefused
from qurultai.registration.actions.suspecting import note_twins
from qurultai.registration.events import IdentitiesErased, IdentityKept, IdentityUnmasked
from qurultai.registration.models import Edition, IdentityDocument, Registration, StoredFile
from qurultai.registration.policies import CREATE_PASSPORT, UNMASK_PASSPORT, UPDATE_APPLICATION
from qurultai.registration.queries.documents import trace_of
from qurultai.registration.queries.identities import values_of
from qurultai.registration.wording import STATES


@action
def keep_identity(registration: Registration, values: Mapping[str, str], *, by: Actor) -> None:
    """Keep what was typed of a document, sealed; what was typed before stays where nothing new is said.

    Raises StateRefused.
    """
    registration = locked(registration)
    if not access.allowed(UPDATE_APPLICATION, by, registration):
        access.require(CREATE_PASSPORT, by, registration)
    if registration.state not in CORRECTABLE:
        raise StateRefused(before=STATES[registration.state])
    new = rules.identity.cleaned(values)
    if not new:
        return
    document = IdentityDocument.objects.filter(registration=registration).first()
    before = values_of(document) if document else {}
    told = before | new
    if told == before:
        return
    known = sealed(registration, told, bytes(document.wrapped_key) if document else b"")
    IdentityDocument.objects.update_or_create(registration=registration, defaults=known)
    if registration.state != State.DRAFT:
        note_twins(registration)
        record(IdentityKept(registration.pk, registration.edition_id), by=by)


def sealed(registration: Registration, values: Mapping[str, str], key: bytes = b"") -> dict[str, object]:
    """What is kept of a document that says this, under its key or a fresh one; and its number's trace."""
    whose = registration.pk.bytes
    key = key or sealing.new_key(whose)
    return {
        "wrapped_key": key,
        "sealed": sealing.seal(key, json.dumps(values).encode(), whose),
        "trace": trace_of(registration.edition_id, values.get("number", "")),
        "changed_at": clock.now(),
    }


def destroyed(documents: QuerySet[IdentityDocument]) -> int:
    """Documents erased, keys and all; how many."""
    documents.update(wrapped_key=b"", sealed=b"", trace="")
    return documents.delete()[0]


@action
def unmask_identity(registration: Registration, *, by: Actor) -> dict[str, str]:
    """What a document says, in full; who asked stands in the journal before she sees it. Nothing when there is none."""
    access.require(UNMASK_PASSPORT, by, registration)
    document = IdentityDocument.objects.filter(registration=registration).first()
    if document is None:
        return {}
    record(IdentityUnmasked(registration.pk, registration.edition_id), by=by)
    return values_of(document)


@action
def unmask_file(registration: Registration, file: StoredFile, *, by: Actor) -> StoredFile:
    """A copy of a document, in full; who asked stands in the journal before she sees it."""
    access.require(UNMASK_PASSPORT, by, registration)
    record(IdentityUnmasked(registration.pk, registration.edition_id), by=by)
    return file


@action
def erase_identities(edition: Edition, *, by: Actor = SYSTEM) -> bool:
    """Erase every document of a forum whose time is over, keys and all, and leave an act; False when nothing is due."""
    if not by.system:
        raise access.Denied("registration.passport.erase")
    documents = IdentityDocument.objects.select_for_update().filter(registration__edition=edition)
    copies = StoredFile.objects.filter(registration__edition=edition, kind=StoredFile.IDENTITY)
    keys = sorted({key for rows in (documents, copies) for key in rows.values_list("registration_id", flat=True)})
    if not keys or not rules.identity.is_due(edition.ends_on, clock.now().astimezone(edition.tz).date()):
        return False
    counts = {"registration.identities": destroyed(documents), "registration.files": copies.delete()[0]}
    act = people.leave_act(edition.id, "identities", counts, keys, by=by)
    journal.record(IdentitiesErased(edition.id, act.id, len(keys), act.digest), by=by, edition_id=edition.id)
    return True


def erase_old_identities() -> None:
    """Erase what is due in every forum; a chore, harmless when done twice."""
    documents = IdentityDocument.objects.order_by().values("registration__edition")
    copies = StoredFile.objects.filter(kind=StoredFile.IDENTITY).values("registration__edition")
    for edition in Edition.objects.filter(Q(pk__in=documents) | Q(pk__in=copies)):
        if rules.identity.is_due(edition.ends_on, clock.now().astimezone(edition.tz).date()):
            erase_identities(edition, by=SYSTEM)
