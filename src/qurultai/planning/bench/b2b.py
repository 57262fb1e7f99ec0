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
    Person,
    Plan,
    Problem,
    Slot,
    Tables,
    Wish,
    check,
    plan,
)

from .case import Case, Known, recounted
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


def read(file: Path) -> Case:
    """The file as a case of the engine of meetings."""
    given = json.loads(file.read_text(encoding="utf-8"))
    problem = problem_of(given)
    title = given.get("name", file.stem)
    return Case(
        plan=lambda budget, seed, told: plan(problem, budget, seed, told),
        recount=lambda made: recounted(check(problem, made.assignment)),
        form=lambda made: form(given, made),
        picture=lambda made: meetings_picture(problem, made, title),
    )


def form(given: dict, made: Plan) -> dict:
    """Slots of the meetings (null when there is no plan), and which of the portfolio's engines gave them."""
    slots = [made.assignment[f"m{m}"].slot for m in range(len(given["meetings"]))] if made.value is not None else None
    return {"slots": slots, "engine": made.engine}


def known(row: dict) -> Known:
    """The proven optimum, or that there is none, and in how many seconds a quick MaxSAT trial had it."""
    if not row:
        return Known()
    optimum = "infeasible" if row["optimum"] is None else str(row["optimum"])
    seconds = row.get("seconds_in_a_quick_trial")
    return Known(optimum, "–" if seconds is None else f"in {seconds} s")
