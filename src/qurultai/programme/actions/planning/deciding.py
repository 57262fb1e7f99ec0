"""Accepting a proposal and undoing it: each one step, one transaction; the calendar tells every move."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from qurultai.calendar import public as calendar
from qurultai.kit import access, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.ranges import During
from qurultai.programme.actions.placing import KIND, purposes
from qurultai.programme.actions.refusals import PlanOutdated, PlanState
from qurultai.programme.actions.sign_ups import return_attendees
from qurultai.programme.events import PlanAccepted, PlanUndone
from qurultai.programme.models import PlanRun, Room, Session
from qurultai.programme.policies import TRANSITION_SESSION

Where = tuple[dt.datetime, UUID | None]


@action
def accept_plan(run: PlanRun, *, by: Actor) -> PlanRun:
    """Put every session where the proposal has it and remember where each was. Raises PlanState and PlanOutdated."""
    run = _locked(run, by, PlanRun.State.PROPOSED)
    wanted = {UUID(id_): _where(place) for id_, place in run.proposal["places"].items()}
    sessions = _sessions(wanted)
    if len(sessions) < len(wanted) or any(one.state == Session.State.CANCELLED for one in sessions):
        raise PlanOutdated(what=len(wanted) - len(sessions))
    _check_rooms(run, wanted)
    moved = [one for one in sessions if _place_of(one) != wanted[one.id]]
    run.before = {str(one.id): _written(_place_of(one)) for one in moved}
    _carry_out(moved, {one.id: wanted[one.id] for one in moved}, by)
    run.state = PlanRun.State.ACCEPTED
    run.save(update_fields=["state", "before"])
    journal.record(PlanAccepted(run.id, len(moved)), by=by, edition_id=run.edition_id)
    return run


@action
def undo_plan(run: PlanRun, *, by: Actor) -> PlanRun:
    """Put back everything that the plan moved and nobody has moved since. Raises PlanState and PlanOutdated."""
    run = _locked(run, by, PlanRun.State.ACCEPTED)
    before = {UUID(id_): _where(place) for id_, place in run.before.items()}
    proposed = {UUID(id_): _where(place) for id_, place in run.proposal["places"].items()}
    untouched = [one for one in _sessions(before) if _place_of(one) == proposed[one.id]]
    for session in untouched:
        if before[session.id] is None:
            calendar.cancel(session.booking_id, by=by)
            session.booking, session.room = None, None
    _carry_out(untouched, {one.id: before[one.id] for one in untouched}, by)
    run.state = PlanRun.State.UNDONE
    run.save(update_fields=["state"])
    journal.record(PlanUndone(run.id), by=by, edition_id=run.edition_id)
    return run


def _locked(run: PlanRun, by: Actor, state: str) -> PlanRun:
    access.require(TRANSITION_SESSION, by, edition_id=run.edition_id)
    run = PlanRun.objects.select_for_update().get(pk=run.pk)
    if run.state != state:
        raise PlanState
    return run


def _sessions(wanted: Iterable[UUID]) -> list[Session]:
    rows = Session.objects.filter(id__in=list(wanted)).order_by("id").select_for_update(of=("self",))
    return list(rows.select_related("booking").prefetch_related("roles"))


def _check_rooms(run: PlanRun, wanted: dict[UUID, Where]) -> None:
    rooms = set(Room.objects.filter(edition_id=run.edition_id).values_list("id", flat=True))
    if missing := {room for _start, room in wanted.values() if room} - rooms:
        raise PlanOutdated(what=len(missing))


def _where(place: dict[str, str] | None) -> Where | None:
    if place is None:
        return None
    room = place["room"]
    return dt.datetime.fromisoformat(place["start"]), UUID(room) if room and not room.startswith("nowhere") else None


def _place_of(session: Session) -> Where | None:
    return (session.booking.starts_at, session.room_id) if session.booking else None


def _written(where: Where | None) -> dict[str, str] | None:
    return where and {"start": where[0].isoformat(), "room": str(where[1] or "")}


def _carry_out(sessions: list[Session], wanted: dict[UUID, Where | None], by: Actor) -> None:
    """Move what stands somewhere, as one step; then book what stands nowhere."""
    standing = [one for one in sessions if one.booking and wanted[one.id]]
    new = [one for one in sessions if not one.booking and wanted[one.id]]
    try:
        if standing:
            calendar.move_many([_move(one, *wanted[one.id]) for one in standing], by=by, on_clash="refuse")
        booked = calendar.book_many([_spec(one, *wanted[one.id]) for one in new], by=by, on_clash="refuse")
    except calendar.TimeTaken as taken:
        raise PlanOutdated(what=str(taken)) from taken
    for session, made in zip(new, booked, strict=True):
        session.booking = made.booking
    for session in sessions:
        session.room_id = wanted[session.id][1] if wanted[session.id] else None
    Session.objects.bulk_update(sessions, ["booking", "room"], batch_size=200)
    for session in new:
        return_attendees(session, by)


def _places(room_id: UUID | None) -> tuple[tuple[str, UUID], ...]:
    return (("room", room_id),) if room_id else ()


def _move(session: Session, starts_at: dt.datetime, room_id: UUID | None) -> calendar.MoveSpec:
    return calendar.MoveSpec(session.booking_id, During.of(starts_at, session.minutes), _places(room_id))


def _spec(session: Session, starts_at: dt.datetime, room_id: UUID | None) -> calendar.BookingSpec:
    during = During.of(starts_at, session.minutes)
    return calendar.BookingSpec(
        session.edition_id, KIND, session.title, during, purposes(session), _places(room_id), subject_id=session.id
    )
