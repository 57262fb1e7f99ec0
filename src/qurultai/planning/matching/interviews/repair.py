"""After a change: the interviews that differ for the fewest people, and among those the best."""

from dataclasses import replace

from ...watch import Watch
from ..levels import minimise
from .changes import Change, changed
from .frame import frame
from .model import Model
from .solve import conclude, fill
from .types import Budget, OnProgress, Plan, Problem

TEN_SECONDS = Budget(seconds=10.0)


def repair(  # noqa: PLR0917 - the order of the engine's one interface
    problem: Problem,
    plan: Plan,
    change: Change,
    budget: Budget = TEN_SECONDS,
    seed: int = 0,
    on_progress: OnProgress | None = None,
) -> tuple[Problem, Plan]:
    """The changed problem and its plan: fewest people told, then fewest blocking pairs, then the students' ranks.

    ``told`` counts students and recruiters whose own interviews differ from ``plan``; nobody's plan has fewer than
    ``told_bound``. Status ``optimal`` means that all three are proven.
    """
    new = changed(problem, change)
    watch = Watch(budget, on_progress)
    numbers = frame(new)
    model = Model(numbers)
    kept = {p: t for p, t in plan.assignment.items() if t in [x.start for x in numbers.slots.get(p, ())]}
    levels = [model.told(plan.assignment), model.blocking(), model.rank()]
    hint = model.hints(kept if numbers.musts.keys() <= kept.keys() else fill(numbers, kept))
    outcome = minimise(model.cp, levels, watch, seed, model.read, hint=hint)
    if outcome.found is None:
        return new, conclude(new, None, outcome.status, 0, watch)
    bound = numbers.value(*(*outcome.bounds[1:], 0, 0)[:2])
    made = conclude(new, outcome.found, outcome.status, bound, watch)
    people = len(told(plan, made))
    return new, replace(
        made,
        status=outcome.status,
        told=people,
        told_bound=min(people, outcome.bounds[0]) if outcome.bounds else 0,
    )


def told(before: Plan, after: Plan) -> tuple[tuple[str, str], ...]:
    """Whose own interviews differ between the plans: ("student" or "recruiter", id)."""
    old, new = before.assignment, after.assignment
    differ = [pair for pair in {*old, *new} if old.get(pair) != new.get(pair)]
    return tuple(sorted({("student", s) for s, _ in differ} | {("recruiter", r) for _, r in differ}))
