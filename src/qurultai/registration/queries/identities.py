"""Reading identity documents: masked for those who may look, in full only by the action that records it."""

import json
from collections.abc import Collection
from uuid import UUID

from qurultai.kit import access, sealing
from qurultai.kit.access import Actor
from qurultai.registration import rules
from qurultai.registration.models import Edition, IdentityDocument, Registration, StoredFile
from qurultai.registration.policies import READ_APPLICATION, READ_PASSPORT

MANY = 1000


def values_of(document: IdentityDocument) -> dict[str, str]:
    """What a document says. Raises Unsealable."""
    whose = document.registration_id.bytes
    return json.loads(sealing.unseal(bytes(document.wrapped_key), bytes(document.sealed), whose))


def identity_of(registration: Registration, by: Actor) -> dict[str, str]:
    """A document, masked; nothing when there is none. Raises Denied."""
    if not access.allowed(READ_APPLICATION, by, registration):
        access.require(READ_PASSPORT, by, registration)
    document = IdentityDocument.objects.filter(registration=registration).first()
    return rules.identity.masked(values_of(document)) if document else {}


def documents_of(edition: Edition, ids: Collection[UUID]) -> list[IdentityDocument]:
    """The documents of these registrations of a forum with their registrations and groups; one query a thousand."""
    rows = IdentityDocument.objects.select_related("registration__group").filter(registration__edition=edition)
    keys = sorted(ids)
    return [one for at in range(0, len(keys), MANY) for one in rows.filter(registration__in=keys[at : at + MANY])]


def identities_of(edition: Edition, ids: Collection[UUID], by: Actor) -> dict[UUID, dict[str, str]]:
    """The documents of these registrations, masked, as far as `by` may look at them."""
    rows = [one for one in documents_of(edition, ids) if access.allowed(READ_PASSPORT, by, one.registration)]
    return {one.registration_id: rules.identity.masked(values_of(one)) for one in rows}


def problem_of_identity(registration: Registration) -> str | None:
    """What is wrong with the document that she gave: `missing`, `document`, or None."""
    document = IdentityDocument.objects.filter(registration=registration).first()
    return rules.identity.problem(values_of(document) if document else {})


def registration_with_identity(actor: Actor, edition: Edition | None, code: str) -> Registration:
    """A registration that was sent, for those who read identity documents. Raises Registration.DoesNotExist."""
    if edition is None or not access.allowed(READ_PASSPORT, actor, edition_id=edition.id):
        raise Registration.DoesNotExist
    rows = Registration.objects.select_related("edition", "category", "group")
    found = rows.get(edition=edition, code=code, submitted_at__isnull=False)
    if not access.allowed(READ_PASSPORT, actor, found):
        raise Registration.DoesNotExist
    return found


def registration_with_identity_file(actor: Actor, edition: Edition | None, code: str, sha256: str) -> Registration:
    """The same with a copy of the document as `file`. Raises DoesNotExist of either."""
    found = registration_with_identity(actor, edition, code)
    found.file = found.files.get(sha256=sha256, kind=StoredFile.IDENTITY)
    return found


def identity_files_of(registration: Registration) -> list[tuple[str, str]]:
    """Digests and names of the copies of documents that she gave."""
    rows = StoredFile.objects.filter(registration=registration, kind=StoredFile.IDENTITY).order_by("stored_at", "pk")
    return list(rows.values_list("sha256", "name"))
