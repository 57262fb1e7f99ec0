"""A published programme follows the names of its forum, rooms and people at once; all else waits for a version."""

from uuid import UUID

from qurultai.kit import journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.programme.actions.openings import lay_openings
from qurultai.programme.events import NamesRenewed
from qurultai.programme.formats.document import from_json, to_json
from qurultai.programme.models import Edition
from qurultai.programme.queries.documents.naming import names_now
from qurultai.programme.queries.versions import out
from qurultai.programme.rules.names import renamed


@action
def renew_names(edition_id: UUID, *, by: Actor) -> bool:
    """Put today's names into the version on air and into what waits under embargo; whether anything is called anew."""
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    last = out(edition_id).order_by("-number").first()
    if last is None:
        return False
    shown, sealed = from_json(last.today or last.document), from_json(last.sealed) if last.sealed else None
    names = names_now(edition, {person.key for document in (shown, sealed) if document for person in document.persons})
    fresh, kept = renamed(shown, names), renamed(sealed, names) if sealed else None
    if (fresh, kept) == (shown, sealed):
        return False
    last.today, last.sealed, last.revision = to_json(fresh), to_json(kept) if kept else None, last.revision + 1
    last.save(update_fields=["today", "sealed", "revision"])
    if kept != sealed:
        lay_openings(edition_id, by=by)
    journal.record(NamesRenewed(edition_id), by=by, edition_id=edition_id)
    return True
