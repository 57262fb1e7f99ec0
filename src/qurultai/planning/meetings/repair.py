"""After a change: the plan that tells the fewest people, and among those the best one found.

Whoever sits in a meeting that can no longer stand, and both sides of a new must, are told in any case. When everything
else can stay, that is proven least. Otherwise the SAT solver is asked for the fewest agendas told; that everything
stays as it was is its first assumption, so that it looks at what the change touches and at nothing else. Then, with the
people told fixed, meetings among them are improved; nobody else's day changes.
"""

from dataclasses import replace
from functools import partial
from random import Random

from ..watch import Watch
from .anneal import anneal
from .best import Best
from .board import Board, Option
from .changes import Change, TablesClosed, WishAdded, changed
from .choose import options_of
from .exact import by_cores
from .frame import Frame, frame, named
from .model import Model
from .race import race
from .search import best_option
from .solve import SMALL_OPTIONS, TINY_OPTIONS, conclude, told
from .types import Budget, OnProgress, Plan, Problem, Status

TEN_SECONDS = Budget(seconds=10.0)
_MOVES_EACH = 2_000
_COLD = 0.15


def repair(  # noqa: PLR0917 - the order of the engine's one interface
    problem: Problem,
    plan: Plan,
    change: Change,
    budget: Budget = TEN_SECONDS,
    seed: int = 0,
    on_progress: OnProgress | None = None,
) -> tuple[Problem, Plan]:
    """The changed problem and its plan that tells the fewest people of ``plan``, then has the smallest value found.

    ``told`` are the people whose meetings differ; no plan tells fewer than ``told_bound``. The status is ``optimal``
    when no plan that tells so few has a smaller value, else ``feasible``, ``infeasible`` or ``unknown``.
    """
    new = changed(problem, change)
    watch = Watch(budget, on_progress)
    numbers = frame(new, frozenset({change.tables}) if isinstance(change, TablesClosed) else frozenset())
    best = Best(numbers, watch, plan.assignment)
    if numbers.hopeless:
        return new, conclude(best, "infeasible", "what follows", start=plan)
    old = options_of(numbers, plan)
    board = Board(numbers)
    board.load(old)
    least = _told_anyway(problem, plan, numbers, old, change)
    status: Status = "feasible"
    for m, weight in enumerate(numbers.weight):
        if weight is None and board.at[m] is None:
            option = best_option(board, m, Random(seed))
            if option is not None:
                board.put(m, option)
    if not board.sound:
        status, bound = _fewest(numbers, old, board, watch)
        least = max(least, bound)
    if status == "feasible":
        agendas = _better(board, old, best, seed)
        small = sum(len(options) for options in numbers.options) <= SMALL_OPTIONS
        if small and not _shared(numbers):
            status = _best(numbers, old, best, len(agendas))
    return new, replace(conclude(best, status, "repair", start=plan), told_bound=least)


def _told_anyway(problem: Problem, plan: Plan, numbers: Frame, old: dict[int, Option], change: Change) -> int:
    """How many sit in a meeting that cannot stand as it did, with one of each side of a new must."""
    away = {p.id: p.available for a in numbers.problem.agendas for p in a.people if p.available is not None}
    now = {w.id: m for m, w in enumerate(numbers.problem.wishes)}
    people = set()
    for i, place in plan.assignment.items():
        both = place.person_a, place.person_b
        stands = i in now and old.get(now[i]) in numbers.options[now[i]]
        if not stands or any(place.slot not in away.get(person, (place.slot,)) for person in both):
            people |= set(both)
    least = len(people)
    if isinstance(change, WishAdded) and change.wish.weight is None and change.wish.id not in plan.assignment:
        teams = {a.id: {p.id for p in a.people} for a in problem.agendas}
        least += sum(1 for side in (change.wish.a, change.wish.b) if not teams[side] & people)
    return least


