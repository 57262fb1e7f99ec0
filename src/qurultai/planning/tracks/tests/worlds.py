"""Small programmes of tracks, drawn at random, and their optimum by trying everything."""

import random
from dataclasses import replace
from itertools import permutations, product

from qurultai.planning.tracks import CONFLICTS, PARTS, Cell, Problem, Submission, check

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


def optimum(problem: Problem) -> int | None:
    """The least value of any programme; None when there is none."""
    verdicts = (check(problem, grid) for grid in everything(problem))
    return min((sum(score.values()) for broken, score in verdicts if not broken), default=None)
