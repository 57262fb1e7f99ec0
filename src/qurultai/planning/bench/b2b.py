"""`qurultai bench b2b FILES…`: the public instances of the B2B meeting scheduling problem, read and solved.

The form of a file: `meetings` `[a, b, half]` (1 morning, 2 afternoon, 3 any), `participants`, `slots` of which the
first `morning` are the morning's, `tables` per slot, `forbidden` slots of each participant, `fixed` slot or null and
`before` (meetings in earlier slots) of each meeting. (Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy, Villaret,
*Constraint solving approaches to the business-to-business meeting scheduling problem*, JAIR 74, 2022.)
"""

import json
from pathlib import Path

from qurultai.planning.meetings import (
    Agenda,
    Budget,
    OnProgress,
    Person,
    Plan,
    Problem,
    Slot,
    Tables,
    Wish,
    check,
    plan,
)

from .figure import meetings_picture

_HALVES = {1: frozenset({"morning"}), 2: frozenset({"afternoon"}), 3: frozenset[str]()}
_MINUTES = 30
_BREAKS_DIFFER = 2


def problem_of(given: dict) -> Problem:
    """The instance as a problem of the engine: every meeting is a must, only breaks cost."""
    slots = range(given["slots"])
    return Problem(
        slots=tuple(
            Slot(_MINUTES * t, _MINUTES * (t + 1), "morning" if t < given["morning"] else "afternoon") for t in slots
        ),
        agendas=tuple(
            Agenda(f"p{p}", (Person(f"p{p}", frozenset(slots) - frozenset(given["forbidden"][p])),))
            for p in range(given["participants"])
        ),
        wishes=tuple(
            Wish(f"m{m}", f"p{a}", f"p{b}", slot=given["fixed"][m], parts=_HALVES[half])
            for m, (a, b, half) in enumerate(given["meetings"])
        ),
        tables=(Tables("tables", given["tables"]),),
        orders=tuple((f"m{q}", f"m{m}") for m, earlier in enumerate(given["before"]) for q in earlier),
        breaks_differ=_BREAKS_DIFFER,
    )


def solve(file: Path, seconds: float, seed: int, on_progress: OnProgress | None = None) -> tuple[dict, str]:
    """The answer to one file in the checker's form, and its picture."""
    given = json.loads(file.read_text())
    problem = problem_of(given)
    made = plan(problem, Budget(seconds=seconds), seed, on_progress)
    assert not check(problem, made.assignment).violations or made.value is None
    return answer(given, made), meetings_picture(problem, made, given.get("name", file.stem))


def answer(given: dict, made: Plan) -> dict:
    """Slots of the meetings (null when there is no plan), with status, value, bound and seconds."""
    slots = [made.assignment[f"m{m}"].slot for m in range(len(given["meetings"]))] if made.value is not None else None
    return {
        "slots": slots,
        "status": made.status,
        "value": made.value,
        "bound": None if made.status == "infeasible" else made.bound,
        "seconds": round(made.seconds, 3),
        "engine": made.engine,
    }


def published(file: Path, known: dict[str, dict]) -> str:
    """What is published about the file: the optimum, or that there is none."""
    row = known.get(file.stem)
    if row is None:
        return "–"
    return str(row["optimum"]) if row["optimum"] is not None else "infeasible"
