"""A run's proposal as a difference to where everything stands now."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.text import Text
from qurultai.programme.models import Edition, PlanRun, Room, Session
from qurultai.programme.policies import TRANSITION_SESSION


@dataclass(frozen=True, slots=True)
class Shift:
    """A session that the plan would place or move; None: it stands nowhere yet."""

    code: str
    title: Text
    minutes: int
    before: dt.datetime | None
    before_room: Text | None
    after: dt.datetime
    after_room: Text | None

    @property
    def is_new(self) -> bool:
        """Whether the session had no time before."""
        return self.before is None


def runs_of(edition: Edition, most: int = 20) -> Sequence[PlanRun]:
    """The latest runs, newest first."""
    return list(PlanRun.objects.filter(edition=edition).select_related("asked_by")[:most])


def run_in_office(actor: Actor, edition: Edition | None, run: UUID) -> PlanRun:
    """One run, for whoever may accept it. Raises PlanRun.DoesNotExist."""
    if edition is None or not access.allowed(TRANSITION_SESSION, actor, edition_id=edition.id):
        raise PlanRun.DoesNotExist
    return PlanRun.objects.select_related("edition", "asked_by").get(edition=edition, pk=run)


def shifts_of(run: PlanRun) -> list[Shift]:
    """What accepting the proposal would change now, in order of the new times; two queries."""
    places = run.proposal.get("places", {})
    rooms = {str(room.id): room.name for room in Room.objects.filter(edition_id=run.edition_id)}
    shifts = []
    for session in Session.objects.filter(edition_id=run.edition_id).select_related("booking"):
        place = places.get(str(session.id))
        if place is None:
            continue
        start = dt.datetime.fromisoformat(place["start"])
        before = session.booking.starts_at if session.booking else None
        room, before_room = rooms.get(place["room"]), rooms.get(str(session.room_id))
        if (before, before_room) != (start, room):
            shifts.append(Shift(session.code, session.title, session.minutes, before, before_room, start, room))
    return sorted(shifts, key=lambda shift: (shift.after, shift.code))
