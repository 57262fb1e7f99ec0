"""What is wrong with a spreadsheet is told row by row, and then nothing of it is taken."""

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
import xlsxwriter

from qurultai.programme.formats.assumed import Assumed
from qurultai.programme.formats.problems import Problem, Unreadable
from qurultai.programme.formats.reading import read
from qurultai.programme.formats.sheet.cells import marked, unmarked
from qurultai.programme.formats.sheet.columns import KINDS
from qurultai.programme.formats.sheet.xlsx_writing import template_xlsx, write_csv
from qurultai.programme.formats.testing import NASTY, generated

from .samples import ALMATY

HEADINGS = ("code", "title_en", "kind", "room", "date", "start", "minutes")
GOOD = ("A1", "Opening", "plenary", "Great hall", "2027-09-08", "09:00", "60")


def table(*rows: tuple[str, ...], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)


def problems(body: bytes, assumed: Assumed = ALMATY) -> list[tuple[str, int | None, dict[str, Any]]]:
    with pytest.raises(Unreadable) as caught:
        read("file.csv", body, assumed)
    return [(problem.code, problem.row, problem.params) for problem in caught.value.problems]


def changed(**cells: str) -> tuple[str, ...]:
    return tuple(cells.get(name, value) for name, value in zip(HEADINGS, GOOD, strict=True))


def workbook(*rows: tuple[Any, ...], sheets: dict[str, list[tuple[Any, ...]]] | None = None) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    for name, content in {"Sessions": list(rows), **(sheets or {})}.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(content):
            page.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
def test_csv_is_read_in_every_usual_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    body = table(HEADINGS, changed(title_en="Открытие"), delimiter=delimiter, encoding=encoding)
    item = read("file.csv", body, ALMATY).items[0]
    assert (item.title, item.starts_at, item.minutes) == ({"en": "Открытие"}, datetime(2027, 9, 8, 4, tzinfo=UTC), 60)


def test_each_bad_row_is_told_with_its_number_and_reason() -> None:
    body = table(
        HEADINGS,
        GOOD,
        changed(code="A2", title_en=" "),
        ("",) * 7,
        changed(code="A3", kind="talkshow"),
        changed(code="A4", date="8 September"),
        changed(code="A5", start="25:00"),
        changed(code="A6", minutes="soon"),
        changed(code="A1", start="11:00"),
        changed(code="A7", minutes="1500"),
        changed(code="A8", minutes="0"),
        changed(code="A9", date="", start="", minutes=""),
    )
    assert problems(body) == [
        ("title_missing", 3, {}),
        ("unknown_kind", 5, {"value": "talkshow"}),
        ("bad_date", 6, {"value": "8 September"}),
        ("bad_time", 7, {"value": "25:00"}),
        ("bad_duration", 8, {"value": "soon"}),
        ("same_code", 9, {"value": "A1", "other": 2}),
        ("longer_than_day", 10, {"minutes": 1500, "until": "06:00"}),
        ("bad_duration", 11, {"value": "0"}),
        ("date_missing", 12, {}),
        ("start_missing", 12, {}),
    ]


def test_half_of_the_columns_missing_is_told_by_name() -> None:
    assert problems(table(("code", "kind", "room"), ("A1", "plenary", "Hall"))) == [
        ("missing_columns", 1, {"columns": "title date start minutes"}),
    ]


def test_a_session_that_runs_past_its_day_or_outside_all_days_is_refused() -> None:
    days = [("date", "start", "end"), ("2027-09-08", "2027-09-08 08:00", "2027-09-08 18:00")]
    rows = [HEADINGS, changed(start="17:30"), changed(code="A2", date="2027-09-10"), changed(code="A3", start="07:59")]
    with pytest.raises(Unreadable) as caught:
        read("file.xlsx", workbook(*rows, sheets={"Days": days}), ALMATY)
    assert caught.value.problems == [
        Problem("longer_than_day", "Sessions", 2, None, {"minutes": 60, "until": "18:00"}),
        Problem("outside_days", "Sessions", 3, None, {"value": "10.09.2027 09:00"}),
        Problem("outside_days", "Sessions", 4, None, {"value": "08.09.2027 07:59"}),
    ]


