"""What a letter about a session shows."""

from collections.abc import Mapping
from uuid import UUID

from qurultai.calendar import public as calendar
from qurultai.people.public import with_address
from qurultai.programme.models import Session
from qurultai.programme.queries.versions import current_version


def session_for_notice(session_id: UUID) -> Session | None:
    """A session with its time, room and edition; None when it was removed since."""
    found = Session.objects.select_related("edition", "booking", "room__building")
    return found.filter(id=session_id).first()


def is_public(session: Session) -> bool:
    """Whether readers know of it: it is in the version on air. Nobody is told of drafts being moved about."""
    return str(session.guid) in _on_air(session.edition_id)


def told_of_moving(edition_id: UUID, bookings: Mapping[UUID, UUID]) -> int:
    """How many people are written to when these sessions (by guid, with their bookings) are moved or taken off."""
    public = _on_air(edition_id) if bookings else set()
    concerned = calendar.people_in(booking for guid, booking in bookings.items() if str(guid) in public)
    return len(with_address(concerned))


def _on_air(edition_id: UUID) -> set[str]:
    version = current_version(edition_id)
    return {item.guid for item in version.document.items} if version else set()
