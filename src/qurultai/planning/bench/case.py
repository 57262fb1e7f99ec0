"""A case to solve, whichever engine it is for, and what is written about it once it is solved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qurultai.planning.common import Budget, OnProgress, Verdict


class WrongPlanError(Exception):
    """The engine's own independent count contradicts the plan that it made."""


@dataclass(frozen=True)
class Case:
    """A problem bound to its engine; each function takes the plan that ``plan`` made.

    ``recount`` gives how many demands the plan breaks and its value, by the engine's independent check; ``form`` the
    plan in plain JSON (null when there is none); ``seconds`` is the wall time that it is given unless another is asked.
    """

    plan: Callable[[Budget, int, OnProgress | None], Any]
    recount: Callable[[Any], tuple[int, int]]
    form: Callable[[Any], dict]
    picture: Callable[[Any], str]
    seconds: float = 60.0


@dataclass(frozen=True)
class Known:
    """What others say of a case: the published value, another solver's, and that of a rough trial; – when nothing."""

    published: str = "–"
    peer: str = "–"
    trial: str = "–"


def recounted(verdict: Verdict) -> tuple[int, int]:
    """How many demands are broken, and the value."""
    return len(verdict.violations), verdict.value


def solved(case: Case, seconds: float, seed: int, on_progress: OnProgress | None = None) -> tuple[dict, str]:
    """The answer to a case, recounted, and its picture."""
    made = case.plan(Budget(seconds=seconds), seed, on_progress)
    if made.value is not None:
        broken, value = case.recount(made)
        if broken or value != made.value:
            raise WrongPlanError(f"the plan breaks {broken} demands and counts {value} where {made.value} was said")
    answer = case.form(made) | {
        "status": made.status,
        "value": made.value,
        "bound": None if made.status == "infeasible" else made.bound,
    }
    return answer, case.picture(made)
