"""A problem taken apart into its single demands, and put together again from some of them."""

from dataclasses import replace

from ..common import Reason
from .types import Problem


def demands(problem: Problem) -> tuple[Reason, ...]:
    """Every demand that could be dropped, each as a code with numbers as subjects; submissions last.

    `slots` (session; slots) and `rooms` (; rooms) say that there are no more of them, `closed` (session, room) and
    `away` (submission, session) what the problem says, `submission` (submission, track; slots) that it is taken in.
    Not a demand, and so never dropped: one track in a cell, one submission in a slot, each in one piece.
    """
    return (
        *(Reason("slots", (str(s),), (slots,)) for s, slots in enumerate(problem.sessions)),
        Reason("rooms", (), (problem.rooms,)),
        *(Reason("closed", (str(s), str(r))) for s, r in sorted(problem.closed)),
        *(Reason("away", (str(i), str(s))) for i, s in sorted(problem.away)),
        *(Reason("submission", (str(i), str(one.track)), (one.slots,)) for i, one in enumerate(problem.submissions)),
    )


def only(problem: Problem, kept: frozenset[Reason]) -> Problem:
    """The problem with no demands but these, and no prices; submissions that are kept get new numbers.

    Without `slots` a session, without `rooms` every session, has enough for all that is kept.
    """
    names = {(r.code, *r.subjects) for r in kept}
    here = [i for i, one in enumerate(problem.submissions) if ("submission", str(i), str(one.track)) in names]
    enough = max(1, sum(problem.submissions[i].slots for i in here))
    rooms = problem.rooms if ("rooms",) in names else problem.rooms + len(here)
    return replace(
        problem,
        sessions=tuple(
            slots if ("slots", str(s)) in names else max(slots, enough) for s, slots in enumerate(problem.sessions)
        ),
        rooms=rooms,
        submissions=tuple(problem.submissions[i] for i in here),
        weights={},
        penalties={},
        conflicts={},
        closed=frozenset((s, r) for s, r in problem.closed if ("closed", str(s), str(r)) in names),
        away=frozenset(
            (new, s) for new, i in enumerate(here) for s in range(len(problem.sessions))
            if (i, s) in problem.away and ("away", str(i), str(s)) in names
        ),
    )  # fmt: skip
