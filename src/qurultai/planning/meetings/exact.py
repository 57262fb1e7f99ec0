"""Two ways to a proven plan over a SAT solver: from the bound upwards, and guided by cores."""

from collections.abc import Callable
from typing import Any

from pysat.examples.rc2 import RC2, RC2Stratified
from pysat.formula import WCNF
from pysat.solvers import Solver

from .asking import Question
from .cnf import Clauses
from .days import Days
from .model import Model

Tell = Callable[[str, Any], None]
"""Called with ("bound", least value), ("found", options), ("done", whether there is a plan at all)."""

_CORES = "cadical195"


def upwards(  # noqa: PLR0917
    model: Model,
    days: Days,
    low: int,
    tell: Tell,
    conflicts: int | None = None,
    going_on: Callable[[], bool] = lambda: True,
) -> int | None:
    """Ask for a plan of at most ``low`` priced literals, then one more, until there is one; all prices are equal.

    ``conflicts`` limits the work on each question; without a limit each is asked until it is answered.
    ``going_on`` is looked at before each. Returns the least number not yet excluded, or None when it is all decided.
    """
    price = model.priced[0][1] if model.priced else 1
    literals = [literal for literal, _ in model.priced]
    for most in range(low, len(literals) + 1):
        if not going_on():
            return most
        question = Question(model.clauses + _at_most(model, days, literals, most))
        found = question.ask(conflicts) if conflicts is not None else question.insist()
        if found is None:
            return most
        if question.true:
            tell("found", model.read(question.true))
            tell("done", True)
            return None
        tell("bound", price * (most + 1))
    tell("done", False)
    return None


def _at_most(model: Model, days: Days, literals: list[int], most: int) -> list[list[int]]:
    more = Clauses()
    more.top = model.top
    more.at_most(literals, most)
    fixes = days.fixes(most)
    for p, t, busy in fixes.busy:
        literal = model.busy[p].get(t)
        if literal is not None:
            more.add(literal if busy else -literal)
        elif busy:
            more.add()
    for t, least in fixes.load:
        users = [x for options in model.at for (u, _), x in options.items() if u == t]
        more.at_least(users, least)
    return more.clauses


class _Told(RC2):
    """RC2 that tells every rise of its bound."""

    tell: Tell

    def process_core(self) -> None:
        super().process_core()
        self.tell("bound", self.cost)


class _ToldStratified(RC2Stratified):
    """The same for unequal prices: dear literals first."""

    tell: Tell

    def process_core(self) -> None:
        super().process_core()
        self.tell("bound", self.cost)


def by_cores(model: Model, tell: Tell) -> None:
    """Core-guided MaxSAT (RC2: Ignatiev, Morgado, Marques-Silva, JSAT 2019), with a first plan on the way."""
    with Solver(_CORES, bootstrap_with=model.clauses) as solver:
        if not solver.solve():
            tell("done", False)
            return
        tell("found", model.read({x for x in solver.get_model() if x > 0}))
    formula = WCNF()
    formula.extend(model.clauses)
    for literal, price in model.priced:
        formula.append([-literal], weight=price)
    kind = _Told if len({price for _, price in model.priced}) <= 1 else _ToldStratified
    kind.tell = staticmethod(tell)
    with kind(formula, solver=_CORES, adapt=True, minz=True) as engine:
        best = engine.compute()
        if best is not None:
            tell("found", model.read({x for x in best if x > 0}))
        tell("done", best is not None)
