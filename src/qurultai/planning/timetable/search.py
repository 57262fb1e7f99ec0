"""Local search on the board: a first plan by ejection, then simulated annealing. Work is counted in moves tried."""

import math
import random
from collections.abc import Callable, Iterator

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


def anneal(board: Board, seed: int, going_on: Callable[[int], bool], value: int) -> Iterator[tuple[int, list, list]]:
    """Simulated annealing in rounds of growing length from the full board; yields each better (value, at, room).

    Each round cools from about a session's price to below one unit; the next starts at the best found. It ends when
    ``going_on(moves tried so far)`` says so. Moves: one session to another start and room, or two that change places.
    """
    rng = random.Random(seed)
    loose = [i for i in range(board.frame.size) if sum(map(len, board.starts_in[i].values())) > 1]
    if not loose:
        return
    best = value, board.at[:], board.room[:]
    tried, length = 0, 20_000
    while True:
        heat = max(2.0, 0.25 * best[0] / len(loose))
        cooling = (0.3 / heat) ** (1 / length)
        for _ in range(length):
            if tried % _WATCH_EVERY == 0 and not going_on(tried):
                return
            tried += 1
            heat *= cooling
            value += _move(board, loose, heat, rng)
            if value < best[0]:
                best = value, board.at[:], board.room[:]
                yield best
        value = best[0]
        restore(board, best[1], best[2])
        length = min(2 * length, 640_000)


def restore(board: Board, at: list[int], room: list[int]) -> None:
    """Bring the board to these places."""
    moved = [i for i in range(board.frame.size) if (board.at[i], board.room[i]) != (at[i], room[i])]
    for i in moved:
        if board.at[i] != NOWHERE:
            board.lift(i)
    for i in moved:
        if at[i] != NOWHERE:
            board.place(i, at[i], room[i])


def _move(board: Board, loose: list[int], heat: float, rng: random.Random) -> int:
    """Try one random move; what it added to the value (0 when refused)."""
    i = loose[int(rng.random() * len(loose))]
    starts = board.starts[i]
    t = board.at[i] if rng.random() < 0.15 else starts[int(rng.random() * len(starts))]
    rooms = board.rooms_at[i][t]
    r = rooms[int(rng.random() * len(rooms))]
    t0, r0 = board.at[i], board.room[i]
    if (t, r) == (t0, r0):
        return 0
    in_way = board.held[r] & board.taken[i][t]
    if r == r0:
        in_way &= ~board.taken[i][t0]
    if in_way:
        return _swap(board, i, (t, r), heat, rng)
    board.lift(i)
    if board.free(i, t, r):
        added = board.price(i, t, r) - board.price(i, t0, r0)
        if added <= 0 or rng.random() < math.exp(-added / heat):
            board.place(i, t, r)
            return added
    board.place(i, t0, r0)
    return 0


def _swap(board: Board, i: int, goal: tuple[int, int], heat: float, rng: random.Random) -> int:
    t, r = goal
    t0, r0 = board.at[i], board.room[i]
    want = board.taken[i][t]
    others = [j for j in bits(board.members[r] & ~(1 << i)) if board.taken[j][board.at[j]] & want]
    if len(others) != 1:
        return 0
    j = others[0]
    u, q = board.at[j], board.room[j]
    if r0 not in board.rooms_at[j].get(t0, ()):
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
