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
    """The submission is in one of these sessions."""

    submission: int
    sessions: frozenset[int]


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

    Absences in the ``contradiction`` are those of the problem, and those that the question makes. Rooms that the track
    must not use are made so dear that a good programme has none of them; where the one found has, what it costs at
    most is not known.
    Raises ProblemError when there is no plan to compare with, or the question names something unknown.
    """
    if made.value is None:
        raise ProblemError("there is no plan to compare with")
    everywhere = frozenset(range(len(problem.sessions)))
    match asked:
        case SubmissionIn(submission, sessions):
            new = changed(problem, SubmissionAway(submission, _but(everywhere, sessions, "session")))
        case TrackIn(track, sessions, rooms):
            new = changed(problem, TrackAway(track, _but(everywhere, sessions, "session")))
            others = _but(frozenset(range(problem.rooms)), rooms, "room")
            new = _dear(new, track, others, _DEAR * (made.value + 1)) if others else new
    found = plan(new, budget, seed, start=made)
    if isinstance(asked, TrackIn) and asked.rooms is not None and _uses_others(found, asked.track, asked.rooms):
        return Why(max(found.bound, made.bound) - made.value)
    return why(made, found, lambda: explain(new, budget), floor=made.bound)


def _but(everything: frozenset[int], some: frozenset[int] | None, what: str) -> frozenset[int]:
    """Everything but these; none at all when these are not told."""
    unknown = sorted((some or frozenset()) - everything)
    if unknown:
        raise ProblemError(f"there is no {what} {unknown[0]}")
    return frozenset() if some is None else everything - some


def _dear(problem: Problem, track: int, rooms: frozenset[int], price: int) -> Problem:
    """The problem where each cell of the track in these rooms costs that much more."""
    weight = problem.weight("track_room")
    old = dict(problem.table("track_room")) if weight else {}
    more = {(track, r): old.get((track, r), 0) + -(-price // max(1, weight)) for r in rooms}
    return replace(
        problem,
        weights={**problem.weights, "track_room": max(1, weight)},
        penalties={**problem.penalties, "track_room": old | more},
    )


def _uses_others(found: Plan, track: int, rooms: frozenset[int]) -> bool:
    cells = ((r, cell) for row in found.grid for r, cell in enumerate(row) if cell is not None)
    return any(cell.track == track and r not in rooms for r, cell in cells)
