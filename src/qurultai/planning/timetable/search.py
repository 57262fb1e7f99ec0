"""Local search on the board: a first plan by ejection, then simulated annealing. Work is counted in moves tried."""

import math
import random
from collections.abc import Callable, Iterator, Sequence

from .board import NOWHERE, Board, bits

MOVES_PER_WORK = 50_000
_WATCH_EVERY = 500


def fill(board: Board, seed: int, moves: int, going_on: Callable[[], bool]) -> bool:
    """Place every session, pushing out the least stubborn ones that are in the way; whether all are placed.

    The sessions in the way of a session that was hard to place before are dearer to push out (a min-conflicts search
    with learned weights).
    """
    rng = random.Random(seed)
    n = board.frame.size
    stubborn = [1 + 100 // max(1, sum(map(len, board.starts_in[i].values()))) for i in range(n)]
    waiting = [i for i in range(n) if board.at[i] == NOWHERE]
    if any(not board.starts[i] for i in waiting):
        return False
    for step in range(moves):
        if not waiting:
            return True
        if step % _WATCH_EVERY == 0 and not going_on():
            return False
        i = max(waiting, key=lambda k: (stubborn[k], board.frame.minutes[k], k))
        waiting.remove(i)
        t, r, pushed = _cheapest_place(board, i, stubborn, rng)
        for j in pushed:
            board.lift(j)
        if i in pushed or not board.free(i, t, r):
            waiting.append(i)
        else:
            board.place(i, t, r)
        waiting.extend(j for j in sorted(pushed) if j != i)
        stubborn[i] += 1 if pushed else 0
    return not waiting


def _cheapest_place(board: Board, i: int, stubborn: list[int], rng: random.Random) -> tuple[int, int, set[int]]:
    best: tuple[float, int, int, set[int]] | None = None
    for t in board.starts[i]:
        for r in board.rooms_at[i][t]:
            pushed = set() if board.free(i, t, r) else board.blockers(i, t, r) - {i}
            weight = sum(stubborn[j] for j in pushed) + rng.random()
            if best is None or weight < best[0]:
                best = weight, t, r, pushed
    assert best is not None
    return best[1:]


def anneal(
    board: Board, seed: int, progress: Callable[[int], float], value: int, only: Sequence[int] | None = None
) -> Iterator[tuple[int, list, list]]:
    """Simulated annealing from the full board; yields each better (value, at, room).

    ``progress(moves tried so far)`` is the share of the work done, 1 ends it; over the share the heat falls from a few
    times a session's mean price to a fortieth, up to four times, each time from the best found. Moves: one session
    to another start and room (half of them beside another session), or two that change places; ``only`` of these.
    """
    rng = random.Random(seed)
    loose = [i for i in range(board.frame.size) if only is None or i in only]
    loose = [i for i in loose if sum(map(len, board.starts_in[i].values())) > 1]
    if not loose:
        return
    movable = sum(1 << i for i in loose)
    best = value, board.at[:], board.room[:]
    cycles = max(1, min(4, 300 // len(loose)))
    top, cycle, tried = max(2.0, 0.7 * value / len(loose)), 0, 0
    while (done := progress(tried)) < 1:
        if int(done * cycles) > cycle:
            cycle, value, top = int(done * cycles), best[0], max(2.0, 4.0 * best[0] / len(loose))
            restore(board, best[1], best[2])
        heat = top * 40 ** -(done * cycles - cycle)
        for _ in range(_WATCH_EVERY):
            value += _move(board, loose, movable, heat, rng)
            if value < best[0]:
                best = value, board.at[:], board.room[:]
                yield best
        tried += _WATCH_EVERY


def restore(board: Board, at: list[int], room: list[int]) -> None:
    """Bring the board to these places."""
    moved = [i for i in range(board.frame.size) if (board.at[i], board.room[i]) != (at[i], room[i])]
    for i in moved:
        if board.at[i] != NOWHERE:
            board.lift(i)
    for i in moved:
        if at[i] != NOWHERE:
            board.place(i, at[i], room[i])


def _move(board: Board, loose: list[int], movable: int, heat: float, rng: random.Random) -> int:
    """Try one random move; what it added to the value (0 when refused)."""
    i = loose[int(rng.random() * len(loose))]
    kind = rng.random()
    if kind < 0.3:
        j = loose[int(rng.random() * len(loose))]
        return _exchange(board, (i, j), (board.at[j], board.room[j]), heat, rng) if i != j else 0
    t0, r0 = board.at[i], board.room[i]
    if kind < 0.4:
        t = t0
    elif kind < 0.7:
        t = _beside_another(board, i, loose[int(rng.random() * len(loose))], rng)
    else:
        t = board.starts[i][int(rng.random() * len(board.starts[i]))]
    rooms = board.rooms_at[i].get(t) or (r0,)
    r = rooms[int(rng.random() * len(rooms))]
    if (t, r) == (t0, r0) or t not in board.rooms_at[i]:
        return 0
    want = board.taken[i][t]
    if board.held[r] & want & ~(board.taken[i][t0] if r == r0 else 0):
        others = [j for j in bits(board.members[r] & ~(1 << i)) if board.taken[j][board.at[j]] & want]
        loner = len(others) == 1 and movable >> others[0] & 1
        return _exchange(board, (i, others[0]), (t, r), heat, rng) if loner else 0
    board.lift(i)
    if board.free(i, t, r):
        added = board.price(i, t, r) - board.price(i, t0, r0)
        if added <= 0 or rng.random() < math.exp(-added / heat):
            board.place(i, t, r)
            return added
    board.place(i, t0, r0)
    return 0


def _beside_another(board: Board, i: int, j: int, rng: random.Random) -> int:
    """A start at which ``i`` begins with ``j``, ends with it, follows it or goes before it."""
    t, minutes = board.at[j], board.frame.minutes
    shift = (0, minutes[j] - minutes[i], minutes[j], -minutes[i])
    return t + shift[int(rng.random() * 4)]


def _exchange(board: Board, pair: tuple[int, int], goal: tuple[int, int], heat: float, rng: random.Random) -> int:
    """Try the first at the goal and the second where the first was; what it added to the value (0 when refused)."""
    i, j = pair
    t, r = goal
    t0, r0 = board.at[i], board.room[i]
    u, q = board.at[j], board.room[j]
    if r0 not in board.rooms_at[j].get(t0, ()) or r not in board.rooms_at[i].get(t, ()):
        return 0
    board.lift(i)
    before = board.price(i, t0, r0)
    board.lift(j)
    before += board.price(j, u, q)
    if board.free(i, t, r):
        after = board.price(i, t, r)
        board.place(i, t, r)
        if board.free(j, t0, r0):
            added = after + board.price(j, t0, r0) - before
            if added <= 0 or rng.random() < math.exp(-added / heat):
                board.place(j, t0, r0)
                return added
        board.lift(i)
    board.place(i, t0, r0)
    board.place(j, u, q)
    return 0
