"""From rows to a timetable problem."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from qurultai.calendar import public as calendar
from qurultai.editions.public import rooms_of, walking_minutes
from qurultai.kit import clock
from qurultai.kit.cldr import pair_tag
from qurultai.kit.ranges import During
from qurultai.planning import timetable
from qurultai.programme.models import Edition, PlanFrame, Room, Session, SignUp, Star, Wish
from qurultai.programme.queries.planning.frame import frame_of
from qurultai.programme.queries.planning.minutes import Minutes, united, without

PLANNED = (Session.State.CONFIRMED, Session.State.EMBARGOED, Session.State.PUBLISHED)
Taken = defaultdict[tuple[str, UUID], list[timetable.Span]]
"""Taken time by resource."""
ENOUGH = 1_000_000
"""Places of a room that nobody counted."""
WISH_COST = 40
"""What a broken same-day, same-room or not-together wish costs; an order is a demand."""


def planned_sessions(edition: Edition) -> list[Session]:
    """The sessions that planning places, with their people and bookings; what has begun is a commitment like others."""
    rows = Session.objects.filter(edition=edition, state__in=PLANNED).exclude(booking__starts_at__lte=clock.now())
    return list(rows.select_related("booking").prefetch_related("roles"))


@dataclass(frozen=True)
class _Scope:
    """What is planned, where and when."""

    edition: Edition
    sessions: Sequence[Session]
    rooms: Sequence[Room]
    frame: PlanFrame
    minutes: Minutes
    days: int

    def hours(self, start: dt.time, end: dt.time) -> tuple[timetable.Span, ...]:
        """The same hours of every day of the forum."""
        return self.minutes.daily(self.days, start, end)


def problem_of(edition: Edition, sessions: Sequence[Session]) -> timetable.Problem:
    """Everything that planning must and should respect, with all other commitments from the calendar."""
    frame, minutes = frame_of(edition), Minutes(edition.starts_on, edition.tz)
    rooms = [room for room in rooms_of(edition.id) if str(room.id) not in frame.closed_rooms]
    scope = _Scope(edition, sessions, rooms, frame, minutes, (edition.ends_on - edition.starts_on).days + 1)
    people = {role.person_id for session in sessions for role in session.roles.all()}
    taken = _taken(scope, people)
    return timetable.Problem(
        sessions=tuple(_session(session, minutes) for session in sessions),
        rooms=tuple(_room(room, scope, taken) for room in rooms) + _fixed_elsewhere(sessions, rooms),
        people=tuple(timetable.Person(str(one), united(taken[("person", one)])) for one in sorted(people)),
        interests=_interests(edition, sessions),
        lunches=_breaks(edition, minutes) or _lunches(scope),
        interpreters=tuple(timetable.Interpreters(pair, teams) for pair, teams in sorted(frame.interpreters.items())),
        walks=_walks(edition, rooms),
        change_over=frame.change_over_minutes,
        grid=frame.grid_minutes,
        starts=minutes.at_times(scope.days, frame.common_starts),
        **_wishes(sessions),
    )


def current_plan(edition: Edition, sessions: Sequence[Session]) -> timetable.Plan | None:
    """Where the sessions stand now, as a plan to start from; None when none stands anywhere."""
    minutes = Minutes(edition.starts_on, edition.tz)
    places = {
        str(session.id): timetable.Place(minutes.of(session.booking.starts_at), _room_id(session))
        for session in sessions
        if session.booking and (session.room_id or session.fixed)
    }
    return timetable.Plan("feasible", places) if places else None


def _taken(scope: _Scope, people: set[UUID]) -> Taken:
    """When people and rooms are taken by anything but the sessions at hand; attendees' places yield."""
    mine = {session.booking_id for session in scope.sessions}
    whole = During(scope.minutes.instant(0), scope.minutes.instant(scope.days * timetable.DAY))
    taken: Taken = defaultdict(list)
    for busy in calendar.busy(people, [("room", room.id) for room in scope.rooms], whole):
        if busy.booking_id not in mine and busy.purpose not in calendar.YIELDING:
            taken[busy.key].append(scope.minutes.span(busy.during))
    return taken


def _is_fixed(session: Session) -> bool:
    """A session fixed by hand stays where it is."""
    return session.fixed and session.booking is not None


