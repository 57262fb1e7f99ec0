"""Why there is no programme, as a smallest contradiction; and what it would cost to have something elsewhere."""

from dataclasses import dataclass, replace

from ..common import Contradiction, Reason
from ..contradiction import contradiction
from ..watch import Watch
from ..why import Why, why
from .asking import ask
from .changes import SubmissionAway, TrackAway, changed
from .demands import demands, only
from .fewest import Fewest
from .solve import plan
from .types import Budget, Plan, Problem, ProblemError, Status

ONE_MINUTE = Budget()
_DEAR = 100


def explain(problem: Problem, budget: Budget = ONE_MINUTE) -> Contradiction | None:
    """Demands of the problem that cannot all be kept, none of them idle; None when there is a programme.

    The set is smallest in the sense that without any one of its demands the others can be kept (``minimal`` False when
    the budget ended before this was proven). Codes and their subjects: see ``demands`` and ``docs/planning.md``.
    Raises TimeoutError when the budget ended before it was known whether there is a programme.
    """

    def solvable(kept: frozenset[Reason], watch: Watch) -> Status:
        return ask(Fewest(only(problem, kept), {}).cp, watch, 1.0, 0)[0]

    return contradiction(demands(problem), solvable, budget)


@dataclass(frozen=True, slots=True)
class SubmissionIn:
    """The submission is in one of these sessions, or in one of these rooms, or both (None: in any)."""

    submission: int
    sessions: frozenset[int] | None = None
    rooms: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class TrackIn:
    """All of the track is in these sessions, or in these rooms, or both (None: in any)."""

    track: int
    sessions: frozenset[int] | None = None
    rooms: frozenset[int] | None = None


def why_not(
    problem: Problem, made: Plan, asked: SubmissionIn | TrackIn, budget: Budget = ONE_MINUTE, seed: int = 0
) -> Why[Plan]:
    """Why it is not so in ``made``: what the best programme in which it is so costs more.

    Absences in the ``contradiction`` are those of the problem, and those that the question makes. Rooms that must not
    be used are made so dear that a good programme does not use them; where the one found does, what it costs at most is
    not known.
    Raises ProblemError when there is no plan to compare with, or the question names something unknown.
    """
    if made.value is None:
        raise ProblemError("there is no plan to compare with")
    elsewhere = _but(frozenset(range(len(problem.sessions))), asked.sessions, "session")
    others = _but(frozenset(range(problem.rooms)), asked.rooms, "room")
    match asked:
        case SubmissionIn(i):
            new, table, row = changed(problem, SubmissionAway(i, elsewhere)), "submission_room", i
        case TrackIn(t):
            new, table, row = changed(problem, TrackAway(t, elsewhere)), "track_room", t
    new = _dear(new, table, row, others, _DEAR * (made.value + 1)) if others else new
    found = plan(new, budget, seed, start=made)
    if _uses(found, asked, others):
        return Why(max(found.bound, made.bound) - made.value)
    return why(made, found, lambda: explain(new, budget), floor=made.bound)


def _but(everything: frozenset[int], some: frozenset[int] | None, what: str) -> frozenset[int]:
    """Everything but these; none at all when these are not told."""
    unknown = sorted((some or frozenset()) - everything)
    if unknown:
        raise ProblemError(f"there is no {what} {unknown[0]}")
    return frozenset() if some is None else everything - some


def _dear(problem: Problem, table: str, row: int, rooms: frozenset[int], price: int) -> Problem:
    """The problem where that row of a table costs so much more in these rooms."""
    weight = problem.weight(table)
    old = dict(problem.table(table)) if weight else {}
    more = {(row, r): old.get((row, r), 0) + -(-price // max(1, weight)) for r in rooms}
    return replace(
        problem,
        weights={**problem.weights, table: max(1, weight)},
        penalties={**problem.penalties, table: old | more},
    )


def _uses(found: Plan, asked: SubmissionIn | TrackIn, rooms: frozenset[int]) -> bool:
    """Whether what was asked about is, in the programme found, in any of these rooms."""
    cells = (cell for row in found.grid for r, cell in enumerate(row) if cell is not None and r in rooms)
    match asked:
        case SubmissionIn(i):
            return any(i in cell.slots for cell in cells)
        case TrackIn(t):
            return any(cell.track == t for cell in cells)
