"""Why there is no plan, as a smallest contradiction; and what it would cost to force a wish."""

from dataclasses import replace

from pysat.solvers import Solver

from ..common import Forced
from ..smallest import smallest
from ..watch import Watch
from .days import Days
from .demands import demands, only
from .frame import frame
from .model import Model
from .solve import plan
from .types import Budget, Contradiction, Plan, Problem, ProblemError, Reason

ONE_MINUTE = Budget()
_SOLVER = "cadical153"
_CONFLICTS = 20_000


class _Asker:
    """Answers whether some demands can be kept together; an answer not reached in time counts as yes and is noted."""

    def __init__(self, problem: Problem, watch: Watch) -> None:
        self.problem, self.watch = problem, watch
        self.unsure = False

    def possible(self, kept: tuple[Reason, ...]) -> bool:
        numbers = frame(only(self.problem, frozenset(kept)))
        if numbers.hopeless or Days(numbers).impossible:
            return False
        model = Model(numbers, wishes=False)
        with Solver(_SOLVER, bootstrap_with=model.clauses) as solver:
            while self.watch.going_on():
                solver.conf_budget(_CONFLICTS)
                found = solver.solve_limited()
                if found is not None:
                    return found
        self.unsure = True
        return True


def explain(problem: Problem, budget: Budget = ONE_MINUTE) -> Contradiction | None:
    """Demands of the problem that cannot all be kept, none of them idle; None when there is a plan.

    The set is smallest in the sense that without any one of its demands the others can be kept (``minimal`` False when
    the budget ended before this was proven). Codes and their subjects: see ``demands`` and ``docs/planning.md``.
    Raises TimeoutError when the budget ended before it was known whether there is a plan.
    """
    asker = _Asker(problem, Watch(budget, None))
    everything = demands(problem)
    if asker.possible(everything):
        if asker.unsure:
            raise TimeoutError("not known within the budget whether there is a plan")
        return None
    musts_last = tuple(sorted(everything, key=lambda r: r.code == "must"))
    needed = set(smallest(asker.possible, musts_last))
    return Contradiction(tuple(r for r in everything if r in needed), not asker.unsure)


def forced(  # noqa: PLR0917
    problem: Problem, made: Plan, wish: str, slot: int | None = None, budget: Budget = ONE_MINUTE, seed: int = 0
) -> Forced[Plan]:
    """Why the wish is not placed, or not in the slot: what the best plan with it there costs more than ``made``."""
    if wish not in {w.id for w in problem.wishes} or made.value is None:
        raise ProblemError(f"{wish!r} is not known, or there is no plan to compare with")
    wishes = tuple(replace(w, weight=None, slot=slot) if w.id == wish else w for w in problem.wishes)
    new = replace(problem, wishes=wishes)
    found = plan(new, budget, seed, start=made)
    if found.status == "infeasible":
        return Forced(0, None, found, explain(new, budget))
    return Forced(found.bound - made.value, None if found.value is None else found.value - made.value, found)
