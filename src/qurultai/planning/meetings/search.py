"""Local search on the board: a greedy start, ejection chains, annealing with chains of two slots.

The step that makes tight boards move is the *Kempe chain* (known from edge colouring: Vizing 1964): the meetings of two
slots that hang together by their people change slots together, so that nobody is doubled and tables stay nearly as
full as they were. Ejection chains: Glover, Discrete Applied Mathematics 65 (1996).
"""

from collections.abc import Callable, Iterator
from math import exp
from random import Random

from .board import Board, Option

_DEPTH = 2
_CHAIN = 40
_ROUND = 256
_SAMPLE = 6
_WIDTH = 8
_TELL = 0.01
MOVES_PER_WORK = 20_000


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


def anneal(  # noqa: PLR0917
    board: Board,
    chance: Random,
    gone: Callable[[int], float],
    warm: float,
    cold: float,
    loose: list[int] | None = None,
) -> Iterator[dict[int, Option]]:
    """Yields boards better than all before, the last of them best; ``gone(moves)`` is the share of the way over.

    ``loose`` are the wishes that moves begin with (None: all that have any option); held ones never move.
    """
    able = [m for m, where in enumerate(board.where) if where] if loose is None else loose
    least = board.cost if board.sound else None
    moves, share, told = 0, gone(0), 0.0
    while share < 1.0 and able:
        heat = warm * (cold / warm) ** share
        for _ in range(_ROUND):
            moves += 1
            before = board.cost
            undo = _move(board, able[chance.randrange(len(able))], chance)
            if undo is not None and board.cost > before and chance.random() >= exp((before - board.cost) / heat):
                _back(board, undo)
        share = gone(moves)
        if (least is None or board.cost < least) and (share >= told or share >= 1.0) and board.sound:
            least, told = board.cost, share + _TELL
            yield board.placed()


Undo = list[tuple[int, Option | None]]


def _move(board: Board, m: int, chance: Random) -> Undo | None:
    """One random change, made; what to do to undo it, or None when nothing was changed."""
    option = _random_option(board, m, chance)
    if option is None or option == board.at[m]:
        return None
    if board.at[m] is None:
        return _insert(board, m, option, chance)
    return _swap(board, m, option, chance)


def _random_option(board: Board, m: int, chance: Random) -> Option | None:
    where = board.where[m]
    z = next(iter(where)) if len(where) == 1 else chance.choice(list(where))
    mask = where[z]
    return _nth_bit(mask, chance.randrange(mask.bit_count())), z


def _nth_bit(mask: int, n: int) -> int:
    for _ in range(n):
        mask &= mask - 1
    return (mask & -mask).bit_length() - 1


def _insert(board: Board, m: int, option: Option, chance: Random) -> Undo | None:
    """Put the wish down, taking up who stands in the way."""
    in_way = board.blockers(m, option)
    if in_way is None or not board.allowed(m):
        return None
    undo: Undo = [(m, None)]
    if board.held and any(other in board.held for other in in_way):
        return None
    for other in in_way:
        undo.append((other, board.lift(other)))
    if not board.may(m, option):
        t, z = option
        row = board.sitting[option]
        if board.open[z] >> t & 1 or not row:
            _back(board, undo)
            return None
        cheapest = min((row[chance.randrange(len(row))] for _ in range(_SAMPLE)), key=board.price.__getitem__)
        if cheapest in board.held:
            _back(board, undo)
            return None
        undo.append((cheapest, board.lift(cheapest)))
        if not board.may(m, option):
            _back(board, undo)
            return None
    board.put(m, option)
    return undo


def _swap(board: Board, m: int, option: Option, chance: Random) -> Undo | None:
    """Move the meeting to the other slot, and all that hangs on it between the two slots back and forth."""
    home = board.at[m]
    assert home is not None
    undo: Undo = []
    waiting: list[tuple[int, Option]] = [(m, option)]
    moving: list[tuple[int, Option]] = []
    seen = {m}
    row = board.sitting[option]
    if row and not board.open[option[1]] >> option[0] & 1:  # the tables are full: somebody takes the place given up
        other = row[chance.randrange(len(row))]
        seen.add(other)
        waiting.append((other, home))
    while waiting:
        one, target = waiting.pop()
        if len(seen) > _CHAIN:
            return None
        in_way = board.blockers(one, target)
        place = board.at[one]
        if in_way is None or place is None or one in board.held:
            return None
        moving.append((one, target))
        for other in in_way:
            if other not in seen:
                seen.add(other)
                waiting.append((other, (place[0], (board.at[other] or place)[1])))
    for one, _ in moving:
        undo.append((one, board.lift(one)))
    for one, target in moving:
        if not board.may(one, target):
            _back(board, undo)
            return None
        board.put(one, target)
    return undo


def _back(board: Board, undo: Undo) -> None:
    """Put everything where it was."""
    for m, _ in undo:
        if board.at[m] is not None:
            board.lift(m)
    for m, option in undo:
        if option is not None:
            board.put(m, option)
