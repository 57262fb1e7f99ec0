"""A scan as bytes: one spelling, and everything else is none."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qurultai.onsite.rules.judging import BEGINNING, Link, audit
from qurultai.onsite.rules.scans import NOTHING_BEFORE, digest, packed, unpacked
from qurultai.onsite.testing import scan

WORDS = st.text(max_size=20).filter(lambda words: words.isprintable())


@given(WORDS, WORDS, st.integers(0, 2**64 - 1), st.integers(-(2**63), 2**63 - 1))
def test_what_was_packed_is_unpacked(guard, reason, serial, at):
    told = scan(1, at, serial=serial, kind="override", verdict="red", guard=guard, reason=reason)
    assert unpacked(packed(told)) == told


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda raw: raw[:40],
        lambda raw: raw + b"1:x",
        lambda raw: raw.replace(b"2:g1", b"02:g1"),
        lambda raw: raw.replace(b"2:g1", b"99:g1"),
        lambda raw: raw.replace(b"5:green", b"4:blue"),
        lambda raw: raw[:-1] + b"\xff",
        lambda raw: raw.replace(b"2:g1", "2:g\u0661".encode()).replace(b"2:in", "\u0662:in".encode()),
    ],
)
def test_other_bytes_are_no_scan(spoilt):
    with pytest.raises(ValueError):
        unpacked(spoilt(packed(scan(1, 5))))


def chain(length: int) -> list[Link]:
    links, previous = [], NOTHING_BEFORE
    for number in range(1, length + 1):
        told = dataclasses.replace(scan(number, number), previous=previous)
        links.append(Link(number, previous, previous := digest(told)))
    return links


@given(st.sets(st.integers(1, 12), min_size=1), st.integers(1, 12), st.booleans())
def test_a_piece_of_a_chain_is_judged_as_in_the_whole(kept, cut, fork):
    links = [link for link in chain(12) if link.sequence in kept]
    if fork:
        links.append(dataclasses.replace(links[-1], digest=b"x" * 32))
    head, tail = ([x for x in links if x.sequence <= cut], [x for x in links if x.sequence > cut])
    last = max((x.sequence for x in head), default=0)
    before = (last, {x.digest for x in head if x.sequence == last}) if head else BEGINNING
    assert audit("g1", head) | audit("g1", tail, before) == audit("g1", links)