def _session(session: Session, minutes: Minutes) -> timetable.Session:
    fixed = _is_fixed(session)
    return timetable.Session(
        id=str(session.id),
        minutes=session.minutes,
        kind=session.kind,
        topic=str(session.topic_id) if session.topic_id else None,
        audience=session.expected_audience or 0,
        equipment=frozenset() if fixed else frozenset(session.equipment),
        people=frozenset(str(role.person_id) for role in session.roles.all()),
        windows=() if fixed else _window(session, minutes),
        start=minutes.of(session.booking.starts_at) if fixed else None,
        room=_room_id(session) if fixed else None,
        alone=session.alone,
        in_lunch=fixed,
        languages=frozenset(map(pair_tag, session.interpretation)),
    )


def _room_id(session: Session) -> str:
    return str(session.room_id) if session.room_id else f"nowhere-{session.id}"


def _fixed_elsewhere(sessions: Sequence[Session], rooms: Sequence[Room]) -> tuple[timetable.Room, ...]:
    """A place of its own for each fixed session that stands in none of the rooms that planning may use."""
    known = {room.id for room in rooms}
    whole = (timetable.Span(-10 * timetable.DAY, 100 * timetable.DAY),)
    strange = {_room_id(session) for session in sessions if _is_fixed(session) and session.room_id not in known}
    return tuple(timetable.Room(room_id, ENOUGH, whole) for room_id in sorted(strange))


def _window(session: Session, minutes: Minutes) -> tuple[timetable.Span, ...]:
    if session.movable_from is None and session.movable_until is None:
        return ()
    start = minutes.of(session.movable_from) if session.movable_from else 0
    end = minutes.of(session.movable_until) if session.movable_until else 100 * timetable.DAY
    return (timetable.Span(start, max(end, start + 1)),)


def _room(room: Room, scope: _Scope, taken: Taken) -> timetable.Room:
    """A room with the hours in which it is free; what is fixed in it may lie outside the usual hours.

    A room whose places nobody counted is large enough for everything.
    """
    hours = scope.hours(scope.frame.opens_at, scope.frame.closes_at)
    fixed = [scope.minutes.span(s.booking.during) for s in scope.sessions if s.room_id == room.id and _is_fixed(s)]
    free = united([*without(hours, taken[("room", room.id)]), *fixed])
    capacity = ENOUGH if room.capacity is None else room.capacity
    return timetable.Room(str(room.id), capacity, free, frozenset(room.equipment))


def _breaks(edition: Edition, minutes: Minutes) -> tuple[timetable.Lunch, ...]:
    """The whole house's breaks that stand on the calendar."""
    spans = [minutes.span(booking.during) for booking in calendar.bookings_of(edition.id, kind="break")]
    return tuple(timetable.Lunch(span, span.end - span.start, True) for span in spans)


def _lunches(scope: _Scope) -> tuple[timetable.Lunch, ...]:
    frame = scope.frame
    if not (frame.lunch_from and frame.lunch_until and frame.lunch_minutes):
        return ()
    windows = scope.hours(frame.lunch_from, frame.lunch_until)
    return tuple(timetable.Lunch(window, frame.lunch_minutes, frame.lunch_for_all) for window in windows)


def _walks(edition: Edition, rooms: Sequence[Room]) -> tuple[timetable.Walk, ...]:
    known = {room.id for room in rooms}
    return tuple(
        timetable.Walk(str(a), str(b), minutes)
        for (a, b), minutes in sorted(walking_minutes(edition.id).items())
        if a < b and minutes and {a, b} <= known
    )


def _interests(edition: Edition, sessions: Sequence[Session]) -> tuple[timetable.Interest, ...]:
    """How many people want each pair: stars, places and waiting lists."""
    known = {session.id for session in sessions}
    wants: dict[str, set[str]] = defaultdict(set)
    signed = SignUp.objects.filter(session__edition=edition).exclude(state=SignUp.State.WITHDRAWN)
    for rows in (Star.objects.filter(session__edition=edition), signed):
        for person_id, session_id in rows.order_by().values_list("person_id", "session_id"):
            if session_id in known:
                wants[str(person_id)].add(str(session_id))
    return timetable.interests_from_stars(wants)


def _wishes(sessions: Sequence[Session]) -> dict[str, tuple]:
    known = {session.id for session in sessions}
    rows = [w for w in Wish.objects.filter(first__in=known) if w.second_id in known]
    of = {kind: [(str(w.first_id), str(w.second_id)) for w in rows if w.kind == kind] for kind in Wish.Kind.values}
    return {
        "orders": tuple(timetable.Order(a, b) for a, b in of["before"]),
        "same_days": tuple(timetable.SameDay(a, b, WISH_COST) for a, b in of["same_day"]),
        "aparts": tuple(timetable.Apart(a, b, WISH_COST) for a, b in of["not_together"]),
        "same_rooms": tuple(timetable.SameRoom(a, b, WISH_COST) for a, b in of["same_room"]),
    }
