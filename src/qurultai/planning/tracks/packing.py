"""From a draft to cells: which submission is in which slot of which room."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from .drafts import Draft
from .frame import Frame
from .types import Cell, Grid, Problem

_NODES = 4_000


class Unpackable(Exception):
    """The lengths fit in sum, but not into the rooms one by one: in `where`, a (track, session)."""

    def __init__(self, where: tuple[int, int]) -> None:
        super().__init__(str(where))
        self.where = where


def pack(frame: Frame, draft: Draft) -> Grid:
    """The cells of a draft with its rooms. Raises Unpackable."""
    problem = frame.problem
    grid: list[list[Cell | None]] = [[None] * problem.rooms for _ in problem.sessions]
    left = {number: list(kind.members) for number, kind in enumerate(frame.kinds)}
    for t, kinds in enumerate(frame.of_track):
        before = 0
        for s in range(len(problem.sessions)):
            rooms = sorted(draft.rooms.get((t, s), ()))
            items = [left[k].pop() for k in kinds for _ in range(draft.counts.get((k, s), 0))]
            if not rooms and not items:
                continue
            bins = _bins(problem, items, before, len(rooms), problem.sessions[s])
            if bins is None:
                raise Unpackable((t, s))
            begin = 0
            for r, chosen in zip(rooms, bins, strict=True):
                grid[s][r] = Cell(t, _slots(problem, chosen, problem.sessions[s], begin))
                begin += sum(problem.submissions[i].slots for i in chosen)
            before += len(items)
    return tuple(tuple(row) for row in grid)


def draft_of(frame: Frame, grid: Grid) -> Draft:
    """What a programme looks like before its cells are filled; submissions and cells that there are no more are left
    out."""
    kind_of = {i: number for number, kind in enumerate(frame.kinds) for i in kind.members}
    rooms: dict[tuple[int, int], set[int]] = defaultdict(set)
    counts: Counter[tuple[int, int]] = Counter()
    for s, row in enumerate(grid):
        for r, cell in enumerate(row):
            if cell is not None and r in frame.problem.open_rooms(s):
                rooms[cell.track, s].add(r)
                counts.update((kind_of[i], s) for i in set(cell.slots) - {None} if i in kind_of)
    number = {key: len(here) for key, here in rooms.items()}
    return Draft(number, {key: frozenset(here) for key, here in rooms.items()}, dict(counts))


def _slots(problem: Problem, items: Sequence[int], length: int, begin: int) -> tuple[int | None, ...]:
    """The items from that slot on, or as late as they fit: ordered ones of a track do not run beside each other."""
    slots: list[int | None] = [i for i in items for _ in range(problem.submissions[i].slots)]
    before = min(begin, length - len(slots))
    return tuple([None] * before + slots + [None] * (length - before - len(slots)))


def _bins(problem: Problem, items: list[int], before: int, bins: int, length: int) -> list[list[int]] | None:
    """The items in rooms, in order: as their wanted positions say when rooms hold that, else however they fit."""
    read = _read(problem, items, before)
    if bins < 2:
        return _cut(problem, read, bins, length)
    candidates = [found for found in (_cut(problem, read, bins, length), _packed(problem, read, bins, length)) if found]
    return min(candidates, key=lambda found: _cost(problem, found, before), default=None)


def _read(problem: Problem, items: list[int], before: int) -> list[int]:
    """The items with each at its wanted place in the track where that lies in this session."""
    places: dict[int, int] = {}
    for i in items:
        wanted = problem.submissions[i].order - before - 1
        if problem.submissions[i].order and 0 <= wanted < len(items) and wanted not in places:
            places[wanted] = i
    others = iter(sorted(set(items) - set(places.values()), key=lambda i: (problem.submissions[i].order or 10**6, i)))
    return [places[n] if n in places else next(others) for n in range(len(items))]


def _cut(problem: Problem, read: list[int], bins: int, length: int) -> list[list[int]] | None:
    found: list[list[int]] = [[]]
    room = length
    for i in read:
        slots = problem.submissions[i].slots
        if slots > room:
            found.append([])
            room = length
        found[-1].append(i)
        room -= slots
    return found + [[]] * (bins - len(found)) if len(found) <= bins else None


def _packed(problem: Problem, read: list[int], bins: int, length: int) -> list[list[int]] | None:
    """Depth first, longest first, those who clash together; None when nothing is found in time."""
    items = sorted(read, key=lambda i: (-problem.submissions[i].slots, read.index(i)))
    at = {i: n for n, i in enumerate(read)}
    friends = _friends(problem, set(read))
    room, nodes = [length] * bins, _NODES
    chosen: list[list[int]] = [[] for _ in range(bins)]

    def place(number: int) -> bool:
        nonlocal nodes
        if number == len(items):
            return True
        i = items[number]
        nodes -= 1
        tried = set()
        for b in sorted(range(bins), key=lambda b: (-len(friends[i] & set(chosen[b])), room[b])):
            state = (room[b], not chosen[b])
            if room[b] < problem.submissions[i].slots or (state in tried and not chosen[b]) or nodes < 0:
                continue
            tried.add(state)
            chosen[b].append(i)
            room[b] -= problem.submissions[i].slots
            if place(number + 1):
                return True
            room[b] += problem.submissions[i].slots
            chosen[b].pop()
        return False

    return [sorted(b, key=at.__getitem__) for b in chosen] if place(0) else None


def _friends(problem: Problem, items: set[int]) -> dict[int, set[int]]:
    """Who should rather be in one room: the pairs that clash in different ones."""
    found: dict[int, set[int]] = defaultdict(set)
    for who in ("presenters", "attendees"):
        for i, j in problem.pairs(who) if problem.weight(f"{who}_same_session") else ():
            if i in items and j in items:
                found[i].add(j)
                found[j].add(i)
    return found


def _cost(problem: Problem, bins: list[list[int]], before: int) -> int:
    read = [i for chosen in bins for i in chosen]
    wrong = sum(problem.submissions[i].order not in (0, n) for n, i in enumerate(read, before + 1))
    room = {i: b for b, chosen in enumerate(bins) for i in chosen}
    total = problem.weight("submission_order") * wrong
    for who in ("presenters", "attendees"):
        price = problem.weight(f"{who}_same_session")
        total += price * sum(i in room and j in room and room[i] != room[j] for i, j in problem.pairs(who))
    return total
