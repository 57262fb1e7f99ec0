"""What the draft has that no reader sees yet."""

from qurultai.programme.models import Edition
from qurultai.programme.queries.documents import draft_document
from qurultai.programme.queries.versions import current_version
from qurultai.programme.rules.differences import difference, plain


def unpublished(edition: Edition) -> int | None:
    """How many changes publishing now would bring; None while nothing is published."""
    last = current_version(edition.id)
    if last is None:
        return None
    return sum(len(changes) for changes in plain(difference(last.document, draft_document(edition))).values())
