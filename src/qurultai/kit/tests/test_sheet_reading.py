"""Spreadsheets from outside become rows of words, or one clear refusal, in a process that cannot eat the machine."""

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from qurultai.kit.sheet_reading import MOST_ROWS, SheetUnreadable, rows_of, word


def workbook(rows):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, dt.date):
                sheet.write_datetime(number, column, dt.datetime.combine(cell, dt.time()), days)
            else:
                sheet.write(number, column, cell)
    book.close()
    return file.getvalue()


def test_a_workbook_is_read_as_somebody_would_type_it():
    body = workbook([["Name", "Born", "Age", ""], ["Әйгерім", dt.date(1990, 12, 31), 36, True], ["", "", 1.5, ""]])
    assert rows_of(body) == [["Name", "Born", "Age", ""], ["Әйгерім", "1990-12-31", "36", "yes"], ["", "", "1.5", ""]]


@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_pasted_rows_and_csv_are_read_by_their_separator(separator):
    text = f'\ufeffName{separator}Note\nAru{separator}"two\nlines"\n\n'
    assert rows_of(text.encode()) == [["Name", "Note"], ["Aru", "two\nlines"]]


def archive(names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in names.items():
            packed.writestr(name, body)
    return file.getvalue()


def bomb():
    """A workbook whose only sheet is 400 MB of one row."""
    whole = zipfile.ZipFile(io.BytesIO(workbook([["a"]])))
    parts = {name: whole.read(name) for name in whole.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="A1" t="inlineStr"><is><t>' + b"x" * 400_000_000 + b"</t></is></c></row></sheetData></worksheet>"
    )
    return archive(parts)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  \n ",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"PK\x03\x04 not an archive",
        archive({"readme.txt": b"hello"}),
        "Имя".encode("cp1251"),
        b"a,b\0c",
        b"\n".join([b"x"] * (MOST_ROWS + 2)),
        b"x" * (10 * 1024 * 1024 + 1),
    ],
)
def test_what_is_no_table_is_refused(body):
    with pytest.raises(SheetUnreadable):
        rows_of(body)


def test_a_bomb_ends_with_its_process():
    with pytest.raises(SheetUnreadable):
        rows_of(bomb())


def test_a_cell_is_cut_at_a_length_that_nobody_types():
    assert len(word("x" * 20_000)) == 10_000
