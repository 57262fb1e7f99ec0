"""The whole programme as one model: by its linear relaxation, supposing at first that nothing dear has to be paid.

Prices of one programme differ by powers of ten, and what is dear hides from a relaxation what is cheap. So the model is
first asked for programmes cheaper than the next dear thing: all that costs as much falls out of it, and what is proven
of the rest holds up to there. Where there is none, that is the bound, and the next is supposed: a cut-off of the
objective, laid at the prices themselves.
"""

from functools import partial

from .best import Best
from .drafts import Draft
from .frame import Frame
from .jobs import Team
from .model import Model
from .types import PARTS, PENALTIES

_WELL_ABOVE = 1.5
"""How far above what is proven a price stands that is supposed not to be reached: below, the proof would be long."""
_PATIENCE = 0.12
"""The share of the budget in which something has to come."""
_CELLS = 30_000
"""Tracks times sessions times rooms, above which one model is too large."""


def is_small(frame: Frame) -> bool:
    """Whether the whole is worth one model."""
    problem = frame.problem
    return problem.tracks * len(problem.sessions) * problem.rooms <= _CELLS


def improve(best: Best, team: Team, share: float) -> None:
    """Ask for better programmes than there is one, cheaper than the next dear thing, until nothing more comes."""
    if best.value is None:
        return
    for below in suppositions(best.frame, team.watch.bound, best.value):
        job = team.job(partial(model, best.frame, best.draft, below), share, team.crews, "whole")
        job.patience = _PATIENCE * team.watch.budget.seconds
        team.run(job, proves=True, until_still=True)
        best.take(job.draft)
        if job.draft is not None or not team.watch.going_on(share):
            break


def suppositions(frame: Frame, bound: int, value: int) -> list[int]:
    """Prices that nothing is supposed to reach, ascending, well above the bound; at last what is worse than now."""
    return [*(price for price in prices(frame) if _WELL_ABOVE * bound < price <= value), value + 1]


def model(frame: Frame, draft: Draft, below: int) -> Model:
    """The whole, beginning at a draft, of programmes below a price."""
    whole = Model(frame, rooms=True)
    whole.below(below)
    whole.hint(draft)
    whole.complete_hint()
    return whole


def prices(frame: Frame) -> list[int]:
    """What one thing can cost, ascending."""
    problem = frame.problem
    found = {problem.weight(part) for part in PARTS if part not in PENALTIES}
    for name in PENALTIES:
        for (row, _column), price in problem.table(name).items():
            slots = problem.submissions[row].slots if name.startswith("submission") else 1
            found.add(problem.weight(name) * price * slots)
    return sorted(found - {0})
