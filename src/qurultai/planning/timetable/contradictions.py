"""Why there is no plan, as a smallest contradiction; and what it would cost to have a session elsewhere.

Of the questions "is there a plan with only these demands?" yes is found by local search, no is proven by CP-SAT.
"""

from dataclasses import replace

from ..contradiction import contradiction
from ..why import Why, why
from .demands import demands, only
from .frame import frame
from .model import Model
from .search import fill
from .solve import board_with, plan
from .types import Budget, Contradiction, Plan, Problem, ProblemError, Reason, Session, Status
from .watch import Watch, solve

_QUICK_MOVES = 300
ONE_MINUTE = Budget()


def explain(problem: Problem, budget: Budget = ONE_MINUTE) -> Contradiction | None:
    """Demands of the problem that cannot all be kept, none of them idle; None when there is a plan.

    The set is smallest in the sense that without any one of its demands the others can be kept (``minimal`` False when
    the budget ended before this was proven). Codes and their subjects: see ``demands`` and ``docs/planning.md``.
    Raises TimeoutError when the budget ended before it was known whether there is a plan.
    """

    def solvable(kept: frozenset[Reason], watch: Watch) -> Status:
        numbers = frame(only(problem, kept))
        if not all(numbers.starts):
            return "infeasible"
        board, _ = board_with(numbers, {})
        if fill(board, 0, _QUICK_MOVES + numbers.size, watch.going_on):
            return "feasible"
        if not watch.going_on():
            return "unknown"
        return solve(Model(numbers, wishes=False), watch, 1.0, 0, value_is_price=False)[0]

    return contradiction(demands(problem), solvable, budget, core="session")


def why_not(  # noqa: PLR0917 - what is asked, then how long
    problem: Problem,
    made: Plan,
    session: str,
    start: int | None = None,
    room: str | None = None,
    budget: Budget = ONE_MINUTE,
    seed: int = 0,
) -> Why[Plan]:
    """Why the session is not at ``start`` (in minutes), not in the ``room``, or not both.

    With neither, why it is not in the plan at all, where ``made`` is a plan of the problem without it. A start off the
    grid is forced as a fixed one is. Raises ProblemError for an unknown session or room.
    """
    old = next((s for s in problem.sessions if s.id == session), None)
    if old is None or (room is not None and room not in {r.id for r in problem.rooms}):
        raise ProblemError(f"{session!r} or {room!r} is not known")
    new = replace(old, start=old.start if start is None else start, room=old.room if room is None else room)
    against = _fixed_twice(old, new)
    if against:
        return Why(contradiction=Contradiction(against, minimal=True))
    forced = replace(problem, sessions=tuple(new if s.id == session else s for s in problem.sessions))
    other = plan(forced, budget, seed, start=made)
    return why(made, other, lambda: explain(forced, budget), floor=made.bound)


def _fixed_twice(old: Session, new: Session) -> tuple[Reason, ...]:
    """The demand that already fixes the session elsewhere, with the one asked for."""
    if None not in (old.start, new.start) and old.start != new.start:
        return tuple(Reason("start_fixed", (s.id,), (s.start,)) for s in (old, new) if s.start is not None)
    if None not in (old.room, new.room) and old.room != new.room:
        return tuple(Reason("room_fixed", (s.id, s.room)) for s in (old, new) if s.room is not None)
    return ()
