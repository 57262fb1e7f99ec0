"""Cuts the horizon into periods that no session crosses, and measures in each how much of it a session must cover.

A *measure* puts weight on the minutes of a period; ``cover[i]`` is the weight that session ``i`` covers wherever in the
period it stands. If a few points pierce every possible place of every session, and each session the same number of
times, the measure is these points (all sessions of a block begin together: one point). Otherwise it is the length.
"""

from dataclasses import dataclass
from itertools import pairwise

from .frame import Frame


@dataclass(frozen=True, slots=True)
class Period:
    """From ``start`` to ``end``; ``total`` is the weight of the whole, ``cover`` that of each possible session."""

    start: int
    end: int
    total: int
    cover: dict[int, int]
    late: frozenset[int]


def periods(frame: Frame) -> tuple[Period, ...]:
    """The periods of the frame in order of time; every allowed place of a session lies in exactly one."""
    spans = sorted({(t, t + frame.minutes[i]) for i in range(frame.size) for t in frame.starts[i]})
    groups: list[list[tuple[int, int]]] = []
    end = None
    for span in spans:
        if end is None or span[0] >= end:
            groups.append([])
            end = span[1]
        groups[-1].append(span)
        end = max(end, span[1])
    return tuple(_period(frame, group) for group in groups)


def _period(frame: Frame, spans: list[tuple[int, int]]) -> Period:
    start, end = spans[0][0], max(e for _, e in spans)
    inside = {i: [t for t in frame.starts[i] if start <= t < end] for i in range(frame.size)}
    inside = {i: starts for i, starts in inside.items() if starts}
    late = frozenset(i for i, starts in inside.items() if all(frame.outside_preferred(i, t) for t in starts))
    points = _points(spans)
    covers = {i: {sum(t <= p < t + frame.minutes[i] for p in points) for t in starts} for i, starts in inside.items()}
    if all(len(c) == 1 for c in covers.values()):
        return Period(start, end, len(points), {i: c.pop() for i, c in covers.items()}, late)
    return Period(start, end, _length(spans), {i: frame.minutes[i] for i in inside}, late)


def _points(spans: list[tuple[int, int]]) -> list[int]:
    points: list[int] = []
    for start, end in sorted(spans, key=lambda s: s[1]):
        if not points or points[-1] < start:
            points.append(end - 1)
    return points


def _length(spans: list[tuple[int, int]]) -> int:
    cuts = sorted({x for s in spans for x in s})
    return sum(b - a for a, b in pairwise(cuts))


def topic_bound(frame: Frame, of: tuple[Period, ...]) -> float:
    """What sessions of one topic must at least cost by running beside each other, over all topics.

    A topic with more session time than the house has must run ``m`` of its sessions at once, ``m (m - 1) / 2`` pairs;
    this is least when spread evenly, and a pair together for a minute costs at least its weight by the longest
    minutes that two of them can share.
    """
    total = 0.0
    for members in frame.topics.values():
        open_time = sum(p.end - p.start for p in of if any(i in p.cover for i in members))
        minutes = sorted(frame.minutes[i] for i in members)
        if len(members) < 2 or not open_time:
            continue
        whole, rest = divmod(sum(minutes), open_time)
        pairs = whole * (whole - 1) / 2 * (open_time - rest) + whole * (whole + 1) / 2 * rest
        total += pairs * frame.problem.weights.topic_parallel / minutes[-2]
    return total
