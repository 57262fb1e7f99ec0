"""The part of a text where the words are, cut into marked and unmarked pieces."""

from dataclasses import dataclass
from itertools import islice

from qurultai.programme.queries.search.wanted import Marks
from qurultai.stems import plain, positions

BEFORE = 6
LENGTH = 26
"""Words before the first marked one, and words in all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text; `marked` when they were looked for."""

    text: str
    marked: bool = False


def snippet(text: str, stems: str, marks: Marks) -> tuple[Piece, ...]:
    """Pieces of about 26 words around the first one that is marked, or of the beginning.

    `stems` holds the stem of the text's n-th word as its n-th word, as the index has it.
    """
    own = plain(stems).split(" ")
    first = next((at for at, stem in enumerate(own) if stem in marks.whole or stem.startswith(marks.begins)), 0)
    start = max(0, first - BEFORE)
    shown = list(islice(positions(text), start, start + LENGTH + 1))
    if first - start >= len(shown):  # a code, which the index has and the text does not
        start, shown = 0, list(islice(positions(text), LENGTH + 1))
    if not shown:
        return ()
    whole = len(shown) <= LENGTH
    shown = shown[:LENGTH]
    pieces = [Piece("… ")] if start else []
    at = shown[0][0] if start else 0
    for (begins, ends), stem in zip(shown, own[start:], strict=False):
        if stem in marks.whole or stem.startswith(marks.begins):
            pieces += [Piece(text[at:begins]), Piece(text[begins:ends], marked=True)]
            at = ends
    pieces.append(Piece(text[at:] if whole else text[at : shown[-1][1]] + " …"))
    return tuple(piece for piece in pieces if piece.text)
