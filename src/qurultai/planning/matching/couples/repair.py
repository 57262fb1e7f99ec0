"""What can change after people were placed, and the placing that differs for the fewest of them."""

from dataclasses import dataclass, replace

from ...watch import Watch
from ..levels import minimise
from .frame import frame
from .model import Model
from .solve import conclude
from .types import Budget, Must, OnProgress, Plan, Problem, Single, Status

TEN_SECONDS = Budget(seconds=10.0)


@dataclass(frozen=True, slots=True)
class PersonGone:
    """The person does not come; a friend who was to come together now decides alone."""

    person: str


@dataclass(frozen=True, slots=True)
class SeatsChanged:
    """The place now has so many seats (0: it is lost)."""

    place: str
    seats: int


@dataclass(frozen=True, slots=True)
class MustAdded:
    """Somebody now has to be placed."""

    must: Must


Change = PersonGone | SeatsChanged | MustAdded


def changed(problem: Problem, change: Change) -> Problem:
    """The problem after the change."""
    match change:
        case PersonGone(person):
            return _without(problem, person)
        case SeatsChanged(place, seats):
            places = (replace(p, seats=seats) if p.id == place else p for p in problem.places)
            return replace(problem, places=tuple(places))
        case MustAdded(must):
            others = (m for m in problem.musts if m.person != must.person)
            return replace(problem, musts=(*others, must))


def _without(problem: Problem, person: str) -> Problem:
    alone = []
    for c in problem.couples:
        if person in (c.a, c.b):
            k = int(person == c.a)
            wishes = dict.fromkeys(place for wish in c.wants if (place := wish[k]) is not None)
            alone.append(Single((c.a, c.b)[k], tuple(wishes)))
    return replace(
        problem,
        places=tuple(replace(p, wants=tuple(i for i in p.wants if i != person)) for p in problem.places),
        singles=(*(s for s in problem.singles if s.id != person), *alone),
        couples=tuple(c for c in problem.couples if person not in (c.a, c.b)),
        musts=tuple(m for m in problem.musts if m.person != person),
    )


def repair(  # noqa: PLR0917 - the order of the engine's one interface
    problem: Problem,
    plan: Plan,
    change: Change,
    budget: Budget = TEN_SECONDS,
    seed: int = 0,
    on_progress: OnProgress | None = None,
) -> tuple[Problem, Plan]:
    """The changed problem and its plan: fewest people told, then fewest blocking coalitions, then ranks.

    ``told`` counts people (of those who still come) whose place differs from ``plan``; no plan has fewer than
    ``told_bound``. Status ``optimal`` means that all three are proven.
    """
    new = changed(problem, change)
    watch = Watch(budget, on_progress)
    numbers = frame(new)
    model = Model(numbers)
    levels = [model.told(plan.assignment), model.blocking(), model.rank()]
    outcome = minimise(model.cp, levels, watch, seed, model.read, hint=model.hints(plan.assignment))
    if outcome.found is None:
        return new, conclude(new, None, outcome.status, 0, watch)
    bound = numbers.value(*(*outcome.bounds[1:], 0, 0)[:2])
    made = conclude(new, outcome.found, outcome.status, bound, watch)
    status: Status = "optimal" if outcome.status == "optimal" else "feasible"
    return new, replace(made, status=status, told=len(told(new, plan, made)), told_bound=outcome.bounds[0])


def told(problem: Problem, before: Plan, after: Plan) -> tuple[str, ...]:
    """Who, of those who come, has another place than before."""
    people = [s.id for s in problem.singles] + [i for c in problem.couples for i in (c.a, c.b)]
    return tuple(sorted(i for i in people if before.assignment.get(i) != after.assignment.get(i)))
