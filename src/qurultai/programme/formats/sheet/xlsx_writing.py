"""XLSX of a programme, its CSV, and the empty template: strings only, never a formula."""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from .. import carry
from ..assumed import Assumed
from ..document import Programme
from .columns import KINDS, LANGUAGES, PROGRAMME, ROOMS, SESSIONS, SHEETS, TOPICS, Sheet
from .csv_table import written_csv
from .help_sheet import EXAMPLES, HELP
from .sheet_writing import Rows, columns_of, headings, languages_of, session_rows, sheets_of
from .xlsx_reading import CARRIED, read_xlsx

_LONGEST_CELL = 32_767
_PIECE = 30_000
_FILLABLE_ROWS = 2_000
_MADE = datetime.fromisoformat("2027-01-01")


def write_csv(programme: Programme) -> bytes:
    """The sessions as CSV; rooms, topics and speakers by name only, so this is not lossless (XLSX is)."""
    return written_csv(session_rows(programme))


def write_xlsx(programme: Programme, language: str) -> bytes:
    """The programme as a workbook with all its languages; sheets named in `language`; reads back without loss."""
    main = programme.languages[0] if programme.languages else language
    sheets, languages = sheets_of(programme), languages_of(programme)
    seed = {**carry.seed(programme, main), "long": _irregular(programme)}
    plain = read_xlsx(_workbook(sheets, language, languages, seed), Assumed())
    return _workbook(sheets, language, languages, {**seed, **carry.extension(plain, programme, main)})


def template_xlsx(language: str = "en") -> bytes:
    """The workbook to fill in: headings in three languages, example rows, drop-downs and a help sheet."""
    sheets = {sheet.code: _example_rows(sheet) for sheet in SHEETS}
    return _workbook(sheets, language, LANGUAGES, None)


def _irregular(programme: Programme) -> dict[str, int]:
    """The items that the sheet's checks would refuse (longer than their day, no minutes) though their file had them."""
    regular = {
        item.guid
        for item in programme.items
        for day in programme.days
        if item.minutes and day.starts_at <= item.starts_at and item.ends_at <= day.ends_at
    }
    return {item.guid: item.minutes for item in programme.items if item.guid not in regular}


def _example_rows(sheet: Sheet) -> Rows:
    examples = EXAMPLES.get(sheet.code, [])
    if sheet is PROGRAMME:
        return [
            [column.heading(tag), examples[0].get(f"{column.code}_{tag}" if tag else column.code, "")]
            for column, tag in columns_of(sheet, LANGUAGES)
        ]
    if sheet.code == "kinds":
        return [headings(sheet, LANGUAGES), *([code] for code in KINDS)]
    return [
        headings(sheet, LANGUAGES),
        *(
            [
                row.get(f"{column.code}_{tag}" if tag else column.code, "")
                for column, tag in columns_of(sheet, LANGUAGES)
            ]
            for row in examples
        ),
    ]


def _workbook(
    sheets: Mapping[str, Rows], language: str, languages: tuple[str, ...], carried: dict[str, Any] | None
) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#e8eef0", "num_format": "@"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for sheet in SHEETS:
        page = book.add_worksheet(getattr(sheet, language, sheet.en))
        _fill(page, sheets[sheet.code], bold, text, by_row=sheet is not PROGRAMME)
        if sheet is PROGRAMME:
            page.set_column(0, 1, 36, text)
            continue
        for number, (column, _) in enumerate(columns_of(sheet, languages)):
            page.set_column(number, number, column.width, text)
        page.freeze_panes(1, 0)
        if sheet is SESSIONS:
            _drop_downs(page, language, languages)
    page = book.add_worksheet({"kk": "Көмек", "ru": "Помощь"}.get(language, "Help"))
    page.set_column(0, 2, 50, text)
    _fill(page, [list(row) for row in HELP], bold, text, by_row=True)
    if carried is not None:
        _hide(book.add_worksheet(CARRIED), msgspec.json.encode(carried).decode())
    book.close()
    return buffer.getvalue()


def _fill(page: Worksheet, rows: Rows, bold: Any, text: Any, *, by_row: bool) -> None:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            heading = number == 0 if by_row else column == 0
            if cell:
                page.write_string(number, column, cell[:_LONGEST_CELL], bold if heading else text)


def _drop_downs(page: Worksheet, language: str, languages: tuple[str, ...]) -> None:
    """Lists to choose from, taken from the other sheets, on the columns kind, topic and room."""
    codes = [column.code for column, _ in columns_of(SESSIONS, languages)]
    sources = {"kind": next(sheet for sheet in SHEETS if sheet.code == "kinds"), "topic": TOPICS, "room": ROOMS}
    for code, sheet in sources.items():
        column = codes.index(code)
        source = f"='{getattr(sheet, language, sheet.en)}'!$A$2:$A$500"
        page.data_validation(
            1, column, _FILLABLE_ROWS, column, {"validate": "list", "source": source, "error_type": "warning"}
        )


def _hide(page: Worksheet, text: str) -> None:
    for number, at in enumerate(range(0, len(text), _PIECE)):
        page.write_string(number, 0, text[at : at + _PIECE])
    page.hide()
