"""Plans of real conferences of CoSPLib, and the worst of the seeds beside what others found (cosplib_known.json)."""

import json
import os
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from qurultai.planning.bench.cosplib import problem_of
from qurultai.planning.tracks import Budget, Plan, Problem, check, plan

COLUMNS = (
    "case", "seconds", "seed", "value", "bound", "status", "s", "clashes", "in slot", "violations", "load", "parts",
)  # fmt: skip
WORST = ("case", "seconds", "published", "peer", "trial", "worst", "best", "bound", "seeds", "clashes")
KNOWN = Path(__file__).parent / "cosplib_known.json"
_SESSION, _SLOT = "presenters_same_session", "presenters_same_slot"


def planned(file: Path, seed: int, seconds: float) -> dict:
    """A row for a plan made in so many wall seconds, counted independently."""
    problem = problem_of(json.loads(file.read_text()))
    made = plan(problem, Budget(seconds=seconds), seed)
    broken, score = check(problem, made.grid)
    clashes = presenters_clashes(problem, made)
    return {
        "case": file.stem,
        "seed": seed,
        "seconds": seconds,
        "value": made.value,
        "bound": made.bound,
        "status": made.status,
        "s": round(made.seconds, 2),
        "clashes": clashes[_SESSION],
        "in slot": clashes[_SLOT],
        "violations": None if made.value is None else len(broken) + (sum(score.values()) != made.value),
        "parts": dict(made.score),
        "load": [round(x, 1) for x in os.getloadavg()],
    }


def presenters_clashes(problem: Problem, made: Plan) -> dict[str, int | None]:
    """Pairs with a common presenter in different rooms of a session, and those of them that are in the same slot.

    Some instances count such a pair 1, so that a plan may buy its value with them: where there are none, the value
    holds as well when clashes are forbidden.
    """
    if made.value is None:
        return {_SESSION: None, _SLOT: None}
    _, counts = check(replace(problem, weights={_SESSION: 1, _SLOT: 1}), made.grid)
    return {_SESSION: counts.get(_SESSION, 0), _SLOT: counts.get(_SLOT, 0)}


def worst(rows: list[dict]) -> list[dict]:
    """For each case and each number of seconds the worst of its seeds; None when one of them found no plan."""
    known = json.loads(KNOWN.read_text())
    found = []
    for (case, seconds), group in groupby(rows, key=lambda row: (row["case"], row["seconds"])):
        own = list(group)
        values = [row["value"] for row in own if row["value"] is not None]
        all_found = len(values) == len(own)
        beside = known.get(case, {})
        found.append(
            {"case": case, "seconds": seconds}
            | {name: beside.get(name) for name in ("published", "peer", "trial")}
            | {
                "worst": max(values) if all_found else None,
                "best": min(values, default=None),
                "bound": max(row["bound"] for row in own),
                "seeds": [row["seed"] for row in own],
                "clashes": max(row["clashes"] for row in own) if all_found else None,
            }
        )
    return found
