"""Lists for spreadsheet programs: every cell is text, and none of them is ever taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

import xlsxwriter

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MARK = "\ufeff"


def safe_cell(value: str) -> str:
    """A value that no spreadsheet takes for a formula: a leading = + - @ or tab gets an apostrophe before it."""
    risky = value[:1] in {"\t", "\r", "\n"} or value.lstrip()[:1] in {"=", "+", "-", "@"}
    return f"'{value}" if risky else value


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Comma-separated UTF-8 with the mark by which spreadsheet programs know it."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(head)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return (_MARK + sheet.getvalue()).encode()


def as_xlsx(head: Sequence[str], rows: Iterable[Sequence[str]], title: str) -> bytes:
    """A workbook of one sheet, strings only."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", "", title)[:31])
    bold = book.add_format({"bold": True})
    for column, value in enumerate(head):
        sheet.write_string(0, column, value, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            sheet.write_string(number, column, safe_cell(value))
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()
