"""What can change after bilateral meetings were planned, and the problem that results."""

from dataclasses import dataclass, replace
from typing import TypeVar

from .types import Interpreter, Official, Problem, Request, Room, Span

Person = TypeVar("Person", Official, Interpreter)


@dataclass(frozen=True, slots=True)
class PersonAway:
    """A head or an interpreter is late, or gone, during the span."""

    person: str
    during: Span


@dataclass(frozen=True, slots=True)
class RoomClosed:
    """The room cannot be used during the span."""

    room: str
    during: Span


@dataclass(frozen=True, slots=True)
class SlotLost:
    """No bilateral meeting is held in the slot."""

    slot: Span


@dataclass(frozen=True, slots=True)
class RequestAdded:
    """A further request, or the same one anew: a minister's new must."""

    request: Request


@dataclass(frozen=True, slots=True)
class RequestDropped:
    """The meeting is no longer wanted."""

    request: str


Change = PersonAway | RoomClosed | SlotLost | RequestAdded | RequestDropped


def changed(problem: Problem, change: Change) -> Problem:
    """The problem after the change."""
    match change:
        case PersonAway(person, during):
            officials = (_away(o, person, during) for o in problem.officials)
            interpreters = (_away(k, person, during) for k in problem.interpreters)
            return replace(problem, officials=tuple(officials), interpreters=tuple(interpreters))
        case RoomClosed(room, during):
            rooms = (replace(r, open=_minus(r, during)) if r.id == room else r for r in problem.rooms)
            return replace(problem, rooms=tuple(rooms))
        case SlotLost(slot):
            return replace(problem, slots=tuple(s for s in problem.slots if s != slot))
        case RequestAdded(request):
            others = (r for r in problem.requests if r.id != request.id)
            return replace(problem, requests=(*others, request))
        case RequestDropped(request):
            return replace(problem, requests=tuple(r for r in problem.requests if r.id != request))


def _away(person: Person, gone: str, during: Span) -> Person:
    return replace(person, busy=(*person.busy, during)) if person.id == gone else person


def _minus(room: Room, hole: Span) -> tuple[Span, ...]:
    pieces = [Span(s.start, min(s.end, hole.start)) for s in room.open]
    pieces += [Span(max(s.start, hole.end), s.end) for s in room.open]
    return tuple(p for p in pieces if p.start < p.end)
