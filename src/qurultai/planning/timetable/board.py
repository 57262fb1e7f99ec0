"""A timetable in the making as bit sets: asking whether a session may stand somewhere, who blocks it, what it costs.

Time is cut into cells at every minute where some session could start or end. ``active[c]`` is the set of sessions
running in cell ``c`` and ``held[r]`` the set of cells taken in room ``r`` (with the change-over), both as integers
used as bit sets. A break of the whole house is fixed when the board is made.
"""

from bisect import bisect_left
from collections.abc import Iterator

from .frame import Frame, PersonLunch
from .types import DAY, Place, Span

NOWHERE = -1


def bits(mask: int) -> Iterator[int]:
    """The positions of the ones."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class Board:
    """Sessions placed so far; ``place`` and ``lift`` keep all sets right, everything else only reads."""

    def __init__(self, frame: Frame, breaks: tuple[int, ...] = ()) -> None:
        self.frame = frame
        n, rooms = frame.size, len(frame.problem.rooms)
        self.breaks = breaks
        self.starts_in = tuple(self._outside_breaks(i) for i in range(n))
        self.starts = tuple(sorted({t for o in by.values() for t in o}) for by in self.starts_in)
        self.rooms_at: list[dict[int, list[int]]] = [{t: [] for t in own} for own in self.starts]
        for i in range(n):
            for r, own in self.starts_in[i].items():
                for t in own:
                    self.rooms_at[i][t].append(r)
        self._cut_time()
        self.at = [NOWHERE] * n
        self.room = [NOWHERE] * n
        self.active = [0] * self.cells
        self.held = [0] * rooms
        self.members = [0] * rooms
        self.hard = [0] * n
        self.near: list[list[int]] = [[] for _ in range(n)]
        for i, j in (*frame.apart, *frame.shared):
            self.hard[i] |= 1 << j
            self.hard[j] |= 1 << i
        for i, j in sorted(frame.shared) if any(any(row) for row in frame.walk) else ():
            self.near[i].append(j)
            self.near[j].append(i)
        self._wishes()
        self._rules()

    def _outside_breaks(self, i: int) -> dict[int, tuple[int, ...]]:
        f = self.frame
        if f.problem.sessions[i].in_lunch:
            return f.starts_in[i]
        forced = [lunch.window.end - lunch.window.start == lunch.minutes for lunch in f.house_lunches]
        rests = [
            Span(b, b + lunch.minutes)
            for b, lunch, known in zip(self.breaks, f.house_lunches, forced, strict=True)
            if not known
        ]
        if not rests:
            return f.starts_in[i]
        return {
            r: tuple(t for t in o if not any(t < s.end and s.start < t + f.minutes[i] for s in rests))
            for r, o in f.starts_in[i].items()
        }

    def _cut_time(self) -> None:
        f, change = self.frame, self.frame.problem.change_over
        cuts = sorted(
            {t + d for i in range(f.size) for t in self.starts[i] for d in (0, f.minutes[i], f.minutes[i] + change)}
        )
        self.cells = len(cuts)
        self.slot = [
            {t: (bisect_left(cuts, t), bisect_left(cuts, t + f.minutes[i])) for t in self.starts[i]}
            for i in range(f.size)
        ]
        self.taken = [
            {
                t: (1 << bisect_left(cuts, t + f.minutes[i] + change)) - (1 << bisect_left(cuts, t))
                for t in self.starts[i]
            }
            for i in range(f.size)
        ]

    def _wishes(self) -> None:
        f, n = self.frame, self.frame.size
        self.liked = [0] * n
        self.cost = [[0] * n for _ in range(n)]
        for (i, j), c in f.pair_cost.items():
            self.cost[i][j] = self.cost[j][i] = c
            self.liked[i] |= 1 << j
            self.liked[j] |= 1 << i
        weight = f.problem.weights.preferred
        late = [s.preferred != () for s in f.problem.sessions]
        self.late = [{t: weight * (late[i] and f.outside_preferred(i, t)) for t in self.starts[i]} for i in range(n)]
        self.topic = [0] * n
        for members in f.topics.values():
            for i in members:
                self.topic[i] = sum(1 << j for j in members if j != i)

    def _rules(self) -> None:
        f, n = self.frame, self.frame.size
        self.before: list[list[tuple[int, int, int | None]]] = [[] for _ in range(n)]
        self.after: list[list[tuple[int, int, int | None]]] = [[] for _ in range(n)]
        self.same: list[list[tuple[int, int | None]]] = [[] for _ in range(n)]
        for i, j, o in f.orders:
            self.after[i].append((j, o.gap, o.weight))
            self.before[j].append((i, o.gap, o.weight))
        for i, j, w in f.same_days:
            self.same[i].append((j, w.weight))
            self.same[j].append((i, w.weight))
        self.together: list[list[tuple[int, int | None]]] = [[] for _ in range(n)]
        for i, j, h in f.same_rooms:
            self.together[i].append((j, h.weight))
            self.together[j].append((i, h.weight))
        self.crews: list[list[tuple[int, int]]] = [[] for _ in range(n)]
        for teams, members in f.crews:
            for i in members:
                self.crews[i].append((teams, sum(1 << j for j in members if j != i)))
        self.lunches: list[list[PersonLunch]] = [[] for _ in range(n)]
        for lunch in f.lunches:
            for i in lunch.sessions:
                self.lunches[i].append(lunch)

    def place(self, i: int, t: int, r: int) -> None:
        """Put the session there (whether or not it fits)."""
        self.at[i], self.room[i] = t, r
        lo, hi = self.slot[i][t]
        bit = 1 << i
        for c in range(lo, hi):
            self.active[c] |= bit
        self.held[r] |= self.taken[i][t]
        self.members[r] |= bit

    def lift(self, i: int) -> None:
        """Take the session off the board."""
        t, r = self.at[i], self.room[i]
        lo, hi = self.slot[i][t]
        bit = ~(1 << i)
        for c in range(lo, hi):
            self.active[c] &= bit
        self.held[r] ^= self.taken[i][t]
        self.members[r] &= bit
        self.at[i] = self.room[i] = NOWHERE

    def beside(self, i: int, t: int) -> int:
        """The sessions that run while ``i`` would, as a bit set."""
        lo, hi = self.slot[i][t]
        union = 0
        for active in self.active[lo:hi]:
            union |= active
        return union

    def free(self, i: int, t: int, r: int) -> bool:
        """Whether the lifted session may stand there without breaking any demand."""
        if self.held[r] & self.taken[i][t] or self.beside(i, t) & self.hard[i]:
            return False
        return next(self._clashes(i, t, r), None) is None

    def blockers(self, i: int, t: int, r: int) -> set[int]:
        """Sessions to take away so that the lifted session may stand there."""
        found = set(bits(self.beside(i, t) & self.hard[i]))
        if self.held[r] & self.taken[i][t]:
            found |= {j for j in bits(self.members[r]) if self.taken[j][self.at[j]] & self.taken[i][t]}
        found.update(self._clashes(i, t, r))
        return found

    def _clashes(self, i: int, t: int, r: int) -> Iterator[int]:
        at, minutes = self.at, self.frame.minutes
        end = t + minutes[i]
        for j in self.near[i]:
            u = at[j]
            if u != NOWHERE:
                steps = self.frame.walk[r][self.room[j]]
                if u < end + steps and t < u + minutes[j] + steps:
                    yield j
        yield from (j for j, weight in self._broken_wishes(i, t, r) if weight is None)
        yield from self._over_crews(i, t)
        for lunch in self.lunches[i]:
            if t < lunch.window.end and lunch.window.start < end:
                yield from self._spoilt(lunch, i, Span(t, end))

    def _over_crews(self, i: int, t: int) -> Iterator[int]:
        lo, hi = self.slot[i][t]
        for teams, others in self.crews[i]:
            for active in self.active[lo:hi]:
                if (active & others).bit_count() >= teams:
                    yield from bits(active & others)
                    if not teams:
                        yield i
                    break

    def _spoilt(self, lunch: PersonLunch, i: int, own: Span) -> Iterator[int]:
        at, minutes = self.at, self.frame.minutes
        others = [j for j in lunch.sessions if j != i and at[j] != NOWHERE]
        spans = [own, *(Span(at[j], at[j] + minutes[j]) for j in others)]
        tries = [x for s in lunch.free_starts for x in (s.start, *(e.end for e in spans)) if s.start <= x < s.end]
        if not any(all(x + lunch.minutes <= s.start or s.end <= x for s in spans) for x in tries):
            yield from (j for j in others if at[j] < lunch.window.end and lunch.window.start < at[j] + minutes[j])
            yield i

    def price(self, i: int, t: int, r: int) -> int:
        """What the lifted session would add to the value by standing there."""
        f = self.frame
        total = f.shortfall[i][r] + self.late[i][t]
        row = self.cost[i]
        mask = self.beside(i, t) & self.liked[i]
        while mask:
            low = mask & -mask
            total += row[low.bit_length() - 1]
            mask ^= low
        weight = f.problem.weights.topic_rooms
        topic = self.topic[i]
        if weight and topic and not self.members[r] & topic and any(m & topic for m in self.members):
            total += weight
        return total + sum(weight or 0 for _, weight in self._broken_wishes(i, t, r))

    def _broken_wishes(self, i: int, t: int, r: int) -> Iterator[tuple[int, int | None]]:
        at, minutes = self.at, self.frame.minutes
        for j, gap, weight in self.after[i]:
            if at[j] != NOWHERE and t + minutes[i] + gap > at[j]:
                yield j, weight
        for j, gap, weight in self.before[i]:
            if at[j] != NOWHERE and at[j] + minutes[j] + gap > t:
                yield j, weight
        for j, weight in self.same[i]:
            if at[j] != NOWHERE and at[j] // DAY != t // DAY:
                yield j, weight
        for j, weight in self.together[i]:
            if at[j] != NOWHERE and self.room[j] != r:
                yield j, weight

    def assignment(self) -> dict[str, Place]:
        """The placed sessions as the caller's places."""
        rooms, sessions = self.frame.problem.rooms, self.frame.problem.sessions
        return {
            s.id: Place(t, rooms[r].id) for s, t, r in zip(sessions, self.at, self.room, strict=True) if t != NOWHERE
        }
