"""Rooms that too many tracks want at once: how many must go elsewhere, and what that costs at least.

Tracks fit into rooms that they find cheap exactly when, for every set of rooms, those that are content with it are no
more than its rooms (Hall, *On representatives of subsets*, 1935).
"""

from collections import defaultdict
from collections.abc import Sequence

from .drafts import Draft
from .types import Problem

Rooms = frozenset[int]
_MOST_UNIONS = 100


class Shortage:
    """The rooms that tracks find cheap, by levels of price, and sets of rooms that are to be kept an eye on.

    ``sets[session, level]`` are, at first, all unions of what single tracks find cheap (of single tracks only, where
    these are many); a draft that runs into another set adds it.
    """

    def __init__(self, problem: Problem, tracks: frozenset[int]) -> None:
        self._tracks = sorted(tracks)
        self._by_track = _priced(problem, "track_room")
        self._by_session = _priced(problem, "session_room")
        self.levels = self._levels()
        sessions = range(len(problem.sessions))
        keys = [(s, level) for s in sessions for level in self.levels]
        self.cheap = {
            (t, s, level): frozenset(
                r
                for r in problem.open_rooms(s)
                if self._by_track.get((t, r), 0) + self._by_session.get((s, r), 0) < level
            )
            for t in range(problem.tracks)
            for s, level in keys
        }
        """By track, session and level, the rooms that cost the track less than that there."""
        self.sets = {key: self._unions(*key) for key in keys}

    def _levels(self) -> list[int]:
        """A few prices that rooms have, rising: the least, and each that is ten times the one before."""
        found: list[int] = []
        for price in sorted({*self._by_track.values(), *self._by_session.values()}):
            if price > 0 and (not found or price >= 10 * found[-1]):
                found.append(price)
        return found

    def _unions(self, session: int, level: int) -> frozenset[Rooms]:
        own = {self.cheap[t, session, level] for t in self._tracks}
        found, new = set(own), list(own)
        while new and len(found) <= _MOST_UNIONS:
            last = new.pop()
            more = {last | one for one in own} - found
            new += more
            found |= more
        return frozenset(found if len(found) <= _MOST_UNIONS else own)

    def content_with(self, rooms: Rooms, session: int, level: int) -> list[int]:
        """The tracks that find no other rooms cheap there."""
        return [t for t in self._tracks if self.cheap[t, session, level] <= rooms]

    def price_of(self, draft: Draft) -> int:
        """What a draft in numbers has to pay for rooms at least; a set that shows more than the known ones is added."""
        number: dict[int, dict[int, int]] = defaultdict(dict)
        for (t, s), count in draft.number.items():
            number[s][t] = count
        price = 0
        for (s, level), known in self.sets.items():
            over, few = short_of([self.cheap[t, s, level] for t, n in number[s].items() for _ in range(n)])
            price += over * self._step(level)
            if over and over > max(self._missing(rooms, s, level, number[s]) for rooms in known):
                self.sets[s, level] = known | {few}
        return price

    def _missing(self, rooms: Rooms, session: int, level: int, number: dict[int, int]) -> int:
        return sum(number.get(t, 0) for t in self.content_with(rooms, session, level)) - len(rooms)

    def _step(self, level: int) -> int:
        at = self.levels.index(level)
        return level - (self.levels[at - 1] if at else 0)

    def steps(self) -> list[tuple[int, int]]:
        """Each level with how much dearer it is than the one before."""
        return [(level, self._step(level)) for level in self.levels]


def _priced(problem: Problem, part: str) -> dict[tuple[int, int], int]:
    return {key: problem.weight(part) * price for key, price in problem.table(part).items()}


def short_of(wanted: Sequence[Rooms]) -> tuple[int, Rooms]:
    """How many of these find no room of those they want, one to a room, and a set of rooms that shows it.

    A greatest matching by augmenting paths (Kuhn 1955). What is reached from those left over by alternating paths wants
    only rooms that are all taken: those content with that set are more than its rooms by just as many as are left over.
    """
    taken: dict[int, int] = {}

    def settle(row: int, seen: set[int]) -> bool:
        for r in wanted[row] - seen:
            if r in seen:
                continue
            seen.add(r)
            if r not in taken or settle(taken[r], seen):
                taken[r] = row
                return True
        return False

    left = [row for row in range(len(wanted)) if not settle(row, set())]
    few: set[int] = set()
    for row in left:
        settle(row, few)
    return len(left), frozenset(few)
