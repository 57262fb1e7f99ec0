"""Choosing wishes by search: greedy with ejection, annealing, and the bound by prices beside it."""

from random import Random

from ..watch import Watch
from .anneal import MOVES_PER_WORK, anneal
from .best import Best
from .board import Board, Option
from .frame import Frame
from .prices import ROUNDS_PER_WORK, Prices
from .search import fill
from .types import Plan

_MOVES_PER_WISH = 30
_COLD = 0.15


def choose(numbers: Frame, best: Best, seed: int, start: Plan | None, share: float) -> None:
    """Search until this share of the budget is spent, or the value meets the bound."""
    watch, chance = best.watch, Random(seed)
    board = Board(numbers)
    board.load(options_of(numbers, start) if start is not None else {})
    fill(board, chance, lambda: watch.going_on(0.5 * share))
    if board.sound:
        best.take(board.placed())
    prices = Prices(numbers)
    before = watch.work
    prices.improve(lambda gone: _spent(watch, before + gone * 3_000 / ROUNDS_PER_WORK, 0.6 * share), best.value)
    watch.raised(prices.least)
    _cool(board, best, chance, share - best.last_look)


def options_of(numbers: Frame, plan: Plan) -> dict[int, Option]:
    """The plan's places as slots and zones, of the wishes that still exist."""
    zone = {numbers.problem.tables[b].id: z for z, group in enumerate(numbers.zones) for b in group.blocks}
    found = {}
    for m, wish in enumerate(numbers.problem.wishes):
        place = plan.assignment.get(wish.id)
        if place is not None and place.tables in zone:
            found[m] = place.slot, zone[place.tables]
    return found


def _spent(watch: Watch, work: float, share: float) -> bool:
    watch.work = work
    return watch.going_on(share)


def _cool(board: Board, best: Best, chance: Random, share: float) -> None:
    """Anneal; the checker sees only the last of the better boards."""
    watch, before, since = best.watch, best.watch.work, best.watch.gone
    weights = sorted(w for w in board.frame.weight if w)
    breaks = max(1, board.frame.problem.weights.breaks)
    dear = weights[len(weights) // 2] if weights else breaks

    def gone(moves: int) -> float:
        watch.work = before + moves / MOVES_PER_WORK
        if watch.best is not None and watch.best <= watch.bound:
            return 1.0
        return watch.done(since, share)

    last = None
    enough = _moves_left(watch, share) > _MOVES_PER_WISH * len(board.at)
    warm = max(breaks, 0.3 * dear) if enough else 0.5 * breaks
    for options in anneal(board, chance, gone, warm, _COLD * breaks):
        watch.found(board.cost)
        last = options
    if last is not None:
        best.take(last)


def _moves_left(watch: Watch, share: float) -> float:
    """About how many moves the rest of the budget is good for."""
    budget = watch.budget
    left = budget.seconds * share - watch.seconds if budget.work is None else budget.work * share - watch.work
    return left * MOVES_PER_WORK
