"""Musts of bilateral meetings that contradict one another: what is named is one, and without any part none."""

import random
from dataclasses import replace

import pytest

from qurultai.planning.matching.bilaterals import (
    Interpreter,
    Problem,
    Request,
    Room,
    Span,
    explain,
    plan,
)
from qurultai.planning.matching.bilaterals.explain import only

from .small import DAY, HEADS, SHORT, SIDES, SLOTS, best_by_trying, every_plan


def unsatisfiable(seed: int) -> Problem:
    """A random forum whose musts are too many for its rooms, interpreters and heads."""
    dice = random.Random(seed)
    while True:
        requests = []
        for n in range(dice.randint(1, 4)):
            by, to = dice.sample([d.id for d in SIDES], 2)
            requests.append(
                Request(
                    f"q{n}",
                    by,
                    to,
                    1,
                    n,
                    seats=dice.choice((1, 4, 9)),
                    languages=dice.choice((None, "kk-fr")),
                    press=dice.choice(("closed", "open")),
                    windows=dice.choice(((), (Span(540, 580),))),
                    must=True,
                )
            )
        busy = tuple(replace(h, busy=dice.choice(((), (Span(550, 560),)))) for h in HEADS)
        rooms = (Room("big", 5, dice.choice((DAY, DAY[:0]))), Room("small", 2, DAY, press=False))
        speakers = (Interpreter("i", frozenset({"kk-fr"}), available=dice.choice((None, (Span(540, 570),)))),)
        problem = Problem(SLOTS[:2], SIDES, busy, rooms, speakers, tuple(requests))
        if best_by_trying(problem) is None:
            return problem


@pytest.mark.parametrize("seed", range(65))
def test_a_contradiction_is_one_and_without_any_part_it_is_none(seed):
    problem = unsatisfiable(seed)
    found = explain(problem, SHORT)
    assert found is not None
    assert found.minimal
    assert next(every_plan(only(problem, frozenset(found.demands))), None) is None
    for part in found.demands:
        assert next(every_plan(only(problem, frozenset(found.demands) - {part})), None) is not None
    assert plan(problem, SHORT).status == "infeasible"
