"""Small programmes of tracks, drawn at random, and their optimum by trying everything."""

import random
from dataclasses import replace
from itertools import permutations, product

from qurultai.planning.tracks import (
    CONFLICTS,
    PARTS,
    Cell,
    Problem,
    RoomClosed,
    SessionLost,
    SessionShorter,
    Submission,
    SubmissionAdded,
    SubmissionAway,
    SubmissionDropped,
    SubmissionLonger,
    TrackAway,
    check,
)

PRICES = (0, 1, 3, 10, 100)


def a_problem(seed: int, *, sessions: int = 2, rooms: int = 2, tracks: int = 2, submissions: int = 4) -> Problem:
    """Some submissions in a few tracks, with every kind of price now and then; nothing is closed, nobody away."""
    dice = random.Random(seed)
    slots = tuple(dice.randint(2, 3) for _ in range(sessions))

    def table(rows: int, columns: int, share: float) -> dict[tuple[int, int], int]:
        pairs = product(range(rows), range(columns))
        return {pair: dice.randint(1, 9) for pair in pairs if dice.random() < share}

    talks: list[Submission] = []
    for number in range(submissions):
        track = number % tracks
        order = 1 + sum(one.track == track for one in talks) if dice.random() < 0.4 else 0
        talks.append(Submission(track, dice.choice((1, 1, 2)), order))
    similar = {pair: price for pair, price in table(tracks, tracks, 0.5).items() if pair[0] < pair[1]}
    return Problem(
        sessions=slots,
        rooms=rooms,
        tracks=tracks,
        submissions=tuple(talks),
        weights={part: dice.choice(PRICES) for part in PARTS if not part.endswith("_slot")},
        penalties={
            "track_session": table(tracks, sessions, 0.4),
            "track_room": table(tracks, rooms, 0.4),
            "session_room": table(sessions, rooms, 0.3),
            "similar_tracks": similar,
            "submission_session": table(submissions, sessions, 0.4),
            "submission_timezone": table(submissions, sessions, 0.2),
        },
        conflicts={
            who: frozenset(
                (i, j)
                for i in range(tracks if who == "chairs" else submissions)
                for j in range(i + 1, tracks if who == "chairs" else submissions)
                if dice.random() < 0.3
            )
            for who in CONFLICTS
        },
    )


def with_slots_and_rooms(problem: Problem, seed: int) -> Problem:
    """The problem with prices of rooms for submissions, and of meeting in a slot, too."""
    dice = random.Random(seed)
    places = product(range(len(problem.submissions)), range(problem.rooms))
    more = {part: dice.choice((0, 1, 5)) for part in ("presenters_same_slot", "attendees_same_slot", "submission_room")}
    return replace(
        problem,
        weights={**problem.weights, **more},
        penalties={**problem.penalties, "submission_room": {place: dice.randint(0, 5) for place in places}},
    )


def limited(problem: Problem, seed: int, share: float = 0.25) -> Problem:
    """The problem with some cells closed and some submissions away from some sessions."""
    dice = random.Random(seed)
    sessions = range(len(problem.sessions))

    def some(pairs) -> frozenset[tuple[int, int]]:
        return frozenset(pair for pair in pairs if dice.random() < share)

    closed = some(product(sessions, range(problem.rooms)))
    return replace(problem, closed=closed, away=some(product(range(len(problem.submissions)), sessions)))


def everything(problem: Problem):
    """Every programme of a tiny problem whose cells hold their submissions from the first slot on."""
    places = [(s, r) for s in range(len(problem.sessions)) for r in range(problem.rooms)]
    for given in product([None, *range(problem.tracks)], repeat=len(places)):
        of = [[p for p, t in zip(places, given, strict=True) if t == one.track] for one in problem.submissions]
        for chosen in product(*of):
            yield from _arranged(problem, dict(zip(places, given, strict=True)), chosen)


def _arranged(problem: Problem, tracks: dict, chosen: tuple):
    inside = {place: [i for i, at in enumerate(chosen) if at == place] for place in tracks}
    if any(sum(problem.submissions[i].slots for i in items) > problem.sessions[s] for (s, _), items in inside.items()):
        return
    orders = [list(permutations(items)) for items in inside.values()]
    for arrangement in product(*orders):
        grid = [[None] * problem.rooms for _ in problem.sessions]
        for ((s, r), t), items in zip(tracks.items(), arrangement, strict=True):
            if t is not None:
                slots = [i for i in items for _ in range(problem.submissions[i].slots)]
                grid[s][r] = Cell(t, (*slots, *[None] * (problem.sessions[s] - len(slots))))
        yield tuple(map(tuple, grid))


def every_place(problem: Problem):
    """Every programme of a tiny problem that breaks nothing: gaps in cells, and tracks in empty cells, too."""
    rooms = [(s, r) for s, slots in enumerate(problem.sessions) for r in problem.open_rooms(s)]

    def placed(i: int, cells: dict[tuple[int, int], Cell]):
        if i == len(problem.submissions):
            empty = [place for place in rooms if place not in cells]
            for given in product([None, *range(problem.tracks)], repeat=len(empty)):
                idle = {(s, r): _idle(problem, t, s) for (s, r), t in zip(empty, given, strict=True) if t is not None}
                yield _rows(problem, cells | idle)
            return
        one = problem.submissions[i]
        for s, r in rooms:
            held = cells.get((s, r), _idle(problem, one.track, s))
            if held.track != one.track or (i, s) in problem.away:
                continue
            for k in range(problem.sessions[s] - one.slots + 1):
                if set(held.slots[k : k + one.slots]) == {None}:
                    slots = (*held.slots[:k], *[i] * one.slots, *held.slots[k + one.slots :])
                    yield from placed(i + 1, cells | {(s, r): Cell(one.track, slots)})

    return placed(0, {})


def _idle(problem: Problem, track: int, session: int) -> Cell:
    return Cell(track, (None,) * problem.sessions[session])


def _rows(problem: Problem, cells: dict[tuple[int, int], Cell]):
    return tuple(tuple(cells.get((s, r)) for r in range(problem.rooms)) for s in range(len(problem.sessions)))


def optimum(problem: Problem) -> int | None:
    """The least value of any programme; None when there is none."""
    verdicts = (check(problem, grid) for grid in everything(problem))
    return min((sum(score.values()) for broken, score in verdicts if not broken), default=None)


def a_change(problem: Problem, dice: random.Random):
    """Any change, of anything; it may fit nowhere."""
    sessions, rooms, submissions = len(problem.sessions), problem.rooms, len(problem.submissions)
    some = frozenset(dice.sample(range(sessions), dice.randint(1, sessions - 1)))
    i, s = dice.randrange(submissions), dice.randrange(sessions)
    added = Submission(dice.randrange(problem.tracks), dice.randint(1, 2), dice.randint(0, 2))
    return dice.choice([
        RoomClosed(dice.randrange(rooms), some),
        RoomClosed(dice.randrange(rooms)),
        SessionLost(s),
        SessionShorter(s, max(1, problem.sessions[s] - 1)),
        SubmissionAway(i, some),
        TrackAway(dice.randrange(problem.tracks), some),
        SubmissionLonger(i, problem.submissions[i].slots + 1),
        SubmissionAdded(added, some, frozenset({i})),
        SubmissionDropped(i),
    ])  # fmt: skip
