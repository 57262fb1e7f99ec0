"""Annealing on the board: wishes in and out, and chains of two slots.

The step that makes tight boards move is the *Kempe chain* (known from edge colouring: Vizing 1964): the meetings of two
slots that hang together by their people change slots together, so that nobody is doubled and tables stay nearly as
full as they were. Most changes are aimed where somebody's meetings then lie one after the other.
"""

from collections.abc import Callable, Iterator
from math import log
from random import Random

from .board import Board, Option

_CHAIN = 40
_ROUND = 256
_SAMPLE = 6
_TELL = 0.01
_AIMED = 0.9
MOVES_PER_WORK = 20_000


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
            limit = -heat * log(1.0 - chance.random())
            undo = _move(board, able[chance.randrange(len(able))], chance, limit)
            if undo is not None and board.cost - before > limit:
                _back(board, undo)
        share = gone(moves)
        if (least is None or board.cost < least) and (share >= told or share >= 1.0) and board.sound:
            least, told = board.cost, share + _TELL
            yield board.placed()


Undo = list[tuple[int, Option | None]]


def _move(board: Board, m: int, chance: Random, limit: float) -> Undo | None:
    """One change, made; what to do to undo it, or None when nothing was changed.

    A change that would cost more than ``limit`` by the wishes it takes up is left out before it is made.
    """
    option = (_beside(board, m, chance) if chance.random() < _AIMED else None) or _random_option(board, m, chance)
    if option == board.at[m]:
        return None
    if board.at[m] is None:
        return _insert(board, m, option, chance, limit)
    return _swap(board, m, option, chance, limit)


def _beside(board: Board, m: int, chance: Random) -> Option | None:
    """A random slot just before or after another meeting of one of the two, where the meeting leaves no new break."""
    where, at = board.where[m], board.at[m]
    others = ~(1 << at[0]) if at is not None else -1
    a, b = (board.busy[p] & others for p in board.frame.sides[m])
    z = next(iter(where)) if len(where) == 1 else chance.choice(list(where))
    mask = where[z] & others & ((a << 1 | a >> 1) & ~a | (b << 1 | b >> 1) & ~b)
    return (_nth_bit(mask, chance.randrange(mask.bit_count())), z) if mask else None


def _random_option(board: Board, m: int, chance: Random) -> Option:
    where = board.where[m]
    z = next(iter(where)) if len(where) == 1 else chance.choice(list(where))
    mask = where[z]
    return _nth_bit(mask, chance.randrange(mask.bit_count())), z


def _nth_bit(mask: int, n: int) -> int:
    for _ in range(n):
        mask &= mask - 1
    return (mask & -mask).bit_length() - 1


def _insert(board: Board, m: int, option: Option, chance: Random, limit: float) -> Undo | None:
    """Put the wish down, taking up who stands in the way."""
    in_way = board.blockers(m, option)
    if in_way is None or not board.allowed(m):
        return None
    if board.held and any(other in board.held for other in in_way):
        return None
    t, z = option
    change = board.gain(m, t, in_way) + sum(board.loss(other, m) for other in in_way)
    if change - 2 * (board.price_break + board.price_differ) > limit:  # a table taken gives back two breaks at most
        return None
    full = not board.open[z] >> t & 1 and not any(board.at[other] == option for other in in_way)
    out = min(_some(board.sitting[option], chance), key=board.loss) if full else None
    if out is not None:
        change += board.loss(out)
        in_way.append(out)
    if change > limit or out in board.held:
        return None
    undo: Undo = [(m, None)]
    for other in in_way:
        undo.append((other, board.lift(other)))
    if not board.may(m, option):
        _back(board, undo)
        return None
    board.put(m, option)
    return undo


def _some(row: list[int], chance: Random) -> Iterator[int]:
    """A few of the row, drawn one after the other."""
    return (row[chance.randrange(len(row))] for _ in range(_SAMPLE))


def _swap(board: Board, m: int, option: Option, chance: Random, limit: float) -> Undo | None:
    """Move the meeting to the other slot, and all that hangs on it between the two slots back and forth."""
    home = board.at[m]
    assert home is not None
    undo: Undo = []
    waiting: list[tuple[int, Option]] = [(m, option)]
    moving: list[tuple[int, Option]] = []
    seen = {m}
    row = board.sitting[option]
    if row and not board.open[option[1]] >> option[0] & 1:  # the tables are full: somebody takes the place given up
        other = next((o for o in _some(row, chance) if board.blockers(o, home) is not None), None)
        if other is None:
            return None
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
    if board.shift(moving) > limit:
        return None
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
