"""Why the musts cannot all be kept, and what it would cost to have somebody where the plan has not put them."""

from dataclasses import replace
from itertools import product

from ...contradiction import contradiction
from ...watch import Watch
from ...why import Why, why
from ..levels import minimise
from .frame import frame
from .model import Model
from .repair import MustAdded, changed
from .solve import plan
from .types import Budget, Contradiction, Must, Plan, Problem, Reason, Status

ONE_MINUTE = Budget()


def demands(problem: Problem) -> tuple[Reason, ...]:
    """Every demand that could be dropped, as a code with its subjects; musts last."""
    found = [Reason("seats", (p.id,), (p.seats,)) for p in problem.places]
    found += [Reason("choice", (p.id,)) for p in problem.places]
    found += [Reason("wishes", (s.id,)) for s in problem.singles]
    found += [Reason("wishes", (c.a, c.b)) for c in problem.couples]
    return (*found, *(_must(m) for m in problem.musts))


def only(problem: Problem, kept: frozenset[Reason]) -> Problem:
    """The problem with no demands but these: a dropped one lets anybody go anywhere."""
    names = {(r.code, *r.subjects) for r in kept}
    people = tuple([s.id for s in problem.singles] + [i for c in problem.couples for i in (c.a, c.b)])
    everywhere = tuple(p.id for p in problem.places)
    both = tuple((a, b) for a, b in product((*everywhere, None), repeat=2) if a or b)
    return replace(
        problem,
        places=tuple(
            replace(
                p,
                seats=p.seats if ("seats", p.id) in names else len(people),
                wants=p.wants if ("choice", p.id) in names else people,
            )
            for p in problem.places
        ),
        singles=tuple(s if ("wishes", s.id) in names else replace(s, wants=everywhere) for s in problem.singles),
        couples=tuple(c if ("wishes", c.a, c.b) in names else replace(c, wants=both) for c in problem.couples),
        musts=tuple(m for m in problem.musts if _must(m) in kept),
    )


def explain(problem: Problem, budget: Budget = ONE_MINUTE) -> Contradiction | None:
    """Demands that cannot all be kept, none of them idle; None when there is a plan. Codes: ``docs/planning.md``."""
    frame(problem)

    def solvable(kept: frozenset[Reason], watch: Watch) -> Status:
        model = Model(frame(only(problem, kept)))
        return minimise(model.cp, [0], watch, 0, lambda _: True).status

    return contradiction(demands(problem), solvable, budget)


def why_not(problem: Problem, made: Plan, must: Must, budget: Budget = ONE_MINUTE, seed: int = 0) -> Why[Plan]:
    """Why the person is not there in the plan: what it would cost, or what stands against it."""
    forced = changed(problem, MustAdded(must))
    return why(made, plan(forced, budget, seed), lambda: explain(forced, budget))


def _must(m: Must) -> Reason:
    return Reason("must", (m.person,) if m.place is None else (m.person, m.place))
