"""Identity documents by their numbers, which stand nowhere in clear."""

from uuid import UUID

from qurultai.registration import rules, sealing
from qurultai.registration.models import Registration

PURPOSE = b"registration.document-number"


def trace_of(edition_id: UUID, number: str) -> str:
    """The keyed hash of a document's number in one forum, however it was typed; "" when there is no number."""
    plain = rules.identity.plain_number(number)
    return sealing.traced(f"{edition_id.hex}:{plain}", PURPOSE) if plain else ""


def with_document(edition_id: UUID, number: str) -> list[Registration]:
    """Who gave a document with this number, in a forum: mostly one, several where countries number alike; one query."""
    trace = trace_of(edition_id, number)
    if not trace:
        return []
    rows = Registration.objects.filter(edition_id=edition_id, identity__trace=trace, submitted_at__isnull=False)
    return list(rows.select_related("category", "edition").order_by("asked_at", "id"))
