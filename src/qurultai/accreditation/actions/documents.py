"""Identity documents for security: of the people of one batch, on the record, and in no file that is kept (R9, G20)."""

from qurultai.accreditation.events import BatchDocumentsTaken
from qurultai.accreditation.models import Edition
from qurultai.accreditation.policies import EXPORT_CLEARANCES
from qurultai.accreditation.queries.clearances import asked_about
from qurultai.kit import access, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.registration import public as registration


@action
def take_documents(edition: Edition, number: int, *, by: Actor) -> dict[str, dict[str, str]]:
    """What the documents of a batch's people say, in full, by their key on its sheets.

    The journal has who took them, and each that was read. Who gave none, or left the batch, is left out.
    """
    access.require(EXPORT_CLEARANCES, by, edition_id=edition.id)
    keys = asked_about(edition, number)
    read = registration.unmask_identities(edition, keys.keys(), by=by)
    fact = BatchDocumentsTaken(edition.id, number, len(read))
    journal.record(fact, by=by, edition_id=edition.id)
    return {keys[key]: values for key, values in read.items()}
