"""When and where a session is, and whose time it takes: the calendar is the truth, `Session.room` its mirror."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from qurultai.calendar import public as calendar
from qurultai.editions import public as editions
from qurultai.kit import access, journal
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.kit.ranges import During
from qurultai.programme.actions.sessions import alive, locked
from qurultai.programme.actions.sign_ups import return_attendees
from qurultai.programme.events import SessionChanged
from qurultai.programme.models import Room, Session, SessionRole
from qurultai.programme.policies import TRANSITION_SESSION

OnClash = Literal["refuse", "soft"]
KIND = "session"
ROOM = "room"
"""What the calendar calls a session and a room."""
SPEAKER = "spkr"
"""The role in the forum of whoever has a part in a session: it lets her see her own before others do."""


@dataclass(frozen=True)
class Part:
    """What one person does in a session, with her minutes of it."""

    person_id: UUID
    role: str = SessionRole.Role.SPEAKER
    minutes: int | None = None


@action
def place_session(
    session: Session,
    starts_at: dt.datetime,
    room: Room | None,
    *,
    by: Actor,
    on_clash: Literal["refuse", "soft"] = "refuse",
) -> Session:
    """Give a session its time and room, or move it there. Raises the calendar's TimeTaken, which names the clashes."""
    session = alive(session)
    access.require(TRANSITION_SESSION, by, session)
    during = During.of(starts_at, session.minutes)
    places = places_of(room)
    if session.booking is None:
        session.booking = calendar.book(
            edition_id=session.edition_id,
            kind=KIND,
            title=session.title,
            during=during,
            people=purposes(session),
            places=places,
            subject_id=session.id,
            on_clash=on_clash,
            by=by,
        )
        return_attendees(session, by)
    elif session.booking.during != during or session.room_id != (room.id if room else None):
        calendar.move(session.booking_id, during=during, places=places, by=by, on_clash=on_clash)
    session.room = room
    session.save(update_fields=["booking", "room"])
    return session


@action
def unplace_session(session: Session, *, by: Actor) -> Session:
    """Take its time away; sign-ups stay and find their time again when it is placed anew."""
    session = locked(session)
    access.require(TRANSITION_SESSION, by, session)
    if session.booking_id:
        calendar.cancel(session.booking_id, by=by)
        session.booking, session.room = None, None
        session.save(update_fields=["booking", "room"])
    return session


@action
def set_parts(session: Session, parts: Sequence[Part], *, by: Actor) -> Session:
    """Who does what in a session, in this order; who is new must have that time free, who left gets hers back."""
    session = alive(session)
    access.require(TRANSITION_SESSION, by, session)
    before = [Part(r.person_id, r.role, r.minutes) for r in session.roles.all()]
    wanted = list({(part.person_id, part.role): part for part in parts}.values())
    if before == wanted:
        return session
    was = purposes(session)
    editions.grant_roles(session.edition, ((part.person_id, SPEAKER) for part in wanted), by=SYSTEM)
    session.roles.all().delete()
    SessionRole.objects.bulk_create(
        SessionRole(session=session, person_id=part.person_id, role=part.role, minutes=part.minutes, position=position)
        for position, part in enumerate(wanted)
    )
    if session.booking_id:
        _follow(session.booking_id, was, purposes(session), by)
    journal.record(SessionChanged(session.id, ("roles",)), by=by, edition_id=session.edition_id)
    return session


def purposes(session: Session) -> dict[UUID, str]:
    """The people whose time a session takes, each with her first role."""
    people: dict[UUID, str] = {}
    for role in session.roles.all():
        people.setdefault(role.person_id, role.role)
    return people


def places_of(room: Room | None) -> tuple[tuple[str, UUID], ...]:
    """The room as the calendar names it."""
    return ((ROOM, room.id),) if room else ()


def _follow(booking_id: UUID, was: Mapping[UUID, str], now: Mapping[UUID, str], by: Actor) -> None:
    for person_id in was.keys() - now.keys():
        calendar.leave(booking_id, person_id, by=by)
    for person_id, purpose in now.items():
        if person_id not in was:
            calendar.join(booking_id, person_id, purpose=purpose, by=by)
