"""A problem looked at once: kinds of submissions that are alike, and what each track needs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from .shortage import Shortage
from .types import Problem


@dataclass(frozen=True)
class Kind:
    """Submissions that can take each other's place: same track, length, penalties and absences, no order and no
    conflicts."""

    track: int
    slots: int
    members: tuple[int, ...]
    order: int
    prices: tuple[int, ...]
    """What one of them costs in each session."""
    away: frozenset[int] = frozenset()
    """The sessions that none of them can be in."""


@dataclass(frozen=True)
class Frame:
    """The problem with its kinds; `most[t, s]` is how many rooms a track may use."""

    problem: Problem
    kinds: tuple[Kind, ...]
    of_track: tuple[tuple[int, ...], ...]
    most: dict[tuple[int, int], int]
    clashes: dict[tuple[int, int], int] = field(default_factory=dict)
    """Pairs of kinds of different tracks that should not be in one session, with the price."""
    apart: dict[tuple[int, int], int] = field(default_factory=dict)
    """Pairs of tracks, smaller first, with the price of each session that has both."""
    tight: set[tuple[int, int]] = field(default_factory=set)
    """Where (track, session) lengths that fit in sum did not fit into several rooms: they get a slot less there."""

    @cached_property
    def shortage(self) -> Shortage:
        """Which rooms are too few for those that want them."""
        return Shortage(self.problem, frozenset(t for t, kinds in enumerate(self.of_track) if kinds))

    def price_of_cells(self, track: int, session: int, rooms: Iterable[int]) -> int:
        """What these cells cost by themselves."""
        problem, price = self.problem, 0
        for r in rooms:
            price += problem.weight("track_session") * problem.table("track_session").get((track, session), 0)
            price += problem.weight("track_room") * problem.table("track_room").get((track, r), 0)
            price += problem.weight("session_room") * problem.table("session_room").get((session, r), 0)
        return price


def frame(problem: Problem) -> Frame:
    """Look at the problem once."""
    alone = _in_conflicts(problem)
    times, zones = problem.table("submission_session"), problem.table("submission_timezone")
    by_time, by_zone = problem.weight("submission_session"), problem.weight("submission_timezone")
    rooms = problem.table("submission_room") if problem.weight("submission_room") else {}
    in_rooms = defaultdict(list)
    for (i, r), price in rooms.items():
        in_rooms[i].append((r, price))
    away = defaultdict(set)
    for i, s in problem.away:
        away[i].add(s)
    groups: dict[tuple, list[int]] = defaultdict(list)
    for i, one in enumerate(problem.submissions):
        prices = tuple(
            one.slots * (by_time * times.get((i, s), 0) + by_zone * zones.get((i, s), 0))
            for s in range(len(problem.sessions))
        )
        order = one.order if problem.weight("submission_order") else 0
        unlike = i if order or i in alone else -1
        absent = frozenset(away[i])
        groups[one.track, one.slots, order, prices, absent, tuple(in_rooms[i]), unlike].append(i)
    kinds = tuple(Kind(key[0], key[1], tuple(members), *key[2:5]) for key, members in groups.items())
    kind_of = {i: number for number, kind in enumerate(kinds) for i in kind.members}
    of_track = tuple(
        tuple(number for number, kind in enumerate(kinds) if kind.track == t) for t in range(problem.tracks)
    )
    return Frame(
        problem,
        kinds,
        of_track,
        _most(problem, kinds),
        _clashes(problem, kind_of),
        _apart(problem),
    )


def _in_conflicts(problem: Problem) -> set[int]:
    return {
        i
        for who in ("presenters", "attendees")
        if problem.weight(f"{who}_same_session") or problem.weight(f"{who}_same_slot")
        for pair in problem.pairs(who)
        for i in pair
    }


def _most(problem: Problem, kinds: tuple[Kind, ...]) -> dict[tuple[int, int], int]:
    """A track never needs more rooms in a session than hold all of it, each alone where nothing else fits."""
    need: dict[int, list[Kind]] = defaultdict(list)
    for kind in kinds:
        need[kind.track].append(kind)
    most = {}
    for t in range(problem.tracks):
        for s, slots in enumerate(problem.sessions):
            here = [kind for kind in need[t] if kind.slots <= slots and s not in kind.away]
            fitting = [kind.slots for kind in here for _ in kind.members]
            wanted = min(-(-2 * sum(fitting) // slots), len(fitting))
            most[t, s] = min(len(problem.open_rooms(s)), max(1, wanted)) if need[t] else 0
    return most


def _clashes(problem: Problem, kind_of: dict[int, int]) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = defaultdict(int)
    for who in ("presenters", "attendees"):
        price = problem.weight(f"{who}_same_session")
        for i, j in problem.pairs(who) if price else ():
            if problem.submissions[i].track != problem.submissions[j].track:
                found[min(kind_of[i], kind_of[j]), max(kind_of[i], kind_of[j])] += price
    return dict(found)


def _apart(problem: Problem) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = defaultdict(int)
    similar, chairs = problem.table("similar_tracks"), problem.pairs("chairs")
    for t in range(problem.tracks):
        for u in range(t + 1, problem.tracks):
            price = problem.weight("similar_tracks") * similar.get((t, u), similar.get((u, t), 0))
            price += problem.weight("chairs_same_session") * ((t, u) in chairs)
            if price:
                found[t, u] = price
    return dict(found)
