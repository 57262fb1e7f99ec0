"""Identity documents of many at once, for those who are asked about all of them: each reading is on the record (R9)."""

from collections.abc import Collection
from uuid import UUID

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.registration.actions.recording import record_many
from qurultai.registration.events import IdentityUnmasked
from qurultai.registration.models import Edition
from qurultai.registration.policies import UNMASK_PASSPORT
from qurultai.registration.queries.identities import documents_of, values_of


@action
def unmask_identities(edition: Edition, ids: Collection[UUID], *, by: Actor) -> dict[UUID, dict[str, str]]:
    """What the documents of these registrations say, in full; who asked stands in the journal for each of them.

    Those that `by` may not read, and those without a document, are left out. Raises Denied when she may read none here.
    """
    access.require(UNMASK_PASSPORT, by, edition_id=edition.id)
    found = [one for one in documents_of(edition, ids) if access.allowed(UNMASK_PASSPORT, by, one.registration)]
    record_many([IdentityUnmasked(one.registration_id, edition.id) for one in found], by=by)
    return {one.registration_id: values_of(one) for one in found}
