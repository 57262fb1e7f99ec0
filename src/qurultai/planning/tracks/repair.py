"""After a change: the programme that moves the fewest submissions, and among those the cheapest one found.

A submission moves when it is in another session or room, or begins in another slot: its presenters, and all who want
to hear it, have to be told. First the fewest moves (`fewest`), then who at all can be among so few: often only those
whose places are lost. With just these loose a model gives the least value; where they are more than it can hold, those
come first that moved, and their tracks.
"""

from collections.abc import Mapping

from ..watch import Watch
from .asking import ask
from .changes import Change, carried, changed
from .check import check, value_of
from .fewest import Fewest
from .hurts import hurts
from .loose import Loose
from .places import Place, grid_of, moved, places, tracks_of
from .types import Budget, Grid, OnProgress, Plan, Problem, Status
from .worth import worth

TEN_SECONDS = Budget(seconds=10.0)
_FEWEST, _MOVABLE = 0.6, 0.7
"""The shares of the budget at which the moves, and who can be among them, are known at the latest."""
_MOST_PLACES = 60_000


def repair(  # noqa: PLR0917 - the order of the engine's one interface
    problem: Problem,
    plan: Plan,
    change: Change,
    budget: Budget = TEN_SECONDS,
    seed: int = 0,
    on_progress: OnProgress | None = None,
) -> tuple[Problem, Plan]:
    """The changed problem and its plan with the fewest moves from ``plan``, then the smallest value.

    ``moved`` are the submissions of both, by their new numbers, that are in another session or room or begin in another
    slot; no plan has fewer than ``moves_bound``. No plan with so few is below ``bound``, which is 0 when that is not
    known; ``optimal`` says that both are least. Raises ProblemError where ``changed`` does.
    """
    new, before = changed(problem, change), carried(plan.grid, change)
    watch, old = Watch(budget, on_progress), places(before)
    fewest = Fewest(new, old)
    status, solver, least = ask(fewest.cp, watch, _FEWEST, seed)
    if status not in ("optimal", "feasible"):
        return new, Plan(status, seconds=watch.seconds, moves_bound=least if status == "unknown" else None)
    found = fewest.read(solver)
    went, moves = {i for i, place in found.items() if old.get(i) != place}, len(moved(old, found))
    movable, all_known = went, True
    if moves > len(fewest.homeless):
        movable, all_known = fewest.could_move(moves, went, watch, _MOVABLE, seed)
    loose, tracks = _held(new, went, movable), tracks_of(new, before)
    best = grid_of(new, found, tracks)
    value = value_of(new, best)
    watch.found(value)
    status, better, bound = _better(Loose(new, old, tracks, loose), found, moves, watch, seed)
    if better is not None and (now := value_of(new, better)) <= value:
        best, value = better, now
        watch.found(value)
    exact = moves == least and all_known and loose == movable
    return new, Plan(
        "optimal" if exact and status == "optimal" else "feasible",
        best,
        value,
        min(bound, value) if exact else 0,
        check(new, best)[1],
        watch.seconds,
        hurts(new, best),
        moved(old, places(best)),
        least,
    )


def _better(
    model: Loose, found: Mapping[int, Place], moves: int, watch: Watch, seed: int
) -> tuple[Status, Grid | None, int]:
    model.move_at_most(moves)
    model.hint(found)
    model.cp.minimize(worth(model))
    status, solver, bound = ask(model.cp, watch, 1.0, seed)
    if status not in ("optimal", "feasible"):
        return status, None, bound
    return status, grid_of(model.problem, *model.read(solver)), bound


def _held(problem: Problem, went: set[int], movable: set[int]) -> set[int]:
    """Those who went and, of all who can be among the moves, as many as a model can hold, the same tracks first."""
    tracks = {problem.submissions[i].track for i in went}
    room, loose = _MOST_PLACES, set(went)
    for i in sorted(movable, key=lambda i: (i not in went, problem.submissions[i].track not in tracks, i)):
        begins = [slots - problem.submissions[i].slots + 1 for slots in problem.sessions]
        room -= sum(max(0, n) * len(problem.open_rooms(s)) for s, n in enumerate(begins))
        if room >= 0:
            loose.add(i)
    return loose
