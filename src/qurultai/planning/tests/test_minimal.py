"""A few of the generated problems that cannot be solved, as `benchmarks.contradictions` checks them by hundreds."""

from dataclasses import replace

import pytest

from benchmarks.contradictions import FAMILIES
from qurultai.planning.common import Budget, Contradiction

MAKES_ROOM = ("meetings", 21)
"""A further meeting makes up for the break that only one would have."""


@pytest.mark.parametrize(("engine", "seed"), [*((e, n) for e in FAMILIES for n in (0, 4, 5)), MAKES_ROOM])
def test_what_is_named_cannot_be_kept_and_without_any_one_part_can(engine, seed):
    family = FAMILIES[engine]
    problem = family.unsatisfiable(seed)
    found = family.engine.explain(problem, Budget(seconds=60))
    assert family.faults(problem, found) == []


@pytest.mark.parametrize("engine", FAMILIES)
def test_a_contradiction_that_is_none_or_has_an_idle_part_is_seen(engine):
    family = FAMILIES[engine]
    problem = family.unsatisfiable(4)
    found = family.engine.explain(problem, Budget(seconds=60))
    assert found is not None
    idle = next(d for d in family.engine.demands(problem) if d not in found.demands)
    more = replace(found, demands=(*found.demands, idle))
    assert f"idle: {idle}" in family.faults(problem, more)
    assert "can all be kept" in family.faults(problem, Contradiction(found.demands[1:], minimal=True))
    assert family.faults(problem, replace(found, minimal=False)) == ["not said to be minimal"]
    assert family.faults(problem, None) == ["none found"]
