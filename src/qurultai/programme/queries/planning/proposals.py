"""A run's proposal as a difference: to where everything stands now, or once accepted to where it stood before."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.text import Text
from qurultai.programme.models import Edition, PlanRun, Room, Session
from qurultai.programme.policies import TRANSITION_SESSION
from qurultai.programme.queries.telling import told_of_moving

DECIDED = (PlanRun.State.ACCEPTED, PlanRun.State.UNDONE)
Where = tuple[dt.datetime | None, str]
"""When, and in which room (its key, or nothing)."""
NOWHERE: Where = (None, "")


@dataclass(frozen=True, slots=True)
class Shift:
    """A session that the plan would place or move, or did; None: it stood nowhere before.

    `booking_id` is what accepting (or, once accepted, undoing) would move or take off the calendar; None: nothing.
    """

    guid: UUID
    code: str
    title: Text
    before: dt.datetime | None
    before_room: Text | None
    after: dt.datetime
    after_room: Text | None
    booking_id: UUID | None


def runs_of(edition: Edition, most: int = 20) -> Sequence[PlanRun]:
    """The latest runs, newest first."""
    return list(PlanRun.objects.filter(edition=edition).select_related("asked_by")[:most])


def run_in_office(actor: Actor, edition: Edition | None, run: UUID) -> PlanRun:
    """One run, for whoever may accept it. Raises PlanRun.DoesNotExist."""
    if edition is None or not access.allowed(TRANSITION_SESSION, actor, edition_id=edition.id):
        raise PlanRun.DoesNotExist
    return PlanRun.objects.select_related("edition", "asked_by").get(edition=edition, pk=run)


def shifts_of(run: PlanRun) -> list[Shift]:
    """What accepting the proposal would change now, or did change, in order of the new times; two queries."""
    places, decided = run.proposal.get("places", {}), run.state in DECIDED
    before = run.before if decided else places
    rooms = {str(room.id): room.name for room in Room.objects.filter(edition_id=run.edition_id)}
    shifts = []
    for session in Session.objects.filter(edition_id=run.edition_id).select_related("booking"):
        key = str(session.id)
        if key not in places or key not in before:
            continue
        now, new = _now(session), _where(places[key])
        old = _where(before[key]) if decided else now
        if old == new:
            continue
        touched = session.booking_id if not decided or now == new else None
        shifts.append(
            Shift(
                session.guid, session.code, session.title, old[0], rooms.get(old[1]), new[0], rooms.get(new[1]), touched
            )
        )
    return sorted(shifts, key=lambda shift: (shift.after, shift.code))


def told_by(run: PlanRun, shifts: Sequence[Shift]) -> int:
    """How many people are written to at once when the run is accepted, or undone (R4); three queries."""
    return told_of_moving(run.edition_id, {shift.guid: shift.booking_id for shift in shifts if shift.booking_id})


def _now(session: Session) -> Where:
    return (session.booking.starts_at, str(session.room_id or "")) if session.booking else NOWHERE


def _where(place: Mapping[str, str] | None) -> Where:
    if place is None:
        return NOWHERE
    room = place["room"]
    return dt.datetime.fromisoformat(place["start"]), "" if room.startswith("nowhere") else room
