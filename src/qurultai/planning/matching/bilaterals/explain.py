"""Why the musts cannot all be kept; why a meeting is not in the plan, or not at that time."""

from dataclasses import replace

from ...contradiction import contradiction
from ...watch import Watch
from ...why import Why, why
from ..levels import minimise
from .frame import frame
from .model import Model
from .solve import plan
from .types import Budget, Contradiction, Interpreter, Official, Plan, Problem, Reason, Request, Span, Status

ONE_MINUTE = Budget()


def demands(problem: Problem) -> tuple[Reason, ...]:
    """Every demand that could be dropped, as a code with its subjects; musts last.

    Not a demand, and so never dropped: the slots, one meeting at a time for a room and a person, and the level gap.
    """
    found = [Reason("room_open", (r.id,)) for r in problem.rooms]
    people: list[Official | Interpreter] = [*problem.officials, *problem.interpreters]
    found += [Reason("availability", (p.id,)) for p in people if p.busy or p.available is not None]
    for r in problem.requests:
        if r.must:
            found += [Reason("window", (r.id,))] if r.windows else []
            found += [Reason("seats", (r.id,), (r.seats,))] if r.seats > 1 else []
            found += [Reason("press", (r.id,))] if r.press != "closed" else []
            found += [Reason("languages", (r.id,))] if r.languages is not None else []
    return (*found, *(Reason("must", (r.id,)) for r in problem.requests if r.must))


def only(problem: Problem, kept: frozenset[Reason]) -> Problem:
    """The problem with no demands but these."""
    names = {(r.code, *r.subjects) for r in kept}
    day = (Span(min(s.start for s in problem.slots), max(s.end for s in problem.slots)),) if problem.slots else ()

    def relaxed(r: Request) -> Request:
        return replace(
            r,
            windows=r.windows if ("window", r.id) in names else (),
            seats=r.seats if ("seats", r.id) in names else 1,
            press=r.press if ("press", r.id) in names else "closed",
            languages=r.languages if ("languages", r.id) in names else None,
        )

    return replace(
        problem,
        rooms=tuple(r if ("room_open", r.id) in names else replace(r, open=day) for r in problem.rooms),
        officials=tuple(
            o if ("availability", o.id) in names else replace(o, busy=(), available=None) for o in problem.officials
        ),
        interpreters=tuple(
            k if ("availability", k.id) in names else replace(k, busy=(), available=None) for k in problem.interpreters
        ),
        requests=tuple(relaxed(r) for r in problem.requests if ("must", r.id) in names),
    )


def explain(problem: Problem, budget: Budget = ONE_MINUTE) -> Contradiction | None:
    """Demands that cannot all be kept, none of them idle; None when there is a plan. Codes: ``docs/planning.md``."""
    frame(problem)

    def solvable(kept: frozenset[Reason], watch: Watch) -> Status:
        numbers = frame(only(problem, kept))
        return minimise(Model(numbers, numbers.order, frozenset()).cp, [0], watch, 0, lambda _: True).status

    return contradiction(demands(problem), solvable, budget)


def why_not(  # noqa: PLR0917 - what is asked, then how long
    problem: Problem,
    made: Plan,
    request: str,
    slot: Span | None = None,
    budget: Budget = ONE_MINUTE,
    seed: int = 0,
) -> Why[Plan]:
    """Why the meeting is not in the plan (or not in that slot).

    The plan with it forced, and its cost, say what it would take; the ``contradiction`` says which of the meetings
    before it in protocol order, and which demands, leave no place for it (None when none do: only its time costs).
    """
    forced = replace(problem, requests=tuple(_forced(r, slot) if r.id == request else r for r in problem.requests))
    other = plan(forced, budget, seed)
    before = []
    for r in frame(problem).order:
        if r.id == request:
            break
        before.append(r.id)
    kept = {i for i in before if i in made.assignment}
    stands = explain(
        replace(forced, requests=tuple(replace(r, must=r.must or r.id in kept) for r in forced.requests)), budget
    )
    return replace(why(made, other, lambda: stands), contradiction=stands)


def _forced(r: Request, slot: Span | None) -> Request:
    return replace(r, must=True, windows=r.windows if slot is None else (slot,))
