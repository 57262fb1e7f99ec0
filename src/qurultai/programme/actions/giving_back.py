"""Steps on one session that can be taken back for a while: a part taken away, a time taken away."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from qurultai.kit import undoing
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.programme.actions.placing import Part, place_session, set_parts, unplace_session
from qurultai.programme.models import Room, Session

PARTS, TIME = "programme.parts", "programme.time"


def _parts_of(session: Session) -> list[Part]:
    return [Part(role.person_id, role.role, role.minutes) for role in session.roles.all()]


@action
def take_part_away(session: Session, person_id: UUID, role: str, *, by: Actor) -> UUID | None:
    """Take a part in a session away, and how to undo it; None when there was none."""
    parts = _parts_of(session)
    gone = [part for part in parts if (part.person_id, part.role) == (person_id, role)]
    if not gone:
        return None
    set_parts(session, [part for part in parts if part not in gone], by=by)
    before = {"session": str(session.pk), "person": str(person_id), "role": role, "minutes": gone[0].minutes}
    return undoing.offer(PARTS, before | {"place": parts.index(gone[0])}, by=by, edition_id=session.edition_id)


@action
def undo_part(before: Mapping[str, Any], *, by: Actor, edition_id: UUID) -> None:
    """Give the part back, where it stood; refused when her time is taken meanwhile."""
    session = Session.objects.get(edition=edition_id, pk=before["session"])
    parts = _parts_of(session)
    parts.insert(before["place"], Part(UUID(before["person"]), before["role"], before["minutes"]))
    set_parts(session, parts, by=by)


@action
def take_time_away(session: Session, *, by: Actor) -> UUID | None:
    """Take a session's time away, and how to undo it; None when it had none."""
    if session.booking is None:
        return None
    before = {
        "session": str(session.pk),
        "starts_at": session.booking.starts_at.isoformat(),
        "room": str(session.room_id) if session.room_id else None,
    }
    unplace_session(session, by=by)
    return undoing.offer(TIME, before, by=by, edition_id=session.edition_id)


@action
def undo_time(before: Mapping[str, Any], *, by: Actor, edition_id: UUID) -> None:
    """Put it back where it was; refused when that time or room is taken meanwhile."""
    session = Session.objects.get(edition=edition_id, pk=before["session"])
    room = Room.objects.filter(edition=edition_id, pk=before["room"]).first() if before["room"] else None
    place_session(session, dt.datetime.fromisoformat(before["starts_at"]), room, by=by)
