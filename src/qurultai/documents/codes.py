"""QR codes as drawings: one path, made of the dark stretches of each line.

At one version, level and mask, a code is an affine function of its data's bits over GF(2): the check bytes are linear
in them, and so is where each bit goes. So a pile's codes are exclusive sums of codes that the library has made, in a
twentieth of the time.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import segno

SIDE = 45
"""Modules of version 7, which holds a badge's 159 characters at level M."""
CHARACTERS = 159
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""Of alphanumeric mode, by value: a pair is 11 bits, a last one alone is 6 (ISO/IEC 18004, 7.4.4)."""
_MASK = 3


def qr_drawing(text: str) -> str:
    """The code of a text as SVG without its quiet zone; ValueError for one that version 7 does not hold.

    The mask is always the same: a signed code looks like noise under each of them, and choosing costs five times more.
    """
    return _drawn(_modules(text))


def qr_drawings(texts: Iterable[str]) -> list[str]:
    """The same drawings of many badges' codes: 159 characters each, or ValueError."""
    return [_drawn(_summed(text)) for text in texts]


def _modules(text: str) -> int:
    """The modules line by line as one number, dark ones set."""
    code = segno.make(text, version=7, error="m", boost_error=False, mode="alphanumeric", mask=_MASK)
    return int("".join("1" if dark else "0" for line in code.matrix for dark in line), 2)


def _summed(text: str) -> int:
    if len(text) != CHARACTERS:
        raise ValueError(f"a badge's code has {CHARACTERS} characters")
    modules, changes = _basis()
    for place, value in enumerate(_values(text)):
        for bit, change in enumerate(changes[place]):
            if value >> bit & 1:
                modules ^= change
    return modules


@cache
def _basis() -> tuple[int, list[list[int]]]:
    """The code of zeros, and for each pair and each of its bits, the lowest first, the modules that the bit turns."""
    nothing = "0" * CHARACTERS
    zero = _modules(nothing)
    changes = []
    for start in range(0, CHARACTERS, 2):
        size = len(nothing[start : start + 2])
        bits, rest = range(11 if size == 2 else 6), nothing[start + size :]
        ones = (nothing[:start] + _spelled(1 << bit, size) + rest for bit in bits)
        changes.append([_modules(one) ^ zero for one in ones])
    return zero, changes


def _values(text: str) -> Iterator[int]:
    numbers = [_SIGNS.index(sign) for sign in text]
    for first, second in zip(numbers[::2], numbers[1::2], strict=False):
        yield first * 45 + second
    if len(numbers) % 2:
        yield numbers[-1]


def _spelled(value: int, size: int) -> str:
    return _SIGNS[value // 45] + _SIGNS[value % 45] if size == 2 else _SIGNS[value]


def _drawn(modules: int) -> str:
    bits = f"{modules:0{SIDE * SIDE}b}"
    lines = (bits[start : start + SIDE] for start in range(0, SIDE * SIDE, SIDE))
    path = "".join(f"M{start} {y}.5h{length}" for y, line in enumerate(lines) for start, length in _dark(line))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}"><path stroke="#000" d="{path}"/></svg>'


def _dark(line: str) -> Iterator[tuple[int, int]]:
    return ((found.start(), len(found[0])) for found in re.finditer("1+", line))
