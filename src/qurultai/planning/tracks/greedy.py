"""A first draft in no time, where room is not tight: track after track, a room in one session after the other."""

from collections import Counter

from .drafts import Draft
from .frame import Frame


def first_fit(frame: Frame) -> Draft | None:
    """Numbers of rooms and counts that fit; None when this simple way leaves somebody over.

    The tracks with most to hold come first; each begins in the session from which it costs least, takes one room in
    each session after it, the longest submissions first, and goes round again where that is not enough.
    """
    problem = frame.problem
    free, draft = [len(problem.open_rooms(s)) for s in range(len(problem.sessions))], Draft()
    for t in sorted(range(problem.tracks), key=lambda t: (-_slots(frame, t), t)):
        tries = [_held(frame, t, first, free) for first in range(len(problem.sessions))]
        found = min((one for one in tries if one is not None), key=lambda one: one[0], default=None)
        if found is None:
            return None
        _price, cells, counts = found
        for s, number in cells.items():
            free[s] -= number
            draft.number[t, s] = number
        draft.counts.update(counts)
    return draft


def _slots(frame: Frame, track: int) -> int:
    return sum(frame.kinds[k].slots * len(frame.kinds[k].members) for k in frame.of_track[track])


def _held(frame: Frame, track: int, first: int, free: list[int]) -> tuple[int, Counter, Counter] | None:
    """What a track costs and takes when it begins there: rooms by session, counts by (kind, session)."""
    problem, sessions = frame.problem, len(frame.problem.sessions)
    left = {k: len(frame.kinds[k].members) for k in frame.of_track[track]}
    by_session, held = problem.weight("track_session"), problem.table("track_session")
    price, cells, counts = 0, Counter[int](), Counter[tuple[int, int]]()
    while any(left.values()):
        before = sum(left.values())
        for s in (n % sessions for n in range(first, first + sessions)):
            if cells[s] >= min(free[s], frame.most[track, s]) or not any(left.values()):
                continue
            room = problem.sessions[s]
            for k in sorted(left, key=lambda k: -frame.kinds[k].slots):
                number = 0 if s in frame.kinds[k].away else min(left[k], room // frame.kinds[k].slots)
                left[k] -= number
                room -= number * frame.kinds[k].slots
                counts[k, s] += number
                price += number * frame.kinds[k].prices[s]
            cells[s] += room < problem.sessions[s]
            price += by_session * held.get((track, s), 0) * (room < problem.sessions[s])
        if sum(left.values()) == before:
            return None
    return price, +cells, +counts
