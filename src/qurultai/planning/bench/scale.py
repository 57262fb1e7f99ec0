"""`qurultai bench scale`: generated problems of a forum's size and beyond, each solved by its own engine.

The seed gives the problem and is the engine's too. An answer holds `plan`: the place of each session, wish, interview,
person or request that was placed, in the engine's own words (minutes from 00:00 of the first day, slots from 0).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from qurultai.planning import meetings, timetable
from qurultai.planning.matching import bilaterals, couples, interviews

from . import schedule
from .case import Case, recounted
from .cases.matching import CROWDS, FAIRS, PROTOCOLS
from .cases.meetings import SIZES
from .cases.timetables import FORUMS
from .figure import meetings_picture


@dataclass(frozen=True)
class _Scale:
    """Problems of one size: what gives them, which engine solves them in how many seconds, and how a plan is drawn."""

    name: str
    engine: Any
    make: Callable[[int], Any]
    picture: Callable[[Any, Any, str], str]
    seconds: float = 60.0


def _case(scale: _Scale, seed: int) -> Case:
    problem, engine = scale.make(seed), scale.engine
    return Case(
        plan=lambda budget, chance, told: engine.plan(problem, budget, chance, told),
        recount=lambda made: recounted(engine.check(problem, made.assignment)),
        form=lambda made: {"plan": None if made.value is None else _plain(made.assignment)},
        picture=lambda made: scale.picture(problem, made, f"{scale.name}, seed {seed}"),
        seconds=scale.seconds,
    )


def _plain(assignment: Mapping[Any, Any]) -> list[dict] | dict[str, Any]:
    """Places by id; interviews, whose id is a pair, one after the other."""
    if all(isinstance(key, str) for key in assignment):
        return {key: place if isinstance(place, str) else asdict(place) for key, place in assignment.items()}
    return [{"student": s, "recruiter": r, "start": start} for (s, r), start in assignment.items()]


def _scales() -> Iterator[_Scale]:
    for name, make in FORUMS.items():
        yield _Scale(f"timetable {name}", timetable, make, schedule.of_sessions)
    for name, size in SIZES.items():
        yield _Scale(f"meetings {name}", meetings, size.problem, meetings_picture, size.seconds)
    for name, fair in FAIRS.items():
        yield _Scale(name, interviews, fair, schedule.of_interviews)
    for name, crowd in CROWDS.items():
        yield _Scale(name, couples, crowd, schedule.of_groups)
    for name, protocol in PROTOCOLS.items():
        yield _Scale(name, bilaterals, protocol, schedule.of_bilaterals)


CASES = {one.name.replace(" + ", "-").replace(" ", "-"): partial(_case, one) for one in _scales()}
"""By name, what makes the case of a seed."""
