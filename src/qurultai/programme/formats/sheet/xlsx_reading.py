"""XLSX of the forum's spreadsheet read with calamine, after `xlsx_guard` has looked it over."""

import io
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
    WorksheetNotFound,
    XmlError,
    ZipError,
)

from ..assumed import Assumed
from ..document import Programme
from ..frab_json import parsed
from ..problems import Problem, Unreadable, refused
from .columns import sheet_named
from .sheet_reading import programme_of_tables
from .tables import Table
from .xlsx_guard import check_workbook

CARRIED = "_qurultai"
_BROKEN = (CalamineError, PasswordError, WorksheetNotFound, XmlError, ZipError, ValueError, OSError, OverflowError)


def read_xlsx(body: bytes, assumed: Assumed) -> Programme:
    """The programme of a workbook: sheets known by their names, or its only sheet; raises Unreadable."""
    formulas = check_workbook(body)
    if formulas:
        raise Unreadable([Problem("formula_cell", params={"cell": cell}) for cell in formulas])
    sheets, visible = _sheets(body)
    carried = sheets.pop(CARRIED, None)
    tables = {}
    for name, rows in sheets.items():
        sheet = sheet_named(name)
        if sheet is not None:
            if sheet.code in tables:
                raise refused("sheet_twice", name)
            tables[sheet.code] = Table(name, rows)
    shown = [name for name in sheets if name in visible]
    if "sessions" not in tables and len(shown) == 1:
        tables["sessions"] = Table(shown[0], sheets[shown[0]])
    return programme_of_tables(tables, assumed, _carried(carried))


def _sheets(body: bytes) -> tuple[dict[str, list[list[Any]]], set[str]]:
    """The cells of each sheet, and the names of those that are not hidden."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
        sheets = {name: _rows(workbook.get_sheet_by_name(name)) for name in workbook.sheet_names}
        shown = {sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible}
        return sheets, shown
    except _BROKEN as error:
        raise refused("broken_xlsx") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise refused("broken_xlsx") from error


def _rows(sheet: CalamineSheet) -> list[list[Any]]:
    """The cells row by row; a merged cell stands in every row and column that it covers."""
    rows = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        value = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        for row in rows[top : bottom + 1] if value != "" else ():
            row[left : right + 1] = [value] * len(row[left : right + 1])
    return rows


def _carried(rows: list[list[Any]] | None) -> Any:
    if rows is None:
        return None
    text = "".join(cell for row in rows for cell in row if isinstance(cell, str))
    try:
        return parsed(text.encode())
    except (Unreadable, UnicodeEncodeError) as error:
        raise refused("extension_broken", CARRIED) from error
