"""Where a search begins: a greedy plan, filled by ejection chains (Glover, Discrete Applied Mathematics 65, 1996)."""

from collections.abc import Callable
from random import Random

from .board import Board, Option

_DEPTH = 2
_ROUND = 256
_SAMPLE = 6
_WIDTH = 8


def fill(board: Board, chance: Random, going_on: Callable[[], bool]) -> None:
    """Put down what is up, dear and hard to place first, each where it makes the fewest breaks; then by ejection."""
    up = [m for m, option in enumerate(board.at) if option is None and board.where[m]]
    room = {m: sum(mask.bit_count() for mask in board.where[m].values()) for m in up}
    up.sort(key=lambda m: (-board.price[m], room[m], chance.random()))
    late = []
    for n, m in enumerate(up):
        if n % _ROUND == 0 and not going_on():
            return
        option = best_option(board, m, chance)
        if option is not None:
            board.put(m, option)
        else:
            late.append(m)
    for n, m in enumerate(late):
        if n % _ROUND == 0 and not going_on():
            return
        if _room_for_one_more(board, m):
            eject(board, m, _DEPTH, {m}, chance)


def _room_for_one_more(board: Board, m: int) -> bool:
    """Whether both sides and some table have any time left, which no ejection can do without."""
    a, b = board.frame.sides[m]
    free = board.free[a] and board.free[b] and any(board.open[z] for z in board.where[m])
    return bool(free) and board.at[m] is None and board.allowed(m)


def best_option(board: Board, m: int, chance: Random) -> Option | None:
    """Where the wish, which is up, can be put down at the least cost."""
    if not board.allowed(m):
        return None
    best, least = None, 0.0
    for z in board.where[m]:
        mask = board.slots_for(m, z)
        while mask:
            low = mask & -mask
            mask ^= low
            t = low.bit_length() - 1
            cost = board.gain(m, t) + chance.random()
            if (best is None or cost < least) and (not board.walking or board.may(m, (t, z))):
                best, least = (t, z), cost
    return best


def eject(board: Board, m: int, depth: int, seen: set[int], chance: Random) -> bool:
    """Put the wish, which is up, down by moving at most ``depth`` others on, none of them lost."""
    options = [(t, z) for z, mask in board.where[m].items() for t in range(board.frame.slots) if mask >> t & 1]
    chance.shuffle(options)
    deeper: list[tuple[Option, int]] = []
    for option in options:
        for other in _movable(board, m, option, chance):
            if other in seen:
                continue
            if _can_move_on(board, other):
                was = board.lift(other)
                if _both(board, m, option, other, chance):
                    return True
                board.put(other, was)
            elif len(deeper) < _WIDTH:
                deeper.append((option, other))
    if depth > 1:
        for option, other in deeper:
            was = board.lift(other)
            if board.may(m, option):
                board.put(m, option)
                if eject(board, other, depth - 1, seen | {other}, chance):
                    return True
                board.lift(m)
            board.put(other, was)
    return False


def _movable(board: Board, m: int, option: Option, chance: Random) -> list[int]:
    """Single meetings whose going would let the wish in there."""
    in_way = board.blockers(m, option)
    if in_way is None or len(in_way) > 1:
        return []
    t, z = option
    if in_way or board.open[z] >> t & 1:
        return in_way
    row = board.sitting[option]
    return [row[chance.randrange(len(row))] for _ in range(min(len(row), _SAMPLE))]


def _can_move_on(board: Board, m: int) -> bool:
    """Whether the meeting could stand in another slot as things are."""
    return any(board.slots_for(m, z) for z in board.where[m])


def _both(board: Board, m: int, option: Option, other: int, chance: Random) -> bool:
    """Put the wish down there and the other, which is up, elsewhere; whether that went."""
    if not board.may(m, option):
        return False
    board.put(m, option)
    new = best_option(board, other, chance)
    if new is None:
        board.lift(m)
        return False
    board.put(other, new)
    return True
