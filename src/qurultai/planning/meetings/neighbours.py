"""A forum of musts that the exact engines leave open: its plan made better, part by part, by a SAT solver.

Large-neighbourhood search (Shaw, CP 1998): all meetings but those of some slots, or of some agendas, stay where they
are, and the solver is asked for a plan with fewer priced literals than the best. What it learns in one part holds in
all, for parts are assumptions. Parts grow when the answer is no and shrink when none comes;
after each yes twice as many are asked to go at once.
"""

from collections.abc import Callable
from random import Random

from pysat.solvers import Solver

from .board import Option
from .cnf import Clauses
from .model import Model

_SOLVER = "minisat22"
_EACH = 2_000
_FIRST = 0.1
_LEAST, _MOST = 0.02, 0.6
_CHARGE = 5

Options = dict[int, Option]


def improve(  # noqa: PLR0917
    model: Model,
    at: Options,
    least: int,
    chance: Random,
    found: Callable[[Options], None],
    spent: Callable[[int], bool],
) -> None:
    """Tell better and better plans from ``at`` on, until ``least`` priced literals or ``spent(conflicts)``.

    All prices are equal. Each try counts as a few conflicts more than it has, so that counted work always ends.
    """
    literals = [literal for literal, _ in model.priced]
    size, conflicts, step = _FIRST, 0, 1
    with Solver(_SOLVER, bootstrap_with=model.clauses) as solver:
        true = _told(solver, [model.at[m][option] for m, option in at.items()])
        best = sum(x in true for x in literals)
        more = Clauses()
        more.top = model.top
        levels = more.counted(literals, best, (True, False))
        solver.append_formula(more.clauses)
        while best > least and not spent(conflicts):
            loose = _part(model, at, true, size, chance)
            fixed = [model.at[m][option] for m, option in at.items() if m not in loose]
            before = solver.accum_stats()["conflicts"]
            solver.conf_budget(_EACH)
            answer = solver.solve_limited(assumptions=[-levels[max(least, best - step)], *fixed])
            conflicts += _CHARGE + solver.accum_stats()["conflicts"] - before
            if answer:
                true = {x for x in solver.get_model() if x > 0}
                at, best = model.read(true), sum(x in true for x in literals)
                step *= 2
                found(at)
            elif step > 1:
                step = 1
            else:
                size = min(_MOST, 1.1 * size) if answer is False else max(_LEAST, 0.8 * size)


def _told(solver: Solver, fixed: list[int]) -> set[int]:
    """What is true when everything stands so."""
    if not solver.solve(assumptions=fixed):
        raise AssertionError("the plan breaks a clause")
    return {x for x in solver.get_model() if x > 0}


def _part(model: Model, at: Options, true: set[int], size: float, chance: Random) -> set[int]:
    """About this share of the meetings: those of some slots in a row, or of agendas near one that has breaks."""
    frame = model.frame
    if chance.random() < 0.5:
        width = max(2, round(size * frame.slots))
        begin = chance.randrange(max(1, frame.slots - width + 1))
        return {m for m, (t, _) in at.items() if begin <= t < begin + width}
    broken = [p for p, levels in enumerate(model.breaks) if any(x in true for x in levels)]
    waiting = [chance.choice(broken or range(len(frame.of)))]
    loose: set[int] = set()
    seen = set(waiting)
    while waiting and len(loose) < size * len(at):
        p = waiting.pop(0)
        mine = [m for m in frame.of[p] if m in at]
        loose |= set(mine)
        others = {q for m in mine for q in frame.sides[m]} - seen
        seen |= others
        waiting += chance.sample(sorted(others), len(others))
    return loose