def test_rooms_and_topics_must_be_on_their_sheets_when_those_are_filled() -> None:
    sheets = {"Залы": [("name_ru",), ("Большой зал",)], "Темы": [("Название (ru)",), ("Космос",)]}
    rows = [(*HEADINGS, "topic"), (*changed(room="большой зал"), "Космос"), (*changed(code="B"), "Море")]
    with pytest.raises(Unreadable) as caught:
        read("file.xlsx", workbook(*rows, sheets=sheets), ALMATY)
    assert [(problem.code, problem.row) for problem in caught.value.problems] == [
        ("unknown_topic", 3),
        ("unknown_room", 3),
    ]


def test_a_formula_cell_is_refused_and_formula_text_is_kept() -> None:
    with pytest.raises(Unreadable) as caught:
        read("file.xlsx", workbook(HEADINGS, changed(title_en="=1+1")), ALMATY)
    assert [(problem.code, problem.params) for problem in caught.value.problems] == [("formula_cell", {"cell": "B2"})]
    assert read("file.csv", table(HEADINGS, changed(title_en="=1+1")), ALMATY).items[0].title == {"en": "=1+1"}


def test_csv_never_begins_a_cell_with_a_formula_and_the_reader_takes_the_mark_away() -> None:
    programme = generated(6, talks=48, rooms=4, days=2)
    body = write_csv(programme)
    cells = [cell.strip('"') for row in body.decode("utf-8-sig").split("\r\n") for cell in row.split(";")]
    assert sum(cell.startswith("'=HYPERLINK") for cell in cells) > 0
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    again = read("file.csv", body, ALMATY)
    assert {item.guid: (item.starts_at, item.minutes, item.abstract) for item in again.items} == {
        item.guid: (item.starts_at, item.minutes, item.abstract) for item in programme.items
    }


@pytest.mark.parametrize("text", [*NASTY, "'", "''=", "plain", "'plain"])
def test_the_mark_against_formulas_can_always_be_taken_away(text: str) -> None:
    assert unmarked(marked(text)) == text


def test_typed_cells_of_a_spreadsheet_program_are_understood() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet("Сессии")
    page.write_row(0, 0, ("Название (ru)", "Дата", "Начало", "Окончание", "Число мест", "Примечание"))
    page.write(1, 0, "Открытие")
    page.write_datetime(1, 1, date(2027, 9, 8), book.add_format({"num_format": "dd.mm.yyyy"}))
    page.write_number(1, 2, 9.5 / 24, book.add_format({"num_format": "hh:mm"}))
    page.write_number(1, 3, 10.25 / 24)
    page.write_number(1, 4, 40)
    page.write(1, 5, "kept")
    book.close()
    item = read("file.xlsx", buffer.getvalue(), ALMATY).items[0]
    assert (item.starts_at, item.minutes, item.capacity) == (datetime(2027, 9, 8, 4, 30, tzinfo=UTC), 45, 40)
    assert item.extra == {"Примечание": "kept"}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_template_reads_as_its_own_examples(language: str) -> None:
    programme = read("template.xlsx", template_xlsx(language))
    assert [(item.code, item.minutes, item.kind) for item in programme.items] == [
        ("EXAMPLE1", 60, "plenary"),
        ("EXAMPLE2", 90, "workshop"),
    ]
    assert [part.role for part in programme.items[0].contributors] == ["moderator", ""]
    assert programme.languages == ("kk", "ru", "en")


@pytest.mark.parametrize("position", [0, 1, 2])
def test_kinds_are_understood_in_three_languages(position: int) -> None:
    rows = [changed(code=f"K{number}", kind=names[position].upper()) for number, names in enumerate(KINDS.values())]
    programme = read("file.csv", table(HEADINGS, *rows), ALMATY)
    assert sorted(item.kind for item in programme.items) == sorted(KINDS)


def test_a_sheet_row_keeps_its_guid_by_code_when_everything_else_changes() -> None:
    first = read("file.csv", table(HEADINGS, GOOD), ALMATY).items[0]
    moved = read("file.csv", table(HEADINGS, changed(title_en="Other", start="15:00")), ALMATY).items[0]
    assert (moved.guid, moved.title) == (first.guid, {"en": "Other"})