def _fewest(numbers: Frame, old: dict[int, Option], board: Board, watch: Watch) -> tuple[Status, int]:
    """Put the plan that tells the fewest agendas on the board; with it the least number of people told."""
    free = replace(numbers, options=list(numbers.options))
    for m, weight in enumerate(numbers.weight):
        if weight is not None:  # telling fewest, an optional meeting stays or falls
            free.options[m] = [old[m]] if m in old and old[m] in numbers.options[m] else []
    model = Model(free, wishes=False)
    model.priced = [(literal, 1) for literal in _told_literals(model, old)]
    found: dict[int, Option] = {}
    least = [0]

    def tell(kind: str, said) -> None:
        if kind == "found":
            found.clear()
            found.update(said)
        elif kind == "bound":
            least[0] = max(least[0], said)

    outcome = race(model, None, None, tell, watch)
    if not found:
        return ("infeasible" if outcome.decided else "unknown"), least[0]
    if outcome.decided:
        least[0] = len(_differing(numbers, old, found))
    for m in list(board.placed()):
        board.lift(m)
    board.load(found)
    return "feasible", least[0]


def _told_literals(model: Model, old: dict[int, Option]) -> list[int]:
    """Literals, one for each agenda that can be told: true when a meeting of it is not as it was."""
    told = [model.new() for _ in model.frame.of]
    touched = set()
    for m, sides in enumerate(model.frame.sides):
        same = model.at[m].get(old[m]) if m in old else None
        met = model.met[m]
        for p in sides:
            if m in old:
                model.add(told[p], *([] if same is None else [same]))
                touched.add(p)
            elif met is not None:
                model.add(told[p], -met)
                touched.add(p)
    return [told[p] for p in sorted(touched)]


def _differing(numbers: Frame, old: dict[int, Option], now: dict[int, Option]) -> set[int]:
    """The agendas with a meeting that is not the same in both."""
    return {p for m in old.keys() | now.keys() if old.get(m) != now.get(m) for p in numbers.sides[m]}


def _shared(numbers: Frame) -> bool:
    """Whether colleagues share an agenda, so that who sits in a meeting is open."""
    return any(len(a.people) > 1 for a in numbers.problem.agendas)


def _best(numbers: Frame, old: dict[int, Option], best: Best, most: int) -> Status:
    """The best plan that tells no more agendas, proven (``optimal``) when the budget lets it."""
    model = Model(numbers)
    model.at_most(_told_literals(model, old), most)

    def tell(kind: str, said) -> None:
        if kind == "found":
            best.take(said)

    if sum(len(options) for options in numbers.options) <= TINY_OPTIONS:
        by_cores(model, tell)
        return "optimal"
    return "optimal" if race(model, None, None, tell, best.watch).decided else "feasible"


def _better(board: Board, old: dict[int, Option], best: Best, seed: int) -> set[int]:
    """Improve meetings among the agendas that are told anyway, which are returned; the others' are out of reach."""
    numbers, watch = board.frame, best.watch
    best.take(board.placed())
    now = board.placed()
    agendas = _differing(numbers, old, now)
    loose = [m for m, (a, b) in enumerate(numbers.sides) if a in agendas and b in agendas and board.where[m]]
    board.held = {m for m in now if m not in set(loose)}
    most = _MOVES_EACH * len(loose)
    breaks = max(1, numbers.problem.weights.breaks)
    before = best.keep or {}
    people = len(told(numbers.problem, before, best.assignment))
    shared, last = _shared(numbers), None
    gone = partial(_gone, watch, most, watch.gone, 1.0 - best.last_look)
    for options in anneal(board, Random(seed), gone, 2.0 * breaks, _COLD * breaks, loose):
        if not shared or len(told(numbers.problem, before, named(numbers, options, before))) <= people:
            last = options
    if last is not None:
        best.take(last)
    return agendas


def _gone(watch: Watch, most: int, since: float, share: float, moves: int) -> float:
    """How much of the way is gone: of the moves, or of the time up to this share of the budget, whichever is more."""
    return max(moves / most, watch.done(since, share)) if most else 1.0
