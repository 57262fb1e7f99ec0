"""XLSX of the forum's spreadsheet read with calamine, after `xlsx_guard` has looked it over."""

import io
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
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
    sheets = _sheets(body)
    carried = sheets.pop(CARRIED, None)
    tables = {}
    for name, rows in sheets.items():
        sheet = sheet_named(name)
        if sheet is not None:
            if sheet.code in tables:
                raise refused("sheet_twice", name)
            tables[sheet.code] = Table(name, rows)
    if "sessions" not in tables and len(sheets) == 1:
        name, rows = next(iter(sheets.items()))
        tables["sessions"] = Table(name, rows)
    return programme_of_tables(tables, assumed, _carried(carried))


def _sheets(body: bytes) -> dict[str, list[list[Any]]]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
        return {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names
        }
    except _BROKEN as error:
        raise refused("broken_xlsx", reason=str(error)[:200]) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise refused("broken_xlsx", reason="") from error


def _carried(rows: list[list[Any]] | None) -> Any:
    if rows is None:
        return None
    text = "".join(cell for row in rows for cell in row if isinstance(cell, str))
    try:
        return parsed(text.encode())
    except (Unreadable, UnicodeEncodeError) as error:
        raise refused("extension_broken", CARRIED) from error
