"""A badge's life, and how its serial is spoken."""

import secrets
from collections.abc import Collection

FOLLOWS = {
    "ready": frozenset({"issued", "blocked"}),
    "issued": frozenset({"blocked"}),
    "blocked": frozenset[str](),
}
"""State → what may follow: a blocked badge stays blocked, a new one has a new serial (R8)."""
SERIAL_BITS = 63
"""Of the 64 that a code holds: databases count with a sign."""
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_SPOKEN = 13


def may_follow(before: str, after: str) -> bool:
    """Whether a badge may go from one state to the other."""
    return after in FOLLOWS[before]


def new_serials(count: int, taken: Collection[int] = ()) -> list[int]:
    """So many serials that nobody can guess, none of them zero or taken."""
    found: dict[int, None] = {}
    while len(found) < count:
        serial = secrets.randbits(SERIAL_BITS)
        if serial and serial not in taken:
            found[serial] = None
    return list(found)


def spoken(serial: int) -> str:
    """A serial to be read out: 13 signs without 0, O, 1, I, in groups."""
    signs = "".join(_ALPHABET[serial >> 5 * place & 31] for place in reversed(range(_SPOKEN)))
    return f"{signs[:5]}-{signs[5:9]}-{signs[9:]}"


def serial_in(words: str) -> int | None:
    """The serial that a spoken one is; None for anything else."""
    signs = words.strip().upper().replace("-", "").replace(" ", "")
    if len(signs) != _SPOKEN or not set(signs) <= set(_ALPHABET):
        return None
    serial = 0
    for sign in signs:
        serial = serial << 5 | _ALPHABET.index(sign)
    return serial if serial < 1 << SERIAL_BITS else None
