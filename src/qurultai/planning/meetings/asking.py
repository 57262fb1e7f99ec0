"""Asking a SAT solver whether some clauses can hold, again and again until it answers.

How long a solver looks for a plan that exists hangs on chance: most tries end soon, a few go astray for minutes. So a
try is cut off and the same question asked anew with its variables renamed and its clauses in another order (Gomes,
Selman, Kautz, *Boosting combinatorial search through randomization*, AAAI 1998), longer every other time, so that
proofs, which take what they take, are reached too.
"""

from itertools import count
from random import Random

from pysat.solvers import Solver

_SOLVER = "cadical153"
_FIRST_CONFLICTS = 50_000


class Question:
    """Clauses, and after an answer of yes the variables that are ``true``."""

    def __init__(self, clauses: list[list[int]]) -> None:
        self.clauses = clauses
        self.true: set[int] = set()

    def ask(self, conflicts: int, names: list[int] | None = None, order: Random | None = None) -> bool | None:
        """Whether all can hold; None when not known after so many conflicts."""
        clauses = self.clauses
        if names is not None and order is not None:
            clauses = [[names[x] if x > 0 else -names[-x] for x in clause] for clause in clauses]
            order.shuffle(clauses)
        with Solver(_SOLVER, bootstrap_with=clauses) as solver:
            solver.conf_budget(conflicts)
            found = solver.solve_limited()
            if found:
                true = {x for x in solver.get_model() if x > 0}
                self.true = true if names is None else {x for x, name in enumerate(names) if name in true}
        return found

    def insist(self) -> bool:
        """The same without limit; the same clauses are always asked in the same ways."""
        found = self.ask(_FIRST_CONFLICTS)
        top = max((abs(x) for clause in self.clauses for x in clause), default=0)
        for n in count(1):
            if found is not None:
                return found
            order = Random(n)
            found = self.ask(_FIRST_CONFLICTS << n // 2, [0, *order.sample(range(1, top + 1), top)], order)
        raise AssertionError
