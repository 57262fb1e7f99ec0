"""`qurultai bench cosplib FILES…`: real conferences of CoSPLib, read and solved by the engine of tracks.

(Kheiri, Pylyavskyy, Jacko, *CoSPLib: a benchmark library for conference scheduling problems*, 2024; MIT licence.)
"""

import json
from pathlib import Path

from qurultai.planning.tracks import Plan, Problem, Submission, check, plan

from .case import Case, Known
from .figure import tracks_picture


def problem_of(given: dict) -> Problem:
    """The instance as a problem of the engine."""
    return Problem(
        sessions=tuple(session["slots"] for session in given["sessions"]),
        rooms=len(given["rooms"]),
        tracks=len(given["tracks"]),
        submissions=tuple(Submission(one["track"], one["slots"], one["order"]) for one in given["submissions"]),
        weights=given["weights"],
        penalties={name: {(a, b): price for a, b, price in rows} for name, rows in given["penalties"].items()},
        conflicts={
            name: frozenset((min(pair), max(pair)) for pair in rows) for name, rows in given["conflicts"].items()
        },
    )


def read(file: Path) -> Case:
    """The file as a case of the engine of tracks."""
    given = json.loads(file.read_text(encoding="utf-8"))
    problem = problem_of(given)
    title = given.get("name", file.stem)
    return Case(
        plan=lambda budget, seed, told: plan(problem, budget, seed, told),
        recount=lambda made: recounted(problem, made),
        form=form,
        picture=lambda made: tracks_picture(problem, made, title),
    )


def recounted(problem: Problem, made: Plan) -> tuple[int, int]:
    """How many demands the programme breaks, and its value, counted independently."""
    broken, score = check(problem, made.grid)
    return len(broken), sum(score.values())


def form(made: Plan) -> dict:
    """The grid (null when there is no plan) and the parts of its value."""
    grid = [
        [None if cell is None else {"track": cell.track, "slots": list(cell.slots)} for cell in row]
        for row in made.grid
    ]
    return {"grid": grid if made.value is not None else None, "parts": dict(made.score)}


def known(row: dict) -> Known:
    """The timetable that was held, the library's own solver in 60 s, and the best of a few rough trials."""
    return Known(*("–" if row.get(name) is None else str(row[name]) for name in ("published", "peer", "trial")))
