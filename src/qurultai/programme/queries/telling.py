"""What a letter about a session shows."""

from uuid import UUID

from qurultai.programme.models import Session
from qurultai.programme.queries.versions import current_version


def session_for_notice(session_id: UUID) -> Session | None:
    """A session with its time, room and edition; None when it was removed since."""
    found = Session.objects.select_related("edition", "booking", "room__building")
    return found.filter(id=session_id).first()


def is_public(session: Session) -> bool:
    """Whether readers know of it: it is in the version on air. Nobody is told of drafts being moved about."""
    version = current_version(session.edition_id)
    return version is not None and str(session.guid) in {item.guid for item in version.document.items}
