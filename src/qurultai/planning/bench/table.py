"""The table of a run in Markdown, a row at a time."""

from collections.abc import Mapping
from decimal import Decimal

COLUMNS = ("case", "published", "peer", "trial", "ours", "bound", "status", "seconds", "CPU s")
_WIDTHS = (34, 11, 12, 8, 10, 10, 10, 8, 8)
_MOST = 10**12


def heading() -> str:
    """The names of the columns and the line under them: numbers stand to the right."""
    rule = ["-" * _WIDTHS[0], *("-" * (width - 1) + ":" for width in _WIDTHS[1:])]
    return _line(dict(zip(COLUMNS, COLUMNS, strict=True))) + "\n" + "| " + " | ".join(rule) + " |"


def row(cells: Mapping[str, object]) -> str:
    """One line; what is missing or null is a dash."""
    return _line({column: _short(cells.get(column)) for column in COLUMNS})


def _line(cells: Mapping[str, str]) -> str:
    first, *others = zip(COLUMNS, _WIDTHS, strict=True)
    texts = [cells[first[0]].ljust(first[1]), *(cells[column].rjust(width) for column, width in others)]
    return "| " + " | ".join(texts) + " |"


def _short(figure: object) -> str:
    """A figure as text; one with many digits (of lexicographic values) by its size; no bar ends the cell."""
    if figure is None:
        return "–"
    if isinstance(figure, int) and abs(figure) >= _MOST:
        return f"{Decimal(figure):.2e}"
    return str(figure).replace("|", "\\|")
