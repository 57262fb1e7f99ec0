"""Any order, any batches and any repetition of the same evidence say the same."""

import dataclasses
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qurultai.onsite.rules.merging import Merge
from qurultai.onsite.rules.scans import Block, Evidence, Loss, Measure, digest
from qurultai.onsite.testing import DAYS, GATES, scan


def a_piece(rng):
    """One piece of evidence from a small world around a period's beginning, where everything meets."""
    kind, serial, device = rng.randrange(10), rng.randint(1, 2), rng.choice(GATES)
    at = 1_000_000 + rng.randint(-10, 10)
    if kind < 6:
        number, verdict = rng.randint(1, 30), rng.choice(["green", "green", "red"])
        direction = rng.choice(["in", "in", "out"])
        fields = {"sequence": number, "serial": serial, "epoch": rng.randint(0, 1)}
        return Evidence(scans=(scan(number, at, device, direction, verdict, **fields),))
    if kind < 8:
        return Evidence(measures=(Measure(device, rng.randint(0, 1), rng.randint(0, 5), rng.randint(0, 3)),))
    if kind == 8:
        return Evidence(blocks=(Block(serial, at),))
    return Evidence(losses=(Loss(device, rng.randint(0, 30)),))


def together(pieces):
    return Evidence(*(sum((getattr(piece, part) for piece in pieces), ()) for part in Evidence.__slots__))


def differing(rng, kind=Merge):
    """The outcome from one batch, and from another order with repetitions in batches, judged after each."""
    pieces = [a_piece(rng) for _ in range(rng.randint(1, 16))]
    whole, parts = kind(DAYS), kind(DAYS)
    whole.add(together(pieces))
    order = rng.sample(pieces, len(pieces)) + rng.choices(pieces, k=rng.randint(0, 5))
    rng.shuffle(order)
    while order:
        size = rng.randint(1, len(order))
        parts.add(together(order[:size]))
        parts.outcome(0)
        order = order[size:]
    kept = [sorted(map(digest, merge.stored())) for merge in (whole, parts)]
    return (whole.outcome(1_000_005), kept[0]), (parts.outcome(1_000_005), kept[1])


@given(st.randoms(use_true_random=False))
def test_any_order_any_batches_and_any_repetition_say_the_same(rng):
    one, other = differing(rng)
    assert one == other
    assert len(one[1]) == len(set(one[1]))


def test_they_say_the_same_in_a_thousand_seeded_worlds():
    assert [seed for seed in range(1000) if (pair := differing(random.Random(seed)))[0] != pair[1]] == []


class StoresTwice(Merge):
    def _known(self, scan):
        return False


class LastMeasureCounts(Merge):
    def _learn(self, measure):
        self._measures[measure.device, measure.epoch] = measure
        self._stale_groups |= self._groups[measure.device]


class MeasuresLookOnlyForward(Merge):
    def _learn(self, measure):
        stale = set(self._stale_groups)
        super()._learn(measure)
        self._stale_groups = stale


class BlocksLookOnlyForward(Merge):
    def _block(self, block):
        self._blocks[block.serial] = min(block.at, self._blocks.get(block.serial, block.at))


class LossesLookOnlyForward(Merge):
    def _lose(self, loss):
        self._losses[loss.device] = min(loss.after_sequence, self._losses.get(loss.device, loss.after_sequence))


class FirstOfAnIdCounts(Merge):
    def _known(self, scan):
        return scan.scan_id in self._by_id


class OrderOfArrival(Merge):
    def _timed(self, scan, own):
        arrived = [kept for _, kept in self._scans[scan.serial, scan.zone]].index(own)
        return dataclasses.replace(super()._timed(scan, own), at=arrived)


MUTANTS = [
    StoresTwice,
    LastMeasureCounts,
    MeasuresLookOnlyForward,
    BlocksLookOnlyForward,
    LossesLookOnlyForward,
    FirstOfAnIdCounts,
    OrderOfArrival,
]


@pytest.mark.parametrize("mutant", MUTANTS)
def test_mutant_a_merge_that_depends_on_arrival_is_seen(mutant):
    seen = (seed for seed in range(300) if (pair := differing(random.Random(seed), mutant))[0] != pair[1])
    assert next(seen, None) is not None
