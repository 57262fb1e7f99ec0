"""The protocol order, and for each request the slots, rooms, interpreters and heads that are possible by themselves."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from .types import Interpreter, Official, Problem, ProblemError, Request, Room, Span


@dataclass(frozen=True)
class Choices:
    """What one request may have: per slot number the rooms, the interpreters (None: needs none) and the heads."""

    rooms: dict[int, tuple[str, ...]]
    interpreters: dict[int, tuple[str, ...]] | None
    heads: tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]
    slots: tuple[int, ...]

    @property
    def missing(self) -> str:
        """Which of its needs leaves the request without any slot, as the code of a reason."""
        if not any(self.rooms.values()):
            return "no_room"
        if self.interpreters is not None and not any(self.interpreters.values()):
            return "no_interpreter"
        return "no_heads" if not any(self.heads[0].values()) or not any(self.heads[1].values()) else "no_common_time"


@dataclass(frozen=True)
class Frame:
    """The requests in protocol order, with their choices."""

    problem: Problem
    order: tuple[Request, ...]
    choices: dict[str, Choices]
    levels: dict[str, int]

    @property
    def base(self) -> int:
        """One more than the greatest cost of a placed request."""
        return 2 * self.problem.level_gap + 2

    @cached_property
    def request(self) -> dict[str, Request]:
        """The requests by their ids."""
        return {r.id: r for r in self.order}

    def off(self, request: Request, head: str) -> int:
        """How far the head's office is from the level asked for."""
        return abs(self.levels[head] - request.level)

    def unwanted(self, request: Request, slot: int) -> int:
        """1 when the request prefers other times than the slot."""
        return int(bool(request.preferred) and not inside(self.problem.slots[slot], request.preferred))

    @cached_property
    def floor(self) -> dict[str, int]:
        """The smallest cost each request can have when it is placed."""
        return {
            r.id: min(
                (
                    self.unwanted(r, t)
                    + sum(min(self.off(r, head) for head in side[t]) for side in self.choices[r.id].heads)
                    for t in self.choices[r.id].slots
                ),
                default=0,
            )
            for r in self.order
        }

    def number(self, unplaced: dict[str, int], costs: dict[str, int]) -> int:
        """All digits in protocol order as one number."""
        value = 0
        for r in self.order:
            value = 2 * value + unplaced[r.id]
        for r in self.order:
            value = self.base * value + costs[r.id]
        return value


def inside(slot: Span, spans: tuple[Span, ...]) -> bool:
    """Whether one of the spans holds the slot."""
    return any(s.start <= slot.start and slot.end <= s.end for s in spans)


def overlap(a: Span, b: Span) -> bool:
    """Whether the spans share a minute."""
    return a.start < b.end and b.start < a.end


def frame(problem: Problem) -> Frame:
    """The numbers of a problem that makes sense; ProblemError otherwise."""
    _sensible(problem)
    rank = {d.id: d.rank for d in problem.delegations}

    def place(r: Request) -> tuple:
        late = problem.deadline is not None and r.received > problem.deadline
        return (1, r.received, rank[r.by], r.wish, r.id) if late else (0, rank[r.by], r.wish, r.received, r.id)

    order = tuple(sorted(problem.requests, key=place))
    choices = {r.id: _choices(problem, r) for r in order}
    return Frame(problem, order, choices, {o.id: o.level for o in problem.officials})


def _choices(problem: Problem, r: Request) -> Choices:
    slots = [t for t, slot in enumerate(problem.slots) if not r.windows or inside(slot, r.windows)]
    at = {t: problem.slots[t] for t in slots}
    rooms = {t: tuple(q.id for q in problem.rooms if _fits(q, r, slot)) for t, slot in at.items()}
    interpreters = None
    if r.languages is not None:
        able = [k for k in problem.interpreters if r.languages in k.pairs]
        interpreters = {t: tuple(k.id for k in able if here(k, slot)) for t, slot in at.items()}
    sides = []
    for side in (r.by, r.to):
        able_to_head = [
            o for o in problem.officials if o.delegation == side and abs(o.level - r.level) <= problem.level_gap
        ]
        sides.append({t: tuple(o.id for o in able_to_head if here(o, slot)) for t, slot in at.items()})
    possible = tuple(
        t for t in slots if rooms[t] and (interpreters is None or interpreters[t]) and all(side[t] for side in sides)
    )
    return Choices(rooms, interpreters, (sides[0], sides[1]), possible)


def _fits(room: Room, r: Request, slot: Span) -> bool:
    return room.seats >= r.seats and (room.press or r.press == "closed") and inside(slot, room.open)


def here(person: Official | Interpreter, slot: Span) -> bool:
    """Whether the person can come for the whole slot."""
    free = person.available is None or inside(slot, person.available)
    return free and not any(overlap(b, slot) for b in person.busy)


def _sensible(problem: Problem) -> None:
    for kind, ids in (
        ("delegation", [d.id for d in problem.delegations]),
        ("room", [r.id for r in problem.rooms]),
        ("person", [o.id for o in problem.officials] + [k.id for k in problem.interpreters]),
        ("request", [r.id for r in problem.requests]),
        ("slot", [f"{s.start}-{s.end}" for s in problem.slots]),
    ):
        twice = [i for i, n in Counter(ids).items() if n > 1]
        if twice:
            raise ProblemError(f"{kind} {twice[0]} is there twice")
    known = {d.id for d in problem.delegations}
    for r in problem.requests:
        if r.by not in known or r.to not in known or r.by == r.to:
            raise ProblemError(f"request {r.id} names delegations that are not two of those there")
        if r.seats < 1:
            raise ProblemError(f"request {r.id} needs no seat")
    for o in problem.officials:
        if o.delegation not in known:
            raise ProblemError(f"{o.id} belongs to no delegation")
    if any(s.end <= s.start for s in problem.slots) or problem.level_gap < 0:
        raise ProblemError("a slot is empty, or the level gap negative")
