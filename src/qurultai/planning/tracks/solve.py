"""From a problem to a plan: numbers of rooms first, then rooms, then the whole and its parts by turns, with proofs.

A simple draft in numbers of rooms is made better part by part, then by a model of all of it; rooms come by assignments
and a second model. Then one model of the whole, where that is small enough, and large neighbourhoods (some sessions, or
all that some tracks do, are freed and solved; Shaw 1998), by turns, each until it brings nothing more, while one worker
proves: with the whole model, or in numbers of rooms, whose optimum is a bound too.
"""

import math
import random
from functools import partial

from ..watch import Watch
from . import whole
from .best import Best, Numbers
from .drafts import Draft
from .frame import frame
from .greedy import first_fit
from .hurts import hurts
from .jobs import Job, Team
from .model import Model
from .packing import draft_of
from .polish import may_be_polished, polish, unseen
from .rooms import first_rooms
from .types import Budget, OnProgress, Plan, Problem, Status

ONE_MINUTE = Budget()
_SIMPLE, _FIRST, _NUMBERS, _ROOMS, _PROOF = 0.1, 0.3, 0.4, 0.45, 0.65
"""The shares of the budget at which the simple draft's improvement, the first draft, its improvement, its rooms and the
proof end at the latest."""
_SEEN = 0.85
"""The share of the budget at which polishing begins, where there is something to polish."""
_SMALL_SIMPLE, _SMALL_FIRST = 0.08, 0.12
"""The first two where the whole is worth one model: it needs its time more than they do …"""
_LEAST_SIMPLE, _LEAST_FIRST = 1.0, 3.0
"""… but these seconds: what begins at a bad draft of so few seconds ends badly."""
_COUNTED_SIMPLE, _COUNTED_FIRST = 0.03, 0.08
_MOST_IDLE, _NEVER = 15, 10**9


def plan(
    problem: Problem,
    budget: Budget = ONE_MINUTE,
    seed: int = 0,
    on_progress: OnProgress | None = None,
    start: Plan | None = None,
) -> Plan:
    """The best programme found within the budget, with its proven bound; never worse than ``start``, where it holds.

    A start that breaks something of this problem is a hint only. A problem whose submissions do not fit gives status
    `infeasible`. The same seed and counted work give the same plan.
    """
    watch = Watch(budget, on_progress)
    watch.bounded = True
    best = Best(frame(problem), watch)
    with Team(best.frame, watch, seed) as team:
        status = _first(best, team, start) if start is None or not best.begin(start.grid) else "feasible"
        if best.value is not None:
            _improve(best, team)
    if best.value is None:
        return Plan(status, bound=watch.bound, seconds=watch.seconds)
    bound = min(watch.bound, best.value)
    status = "optimal" if bound == best.value else "feasible"
    reasons = hurts(problem, best.grid)
    return Plan(status, best.grid, best.value, bound, best.score, watch.seconds, reasons)


def _first(best: Best, team: Team, start: Plan | None) -> Status:
    """A first programme, and what is known when there is none."""
    hint = None if start is None or not start.grid else draft_of(team.frame, start.grid)
    simple, share = _shares(team)
    drafted = Numbers(team.frame)
    drafted.take(first_fit(team.frame))
    if drafted.price < math.inf:
        team.improve(drafted, simple, random.Random(team.seed), most_idle=_MOST_IDLE)
    while True:
        first = team.job(partial(_numbers, team, hint or drafted.draft), share, team.crews)
        job = team.run(first, proves=True, until_still=True)
        if job.status == "infeasible":
            drafted = Numbers(team.frame)
        drafted.take(job.draft)
        if drafted.price == math.inf:
            if job.status == "infeasible" and not team.frame.tight:
                return "infeasible"
            if share == 1.0 or not team.watch.going_on():
                return "unknown"
            share = 1.0
            continue
        if not whole.is_small(team.frame) and (job.status != "optimal" or drafted.price > job.bound):
            team.improve(drafted, _NUMBERS, random.Random(team.seed), most_idle=_MOST_IDLE)
        roomed = first_rooms(team.frame, drafted.draft)
        best.take(roomed)
        rooms = team.job(partial(_pinned, team, roomed), max(_ROOMS, team.watch.gone + 0.05), team.crews)
        best.take(team.run(rooms, proves=False, until_still=True).draft)
        if best.value is not None or not team.watch.going_on():
            return "feasible"
        drafted = Numbers(team.frame)
        share = min(1.0, team.watch.gone + _FIRST)


def _shares(team: Team) -> tuple[float, float]:
    """The shares of the budget at which the simple draft's improvement and the first draft end."""
    if team.watch.budget.work is not None:
        return _COUNTED_SIMPLE, _COUNTED_FIRST
    if not whole.is_small(team.frame):
        return _SIMPLE, _FIRST
    seconds = max(team.watch.budget.seconds, _LEAST_FIRST)
    return (
        min(_SIMPLE, max(_SMALL_SIMPLE, _LEAST_SIMPLE / seconds)),
        min(_FIRST, max(_SMALL_FIRST, _LEAST_FIRST / seconds)),
    )


def _improve(best: Best, team: Team) -> None:
    """The whole as long as that helps, then parts as long as those help, with a proof beside the first of them.

    Where something may be polished, that is done when most of the budget is spent, and then they go on.
    """
    problem, dice = best.frame.problem, random.Random(team.seed)
    small = whole.is_small(best.frame)
    proof: Job | None = None
    for end in (_SEEN, 1.0) if may_be_polished(problem) else (1.0,):
        while team.watch.going_on(end):
            if small:
                whole.improve(best, team, end)
            if proof is None:
                proof = team.job(partial(_proof, best), max(_PROOF, team.watch.gone + 0.05), 1, "bounds")
                if team.crews == 1:
                    best.take(team.run(proof, proves=True).draft)
            beside = None if team.crews == 1 or proof.done else proof
            team.improve(best, end, dice, beside, _MOST_IDLE if small else _NEVER)
        if end < 1.0 and unseen(problem, best.grid):
            best.begin(polish(problem, best.grid, team.watch, 1.0, team.seed))


def _numbers(team: Team, hint: Draft) -> Model:
    model = Model(team.frame, rooms=False)
    if hint.number:
        model.hint(hint)
    return model


def _pinned(team: Team, draft: Draft) -> Model:
    model = Model(team.frame, rooms=True)
    model.pin(draft)
    return model


def _proof(best: Best) -> Model:
    model = Model(best.frame, rooms=whole.is_small(best.frame))
    model.hint(best.draft)
    return model
