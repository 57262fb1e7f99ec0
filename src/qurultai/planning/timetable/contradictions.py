"""Why there is no plan: a smallest set of demands that contradict each other, each of them needed.

Of the questions "is there a plan with only these demands?" yes is found by local search, no is proven by CP-SAT.
"""

from ..smallest import smallest
from .demands import demands, only
from .frame import frame
from .model import Model
from .search import fill
from .solve import board_with
from .types import Budget, Contradiction, Problem, Reason
from .watch import Watch, solve

_QUICK_MOVES = 300
ONE_MINUTE = Budget()


class _Asker:
    """Answers whether some demands can be kept together; an answer not reached in time counts as yes and is noted."""

    def __init__(self, problem: Problem, watch: Watch) -> None:
        self.problem, self.watch = problem, watch
        self.unsure = False

    def possible(self, kept: tuple[Reason, ...]) -> bool:
        numbers = frame(only(self.problem, frozenset(kept)))
        if not all(numbers.starts):
            return False
        board, _ = board_with(numbers, {})
        if fill(board, 0, _QUICK_MOVES + numbers.size, self.watch.going_on):
            return True
        if not self.watch.going_on():
            self.unsure = True
            return True
        status, _, _ = solve(Model(numbers, wishes=False), self.watch, 1.0, 0, value_is_price=False)
        self.unsure |= status == "unknown"
        return status != "infeasible"


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
    sessions_last = tuple(sorted(everything, key=lambda r: r.code == "session"))
    needed = smallest(asker.possible, sessions_last)
    return Contradiction(tuple(r for r in everything if r in set(needed)), not asker.unsure)
