"""Why there is no plan, as a smallest contradiction; and what it would cost to force a wish."""

from dataclasses import replace

from pysat.solvers import Solver

from ..contradiction import contradiction
from ..watch import Watch
from ..why import Why, why
from .days import Days
from .demands import demands, only
from .frame import frame
from .model import Model
from .solve import plan
from .types import Budget, Contradiction, Plan, Problem, ProblemError, Reason, Status

ONE_MINUTE = Budget()
_SOLVER = "cadical153"
_CONFLICTS = 20_000


def explain(problem: Problem, budget: Budget = ONE_MINUTE) -> Contradiction | None:
    """Demands of the problem that cannot all be kept, none of them idle; None when there is a plan.

    The set is smallest in the sense that without any one of its demands the others can be kept (``minimal`` False when
    the budget ended before this was proven). Codes and their subjects: see ``demands`` and ``docs/planning.md``.
    Raises TimeoutError when the budget ended before it was known whether there is a plan.
    """

    def solvable(kept: frozenset[Reason], watch: Watch) -> Status:
        numbers = frame(only(problem, kept))
        if numbers.hopeless or Days(numbers).impossible:
            return "infeasible"
        model = Model(numbers, wishes=False)
        with Solver(_SOLVER, bootstrap_with=model.clauses) as solver:
            while watch.going_on():
                solver.conf_budget(_CONFLICTS)
                found = solver.solve_limited()
                if found is not None:
                    return "feasible" if found else "infeasible"
        return "unknown"

    return contradiction(demands(problem), solvable, budget)


def why_not(  # noqa: PLR0917 - what is asked, then how long
    problem: Problem, made: Plan, wish: str, slot: int | None = None, budget: Budget = ONE_MINUTE, seed: int = 0
) -> Why[Plan]:
    """Why the wish is not placed, or not in the slot; raises ProblemError for an unknown wish."""
    old = next((w for w in problem.wishes if w.id == wish), None)
    if old is None:
        raise ProblemError(f"{wish!r} is not known")
    new = replace(old, weight=None, slot=old.slot if slot is None else slot)
    if old.slot not in (None, new.slot):
        both = (Reason("slot_fixed", (wish,), (w.slot,)) for w in (old, new) if w.slot is not None)
        return Why(contradiction=Contradiction(tuple(both), minimal=True))
    forced = replace(problem, wishes=tuple(new if w.id == wish else w for w in problem.wishes))
    other = plan(forced, budget, seed, start=made)
    return why(made, other, lambda: explain(forced, budget), floor=made.bound)
