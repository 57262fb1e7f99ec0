"""`qurultai bench cosplib FILES…`: real conferences of CoSPLib, read and solved by the engine of tracks.

(Kheiri, Pylyavskyy, Jacko, *CoSPLib: a benchmark library for conference scheduling problems*, 2024; MIT licence.)
"""

import json
from pathlib import Path

from qurultai.planning.tracks import Budget, OnProgress, Plan, Problem, Submission, check, plan

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


def solve(file: Path, seconds: float, seed: int, on_progress: OnProgress | None = None) -> tuple[dict, str]:
    """The answer to one file in the checker's form, and its picture."""
    given = json.loads(file.read_text())
    problem = problem_of(given)
    made = plan(problem, Budget(seconds=seconds), seed, on_progress)
    assert made.value is None or not check(problem, made.grid)[0]
    return answer(made), tracks_picture(problem, made, given.get("name", file.stem))


def answer(made: Plan) -> dict:
    """The grid (null when there is no plan), with status, value, its parts, bound and seconds."""
    grid = [
        [None if cell is None else {"track": cell.track, "slots": list(cell.slots)} for cell in row]
        for row in made.grid
    ]
    return {
        "grid": grid if made.value is not None else None,
        "status": made.status,
        "value": made.value,
        "parts": dict(made.score),
        "bound": None if made.status == "infeasible" else made.bound,
        "seconds": round(made.seconds, 3),
    }


def published(file: Path, known: dict[str, dict]) -> str:
    """What is published about the file: the value of the timetable that was held."""
    row = known.get(file.stem)
    return "–" if row is None or row.get("published") is None else str(row["published"])
