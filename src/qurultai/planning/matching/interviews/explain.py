"""Why the musts cannot all be kept, and what it would cost to have an interview that the plan does not have."""

from dataclasses import replace

from ...contradiction import contradiction
from ...watch import Watch
from ...why import Why, why
from ..levels import minimise
from .changes import MustAdded, changed
from .frame import frame
from .model import Model
from .solve import plan
from .types import Budget, Contradiction, Must, Plan, Problem, Reason, Status

ONE_MINUTE = Budget()


def demands(problem: Problem) -> tuple[Reason, ...]:
    """Every demand that could be dropped, as a code with its subjects; musts last.

    Not a demand, and so never dropped: the recruiters' slots, and one place at a time for a student.
    """
    found = [Reason("availability", (s.id,)) for s in problem.students if s.busy or s.available is not None]
    found += [Reason("most_student", (s.id,), (s.most,)) for s in problem.students]
    found += [Reason("group", (r.id,), (r.group,)) for r in problem.recruiters]
    found += [Reason("most_recruiter", (r.id,), (r.most,)) for r in problem.recruiters if r.most is not None]
    if problem.gap:
        found.append(Reason("gap", (), (problem.gap,)))
    return (*found, *(_must(m) for m in problem.musts))


def only(problem: Problem, kept: frozenset[Reason]) -> Problem:
    """The problem with no demands but these."""
    names = {(r.code, *r.subjects) for r in kept}
    everybody = len(problem.students)
    return replace(
        problem,
        students=tuple(
            replace(
                s,
                busy=s.busy if ("availability", s.id) in names else (),
                available=s.available if ("availability", s.id) in names else None,
                most=s.most if ("most_student", s.id) in names else len(problem.recruiters),
            )
            for s in problem.students
        ),
        recruiters=tuple(
            replace(
                r,
                group=r.group if ("group", r.id) in names else everybody + 1,
                most=r.most if ("most_recruiter", r.id) in names else None,
            )
            for r in problem.recruiters
        ),
        musts=tuple(m for m in problem.musts if _must(m) in kept),
        gap=problem.gap if ("gap",) in names else 0,
    )


def explain(problem: Problem, budget: Budget = ONE_MINUTE) -> Contradiction | None:
    """Demands that cannot all be kept, none of them idle; None when there is a plan. Codes: ``docs/planning.md``."""
    frame(problem)

    def solvable(kept: frozenset[Reason], watch: Watch) -> Status:
        numbers = frame(only(problem, kept))
        model = Model(numbers, set(numbers.musts))
        return minimise(model.cp, [0], watch, 0, lambda _: True).status

    return contradiction(demands(problem), solvable, budget)


def why_not(problem: Problem, made: Plan, must: Must, budget: Budget = ONE_MINUTE, seed: int = 0) -> Why[Plan]:
    """Why the interview is not in the plan (or not at that time): what it would cost, or what stands against it."""
    forced = changed(problem, MustAdded(must))
    other = plan(forced, budget, seed, start=made)
    before = frame(forced).value(made.score["blocking"], made.score["rank"]) if made.score else None
    return why(made, other, lambda: explain(forced, budget), before)


def _must(m: Must) -> Reason:
    return Reason("must", (m.student, m.recruiter), () if m.start is None else (m.start,))
