"""Rules (a) to (e) of I4 in simulated forums, and that the simulator finds what is taken out."""

import pytest

from benchmarks.gates import found_at
from benchmarks.gates_mutants import MUTANTS
from benchmarks.gates_oracle import violations
from benchmarks.gates_universe import Universe
from qurultai.onsite.rules import verdicts
from qurultai.onsite.rules.verdicts import Verdict

UNIVERSES, EACH = 20_000, 1_000
FEW = 40
"""Seeds within which every mutant is found."""


@pytest.mark.parametrize("first", range(0, UNIVERSES, EACH))
def test_no_rule_is_broken_in_any_universe(first):
    seeds = range(first, first + EACH)
    assert {seed: broken for seed in seeds if (broken := violations(Universe(seed).run()))} == {}


def test_a_universe_follows_from_its_seed():
    one, other = (Universe(11).run() for _ in range(2))
    assert one.truth == other.truth
    assert one.server.log == other.server.log


def test_universes_hold_what_they_are_to_try():
    kinds, colours, reaches, epochs, lost = set(), set(), set(), set(), 0
    for universe in (Universe(seed).run() for seed in range(60)):
        kinds |= {incident.kind for incident in universe.server.merge.outcome(universe.now).incidents}
        colours |= {(one.scan.verdict, one.scan.kind) for one in universe.truth}
        reaches |= {(one.scan.zone, one.reach) for one in universe.truth}
        epochs |= {one.scan.epoch > 0 for one in universe.truth}
        lost += sum(not one.shown for one in universe.truth)
    assert kinds == {"double", "perhaps_double", "exit_without_entry", "blocked_badge", "lost_device"}
    assert colours == {("green", "scan"), ("amber", "scan"), ("red", "scan"), ("amber", "override")}
    assert reaches >= {("A", "server"), ("A", "alone"), ("B", "hub"), ("C", "server"), ("C", "hub"), ("C", "alone")}
    assert (epochs, lost > 0) == ({False, True}, True)


@pytest.mark.parametrize("mutant", MUTANTS)
def test_mutant_of_the_gates_is_found_within_a_few_seeds(mutant):
    assert found_at(mutant, FEW) is not None


@pytest.mark.parametrize(
    "rule",
    [
        Verdict("red", "blocked"),
        Verdict("red", "unknown_key"),
        Verdict("red", "nobody_to_ask"),
        Verdict("amber", "nobody_to_ask"),
        Verdict("amber", "already_inside"),
    ],
)
def test_mutant_a_gate_without_a_rule_is_found_within_a_few_seeds(monkeypatch, rule):
    monkeypatch.setattr(verdicts, "_RULES", tuple(row for row in verdicts._RULES if row[0] != rule))
    assert found_at(Universe, FEW) is not None
