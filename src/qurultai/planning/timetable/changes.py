"""What can change after a plan was made, and the problem that results."""

from dataclasses import dataclass, replace

from .types import Person, Problem, Session, Span


@dataclass(frozen=True, slots=True)
class RoomClosed:
    """The room cannot be used during the span."""

    room: str
    during: Span


@dataclass(frozen=True, slots=True)
class PersonAway:
    """The person cannot come during the span."""

    person: str
    during: Span


@dataclass(frozen=True, slots=True)
class SessionLonger:
    """The session now takes so many minutes."""

    session: str
    minutes: int


@dataclass(frozen=True, slots=True)
class SessionAdded:
    """A further session has to be placed."""

    session: Session


@dataclass(frozen=True, slots=True)
class SessionDropped:
    """The session does not take place."""

    session: str


Change = RoomClosed | PersonAway | SessionLonger | SessionAdded | SessionDropped


def changed(problem: Problem, change: Change) -> Problem:
    """The problem after the change."""
    match change:
        case RoomClosed(room, during):
            rooms = tuple(replace(r, open=minus(r.open, during)) if r.id == room else r for r in problem.rooms)
            return replace(problem, rooms=rooms)
        case PersonAway(person, during):
            known = {p.id: p for p in problem.people}
            known[person] = _away(known.get(person, Person(person)), during)
            return replace(problem, people=tuple(known.values()))
        case SessionLonger(session, minutes):
            sessions = tuple(replace(s, minutes=minutes) if s.id == session else s for s in problem.sessions)
            return replace(problem, sessions=sessions)
        case SessionAdded(session):
            return replace(problem, sessions=(*problem.sessions, session))
        case SessionDropped(session):
            return without_session(problem, session)


def without_session(problem: Problem, session: str) -> Problem:
    """The problem without the session and without all wishes that name it."""
    return replace(
        problem,
        sessions=tuple(s for s in problem.sessions if s.id != session),
        orders=tuple(o for o in problem.orders if session not in (o.before, o.after)),
        same_days=tuple(w for w in problem.same_days if session not in (w.a, w.b)),
        same_rooms=tuple(w for w in problem.same_rooms if session not in (w.a, w.b)),
        aparts=tuple(w for w in problem.aparts if session not in (w.a, w.b)),
        interests=tuple(w for w in problem.interests if session not in (w.a, w.b)),
    )


def minus(spans: tuple[Span, ...], hole: Span) -> tuple[Span, ...]:
    """The spans without the hole."""
    pieces = [Span(s.start, min(s.end, hole.start)) for s in spans]
    pieces += [Span(max(s.start, hole.end), s.end) for s in spans]
    return tuple(sorted((p for p in pieces if p.start < p.end), key=lambda p: p.start))


def _away(person: Person, during: Span) -> Person:
    return replace(person, busy=(*person.busy, during))
