"""Spreadsheets from outside as rows of words, read by a process of its own with little memory and time (I10).

Run as `python -m qurultai.kit.sheet_reading`: the file on standard input, its rows as JSON on standard output.
XLSX and ODS by calamine, CSV and pasted tables by their most likely separator.
"""

import csv
import datetime as dt
import io

import msgspec
from django.utils.translation import gettext_lazy as _

from qurultai.kit.errors import Invalid
from qurultai.kit.limited import TooCostly, run_apart, work_apart

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
MOST_CELLS = 400_000
LONGEST_ANSWER = 16 * 1024 * 1024
"""The server keeps all cells in its own memory: so many, and so many bytes of them, are little enough."""
CPU_SECONDS = 20
WALL_SECONDS = 60
_ARCHIVE = b"PK\x03\x04"


class SheetUnreadable(Invalid):
    """No table, or one that takes more than any honest one does."""

    code = "sheet_unreadable"
    text = _("This file cannot be read as a table. Save it as XLSX or CSV, with at most 20,000 rows and 10 MB.")


def rows_of(body: bytes) -> list[list[str]]:
    """The cells of the first sheet as words, rows that are empty left out at the end. Raises SheetUnreadable."""
    if not body.strip() or len(body) > MOST_BYTES:
        raise SheetUnreadable
    try:
        answer = run_apart(__name__, body, wall_seconds=WALL_SECONDS)
    except TooCostly as costly:
        raise SheetUnreadable from costly
    return msgspec.json.decode(answer, type=list[list[str]])


def read(body: bytes) -> list[list[str]]:
    """Read here and now, without any limits but the number of rows and columns."""
    rows = _workbook(body) if body.startswith(_ARCHIVE) else _text(body)
    cells = [[word(cell) for cell in row[:MOST_COLUMNS]] for row in rows[: MOST_ROWS + 1]]
    while cells and not any(cells[-1]):
        cells.pop()
    if not cells or len(rows) > MOST_ROWS or sum(map(len, cells)) > MOST_CELLS:
        raise ValueError("no table")
    return cells


def word(cell: object) -> str:
    """A cell as somebody would type it: dates as 2027-09-13, whole numbers without a point."""
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    if isinstance(cell, (dt.date, dt.datetime)):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell if cell is not None else "").strip()[:LONGEST_CELL]


def _workbook(body: bytes) -> list[list[object]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)


def _text(body: bytes) -> list[list[str]]:
    text = body.decode("utf-8-sig")
    if "\0" in text:
        raise ValueError("binary")
    first = text.split("\n", 1)[0]
    separator = max("\t;,", key=first.count)
    csv.field_size_limit(LONGEST_CELL * 10)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def rows_as_json(body: bytes) -> bytes:
    """The rows of a file, as the server reads them."""
    return msgspec.json.encode(read(body))


if __name__ == "__main__":
    work_apart(rows_as_json, most=MOST_BYTES, cpu_seconds=CPU_SECONDS, answer=LONGEST_ANSWER)
