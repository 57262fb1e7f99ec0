"""Finding somebody by the number of the identity document that she holds out; each look-up is on the record."""

from uuid import UUID

from qurultai.kit import access, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.registration.actions.recording import record
from qurultai.registration.events import DocumentSought
from qurultai.registration.models import Registration
from qurultai.registration.policies import FIND_BY_DOCUMENT
from qurultai.registration.queries.documents import with_document


@action
def found_by_document(edition_id: UUID, number: str, *, by: Actor) -> list[Registration]:
    """Who gave a document with this number; who asked stands in the journal, also when nobody is found."""
    access.require(FIND_BY_DOCUMENT, by, edition_id=edition_id)
    found = with_document(edition_id, number)
    for row in found:
        record(DocumentSought(edition_id, row.pk), by=by)
    if not found:
        journal.record(DocumentSought(edition_id), by=by, edition_id=edition_id)
    return found
