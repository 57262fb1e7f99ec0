"""Parts of a programme to be made anew: which (track, session) are freed, all else staying. `size` grows with luck."""

import random
from collections import defaultdict
from collections.abc import Iterable

from .drafts import Draft
from .frame import Frame
from .prices import price_of_track

Free = set[tuple[int, int]]


def some_sessions(numbers: Frame, draft: Draft, dice: random.Random, size: float) -> Free:
    """Everything in two or more sessions."""
    sessions = range(len(numbers.problem.sessions))
    chosen = dice.sample(sessions, min(len(sessions), max(2, round(2 * size))))
    return {(t, s) for t in range(numbers.problem.tracks) for s in chosen}


def around_a_session(numbers: Frame, draft: Draft, dice: random.Random, size: float) -> Free:
    """All that some tracks of one session do anywhere."""
    s = dice.randrange(len(numbers.problem.sessions))
    here = [t for t in range(numbers.problem.tracks) if draft.number.get((t, s))]
    return _all_of(numbers, dice.sample(here, min(len(here), max(2, round(4 * size)))))


def some_tracks(numbers: Frame, draft: Draft, dice: random.Random, size: float) -> Free:
    """All that some tracks do."""
    tracks = range(numbers.problem.tracks)
    return _all_of(numbers, dice.sample(tracks, min(len(tracks), max(2, round(6 * size)))))


def dear_tracks(numbers: Frame, draft: Draft, dice: random.Random, size: float) -> Free:
    """All that some tracks do, among them those that cost most where they are."""
    prices = _prices(numbers, draft)
    tracks, number = list(prices), min(len(prices), max(2, round(5 * size)))
    dear = dice.choices(tracks, [price**0.5 for price in prices.values()], k=max(1, number // 2))
    return _all_of(numbers, {*dear, *dice.sample(tracks, number - number // 2)})


def in_the_way_of_dear(numbers: Frame, draft: Draft, dice: random.Random, size: float) -> Free:
    """All that one dear track does, and some of those that are, in a session, in rooms where it would cost less."""
    prices = _prices(numbers, draft)
    dear = dice.choices(list(prices), [price**0.5 for price in prices.values()])[0]
    there = sorted(
        {t for (t, s), rooms in draft.rooms.items() if t != dear and rooms & _wanted(numbers, dear, s, dice)}
    )
    return _all_of(numbers, {dear, *dice.sample(there, min(len(there), max(2, round(5 * size))))})


def _wanted(numbers: Frame, track: int, session: int, dice: random.Random) -> frozenset[int]:
    shortage = numbers.shortage
    return shortage.cheap[track, session, dice.choice(shortage.levels)] if shortage.levels else frozenset()


def _prices(numbers: Frame, draft: Draft) -> dict[int, float]:
    """What each track costs where it is, alone or beside others."""
    problem, sessions = numbers.problem, range(len(numbers.problem.sessions))
    prices = {t: 1.0 + price_of_track(numbers, draft, t) for t in range(problem.tracks)}
    for (k, s), count in draft.counts.items():
        prices[numbers.kinds[k].track] += count * numbers.kinds[k].prices[s]
    rooms: dict[int, set[int]] = defaultdict(set)
    for (t, s), here in draft.rooms.items():
        rooms[t] |= here
        prices[t] += numbers.price_of_cells(t, s, here)
        prices[t] += problem.weight("parallel_tracks") * max(0, len(here) - 1)
    for t, used in rooms.items():
        prices[t] += problem.weight("rooms_per_track") * max(0, len(used) - 1)
    for (k, m), price in numbers.clashes.items():
        if any(draft.counts.get((k, s)) and draft.counts.get((m, s)) for s in sessions):
            prices[numbers.kinds[k].track] += price
            prices[numbers.kinds[m].track] += price
    for (t, u), price in numbers.apart.items():
        beside = sum(bool(draft.number.get((t, s)) and draft.number.get((u, s))) for s in sessions)
        prices[t] += price * beside
        prices[u] += price * beside
    return prices


def rooms_of_some(numbers: Frame, draft: Draft, dice: random.Random, size: float) -> Free:
    """All that the tracks of a few rooms do."""
    rooms = set(dice.sample(range(numbers.problem.rooms), min(numbers.problem.rooms, max(2, round(2 * size)))))
    return _all_of(numbers, {t for (t, _s), here in draft.rooms.items() if here & rooms})


def _all_of(numbers: Frame, tracks: Iterable[int]) -> Free:
    return {(t, s) for t in tracks for s in range(len(numbers.problem.sessions))}


def only_rooms(numbers: Frame, draft: Draft, dice: random.Random, size: float) -> Free:
    """The rooms alone, of many tracks or of some sessions."""
    part = some_tracks if dice.random() < 0.6 else some_sessions
    return part(numbers, draft, dice, 2.5 * size)


PARTS_FREED = (some_sessions, around_a_session, some_tracks, dear_tracks, in_the_way_of_dear, rooms_of_some, only_rooms)
WITH_ROOMS = (in_the_way_of_dear, rooms_of_some, only_rooms)
"""Those that mean nothing before there are rooms."""
