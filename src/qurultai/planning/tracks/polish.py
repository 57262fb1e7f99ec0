"""At the end, submission by submission: what drafts do not see.

Drafts know sessions and rooms of tracks and how many of a kind are where; what rooms are worth for single submissions,
who is in the same slot, and who of one track is beside whom, is seen only by the model in which each is by itself
(`loose`, `worth`). It frees some, around something that hurts, and keeps what is better.
"""

import random

from ..common import Reason
from ..watch import Watch
from .asking import ask
from .check import value_of
from .hurts import hurts
from .loose import Loose
from .places import grid_of, places, tracks_of
from .types import Grid, Problem
from .worth import worth

_UNSEEN = ("submission_room", "presenters_same_slot", "attendees_same_slot")
_PAIRS = ("presenters", "attendees")
_STEP_SECONDS, _STEP_WORK = 1.0, 1.0
_FEWEST_PLACES, _MOST_PLACES = 1_000, 20_000
_GROWTH = 1.3


def may_be_polished(problem: Problem) -> bool:
    """Whether there is anything to which drafts are blind."""
    weighed = any(problem.weight(part) for part in _UNSEEN)
    return weighed or any(_inside(problem, i, j) for who in _PAIRS if problem.weight(f"{who}_same_session")
                          for i, j in problem.pairs(who))  # fmt: skip


def _inside(problem: Problem, i: int, j: int) -> bool:
    return problem.submissions[i].track == problem.submissions[j].track


def unseen(problem: Problem, grid: Grid) -> list[Reason]:
    """What hurts and no draft sees."""
    return [
        r for r in hurts(problem, grid)
        if r.code in _UNSEEN
        or (r.code in {f"{who}_same_session" for who in _PAIRS}
            and _inside(problem, int(r.subjects[0]), int(r.subjects[1])))
    ]  # fmt: skip


def polish(problem: Problem, grid: Grid, watch: Watch, share: float, seed: int) -> Grid:
    """The programme, made better while something unseen hurts and that share of the budget is not spent."""
    dice, value, room = random.Random(seed), value_of(problem, grid), float(_FEWEST_PLACES)
    while watch.going_on(share) and (pains := unseen(problem, grid)):
        pain = dice.choices(pains, [r.cost for r in pains])[0]
        at = places(grid)
        model = Loose(problem, at, tracks_of(problem, grid), _around(problem, grid, pain, dice, int(room)))
        model.hint(at)
        model.cp.minimize(worth(model))
        status, solver, _bound = ask(model.cp, watch, min(share, watch.gone + _step(watch)), dice.randrange(1 << 30))
        if status == "optimal":
            room = min(room * _GROWTH, _MOST_PLACES)
        if status in ("optimal", "feasible"):
            found = grid_of(problem, *model.read(solver))
            if (now := value_of(problem, found)) <= value:
                grid, value = found, now
                watch.found(value)
    return grid


def _step(watch: Watch) -> float:
    budget = watch.budget
    return _STEP_SECONDS / budget.seconds if budget.work is None else _STEP_WORK / budget.work


def _around(problem: Problem, grid: Grid, pain: Reason, dice: random.Random, room: int) -> set[int]:
    """Who is in it, then who is in the same cells, of the same tracks and sessions; so many places in all."""
    at = places(grid)
    about = {int(i) for i in pain.subjects[: 1 if pain.code == "submission_room" else 2]}
    cells = {at[i][:2] for i in about}
    tracks, sessions = {problem.submissions[i].track for i in about}, {s for s, _ in cells}

    def near(i: int) -> tuple[bool, bool, int, float]:
        own, there = problem.submissions[i].track in tracks, at[i][0] in sessions
        return i not in about, at[i][:2] not in cells, 2 - own - there, dice.random()

    loose: set[int] = set()
    for i in sorted(at, key=near):
        begins = [slots - problem.submissions[i].slots + 1 for slots in problem.sessions]
        room -= sum(max(0, n) * len(problem.open_rooms(s)) for s, n in enumerate(begins))
        if room < 0 and len(loose) >= len(about):
            break
        loose.add(i)
    return loose
