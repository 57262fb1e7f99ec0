"""A sheet as rows keyed by column codes, with the problems of its headings told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..limits import MOST_SHEET_COLUMNS, MOST_SHEET_ROWS
from ..problems import Findings, Located, refused
from ..wording import clean_text
from .cells import text_of
from .columns import REQUIRED, Sheet, column_code

_MOST_TITLE_ROWS = 10


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet's name and its cells, row by row from the first."""

    name: str
    rows: Sequence[Sequence[Any]]


def records_of(table: Table, sheet: Sheet, findings: Findings) -> list[Located]:
    """The rows below the headings as column code → value; empty rows left out, what has no column under "extra".

    Notes doubled headings; raises Unreadable where needed ones are missing, for every row would only repeat that.
    """
    rows = table.rows
    if len(rows) > MOST_SHEET_ROWS or any(len(row) > MOST_SHEET_COLUMNS for row in rows):
        raise refused("sheet_too_large", table.name, rows=MOST_SHEET_ROWS, columns=MOST_SHEET_COLUMNS)
    at = next((number for number, row in enumerate(rows) if any(text_of(cell).strip() for cell in row)), None)
    if at is None:
        if sheet.code == "sessions":
            findings.add("no_sessions", table.name)
        return []
    at = _heading_row(rows, sheet, at)
    headings = [clean_text(text_of(cell), table.name) for cell in rows[at]]
    codes = [column_code(sheet, heading) for heading in headings]
    for code in sorted({code for code in codes if code and codes.count(code) > 1}):
        findings.add("column_twice", table.name, row=at + 1, column=code)
    _check_required(table, sheet, codes, at + 1, findings)
    found = []
    for number, row in enumerate(rows[at + 1 :], at + 2):
        record = _record(row, headings, codes, table.name)
        if record:
            record.row, record.place = number, table.name
            found.append(record)
    return found


def _heading_row(rows: Sequence[Sequence[Any]], sheet: Sheet, first: int) -> int:
    """The first row with two known headings, for a title may stand above them; else the first that is not empty."""
    for at in range(first, min(first + _MOST_TITLE_ROWS, len(rows))):
        codes = {column_code(sheet, text_of(cell)) for cell in rows[at]} - {None}
        if len(codes) > 1:
            return at
    return first


def _check_required(table: Table, sheet: Sheet, codes: Sequence[str | None], row: int, findings: Findings) -> None:
    present = {code.split("_")[0] if code and code.split("_")[0] in ("title", "name") else code for code in codes}
    missing = [code for code in REQUIRED.get(sheet.code, ()) if code not in present]
    if sheet.code == "sessions" and not present & {"end", "minutes"}:
        missing.append("minutes")
    if missing:
        findings.add("missing_columns", table.name, row=row, columns=" ".join(missing))
        findings.settle()


def _record(row: Sequence[Any], headings: list[str], codes: list[str | None], place: str) -> Located:
    record, unknown = Located(), {}
    for position, cell in enumerate(row):
        value = clean_text(cell, place) if isinstance(cell, str) else cell
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        code = codes[position] if position < len(codes) else None
        if code:
            record[code] = value
        elif position < len(headings) and headings[position].strip():
            unknown[headings[position].splitlines()[0].strip()] = text_of(value)
    if unknown:
        record["extra"] = unknown
    return record
