"""Meetings one after the other in protocol order, each where it costs least among what is left."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from .frame import Frame, overlap
from .types import Meeting, Request, Span


def greedy(frame: Frame, requests: Iterable[Request], given: Mapping[str, Meeting]) -> dict[str, Meeting]:
    """The given meetings and as many of the requests as still find a place, in their order."""
    found = dict(given)
    used: dict[str, list[Span]] = defaultdict(list)
    for m in given.values():
        _use(used, m)
    for r in requests:
        if r.id not in found:
            best = _best(frame, r, used)
            if best is not None:
                found[r.id] = best
                _use(used, best)
    return found


def _use(used: dict[str, list[Span]], m: Meeting) -> None:
    for i in ("room " + m.room, *m.heads, m.interpreter):
        if i is not None:
            used[i].append(m.slot)


def _best(frame: Frame, r: Request, used: Mapping[str, list[Span]]) -> Meeting | None:
    choices, best = frame.choices[r.id], None
    seats = {q.id: (q.seats, q.press) for q in frame.problem.rooms}
    pairs = {k.id: len(k.pairs) for k in frame.problem.interpreters}
    for t in choices.slots:
        slot = frame.problem.slots[t]

        def free(ids: Iterable[str], slot: Span = slot, prefix: str = "") -> list[str]:
            return [i for i in ids if not any(overlap(slot, other) for other in used.get(prefix + i, ()))]

        rooms = sorted(free(choices.rooms[t], prefix="room "), key=lambda i: (seats[i], i))
        speakers: list[str | None] = [None]
        if choices.interpreters is not None:
            speakers = [*sorted(free(choices.interpreters[t]), key=lambda i: (pairs[i], i))]
        heads = [sorted(free(side[t]), key=lambda i: (frame.off(r, i), i)) for side in choices.heads]
        if rooms and speakers and all(heads):
            cost = frame.unwanted(r, t) + sum(frame.off(r, side[0]) for side in heads)
            if best is None or cost < best[0]:
                best = cost, Meeting(slot, rooms[0], speakers[0], (heads[0][0], heads[1][0]))
    return best[1] if best else None
