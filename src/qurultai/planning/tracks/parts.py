"""Parts of a programme to be made anew: which (track, session) are freed, all else staying. `size` grows with luck."""

import random
from collections.abc import Iterable

from .drafts import Draft
from .frame import Frame

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
    prices = dict.fromkeys(range(numbers.problem.tracks), 1.0)
    for (k, s), count in draft.counts.items():
        prices[numbers.kinds[k].track] += count * numbers.kinds[k].prices[s]
    for (t, s), rooms in draft.rooms.items():
        prices[t] += numbers.price_of_cells(t, s, rooms)
    for (k, m), price in numbers.clashes.items():
        if any(draft.counts.get((k, s)) and draft.counts.get((m, s)) for s in range(len(numbers.problem.sessions))):
            prices[numbers.kinds[k].track] += price
            prices[numbers.kinds[m].track] += price
    for t in prices:
        prices[t] += numbers.problem.weight("submission_order") * _misplaced(numbers, draft, t)
    return prices


def _misplaced(numbers: Frame, draft: Draft, track: int) -> int:
    """How many of a track's ordered submissions are in a session that does not hold their position."""
    wrong, before = 0, 0
    for s in range(len(numbers.problem.sessions)):
        counts = {k: draft.counts.get((k, s), 0) for k in numbers.of_track[track]}
        after = before + sum(counts.values())
        orders = [numbers.kinds[k].order for k, count in counts.items() if count]
        wrong += sum(order > 0 and not before < order <= after for order in orders)
        before = after
    return wrong


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
