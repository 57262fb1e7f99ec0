"""What a draft in numbers of rooms costs: the same as the model's price, recounted, with rooms that are too few."""

from .drafts import Draft
from .frame import Frame


def price_of(frame: Frame, draft: Draft) -> int:
    """The price of numbers and counts by themselves; no programme made of them costs less."""
    return (
        _of_cells(frame, draft)
        + sum(frame.kinds[k].prices[s] * count for (k, s), count in draft.counts.items())
        + sum(price_of_track(frame, draft, t) for t, kinds in enumerate(frame.of_track) if kinds)
        + _of_pairs(frame, draft)
        + frame.shortage.price_of(draft)
    )


def _of_cells(frame: Frame, draft: Draft) -> int:
    problem, held = frame.problem, frame.problem.table("track_session")
    by_session, parallel = problem.weight("track_session"), problem.weight("parallel_tracks")
    return sum(by_session * held.get(key, 0) * n + parallel * (n - 1) for key, n in draft.number.items() if n)


def price_of_track(frame: Frame, draft: Draft, track: int) -> int:
    """What a track's gaps cost, the rooms that it needs at once, and the order of its submissions."""
    problem, sessions = frame.problem, range(len(frame.problem.sessions))
    numbers = [draft.number.get((track, s), 0) for s in sessions]
    begins = sum(n > 0 and not before for n, before in zip(numbers, [0, *numbers], strict=False))
    price = problem.weight("consecutive_tracks") * (begins > 1)
    price += problem.weight("rooms_per_track") * max(0, max(numbers) - 1)
    weight = problem.weight("submission_order")
    return price + (weight * _out_of_order(frame, draft, track) if weight else 0)


def _out_of_order(frame: Frame, draft: Draft, track: int) -> int:
    wrong, before = 0, 0
    for s, slots in enumerate(frame.problem.sessions):
        counts = {k: count for k in frame.of_track[track] if (count := draft.counts.get((k, s), 0))}
        after = before + sum(counts.values())
        ordered = [k for k in counts if frame.kinds[k].order]
        wrong += sum(not before < frame.kinds[k].order <= after for k in ordered)
        wrong += max(0, sum(frame.kinds[k].slots * counts[k] for k in ordered) - slots)
        before = after
    return wrong


def _of_pairs(frame: Frame, draft: Draft) -> int:
    sessions = range(len(frame.problem.sessions))
    number, counts = draft.number, draft.counts
    return sum(
        price * sum(bool(number.get((t, s)) and number.get((u, s))) for s in sessions)
        for (t, u), price in frame.apart.items()
    ) + sum(
        price * any(counts.get((k, s)) and counts.get((m, s)) for s in sessions)
        for (k, m), price in frame.clashes.items()
    )
