"""Files that people load by mistake: each is refused in the reader's words with what to do, or read as it is meant."""

import gzip
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
import xlsxwriter
from django.utils import translation

from qurultai.programme.formats.messages import SENTENCES, sentence
from qurultai.programme.formats.problems import Problem, Unreadable
from qurultai.programme.formats.reading import read
from qurultai.programme.formats.sheet.cells import clock_of, date_of

from .samples import ALMATY, codes
from .test_sheet_problems import GOOD, HEADINGS, changed, problems, table, workbook


def told(body: bytes, language: str, name: str = "file.csv") -> list[str]:
    with pytest.raises(Unreadable) as caught, translation.override("en"):
        read(name, body, ALMATY)
    with translation.override(language):
        return [sentence(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("body", "code", "line", "column"),
    [
        (b"<schedule>\n<a>x</b></schedule>", "xml_closing", 2, 9),
        (b"<schedule>\n<a>", "xml_unfinished", 2, 4),
        (b"<schedule>\n<a>R & D</a></schedule>", "xml_mark", 2, 7),
        (b"<schedule>\n<a>x&nbsp;y</a></schedule>", "xml_mark", 2, 11),
        (b"<schedule>\n<a b=1/></schedule>", "xml_attribute", 2, 6),
        (b'<?xml version="1.0" encoding="utf-8"?>\n<a>caf\xe9</a>', "xml_characters", 2, 7),
        (b"<schedule/><schedule/>", "broken_xml", 1, 12),
    ],
)
def test_broken_xml_is_told_with_line_and_column_and_never_in_the_parsers_words(
    body: bytes, code: str, line: int, column: int
) -> None:
    with pytest.raises(Unreadable) as caught:
        read("file.xml", body, ALMATY)
    problem = caught.value.problems[0]
    assert (problem.code, problem.line, problem.params) == (code, line, {"column": column})
    assert told(body, "ru")[0].startswith(f"Строка {line}: ")


def test_no_sentence_has_room_for_a_librarys_own_words() -> None:
    assert [code for code, text in SENTENCES.items() if "%(reason)s" in text] == []


@pytest.mark.parametrize(
    ("language", "names"),
    [("kk", "Күні, Басталуы, Минут"), ("ru", "Дата, Начало, Минут"), ("en", "Date, Start, Minutes")],
)
def test_missing_columns_are_named_by_their_headings_and_the_template_is_pointed_to(language: str, names: str) -> None:
    said = told(table(("Код", "Название", "Зал"), ("A", "T", "R")), language)
    assert len(said) == 1
    assert names in said[0]
    assert "qurultai template" in said[0]


def test_a_doubled_column_and_a_sheet_are_called_as_the_reader_calls_them() -> None:
    with translation.override("kk"):
        assert sentence(Problem("column_twice", row=1, params={"column": "title_ru"})).count("Атауы (ru)") == 1
        assert sentence(Problem("unknown_zone", "programme", params={"value": "x"})).startswith("«Бағдарлама»")


def test_a_row_that_ends_before_it_begins_goes_over_midnight() -> None:
    body = table(("code", "title", "date", "start", "end"), ("A", "T", "2027-09-08", "21:00", "01:00"))
    assert read("file.csv", body, ALMATY).items[0].minutes == 240


def test_an_end_long_before_the_beginning_is_a_slip_and_not_a_session_of_sixteen_hours() -> None:
    body = table(("code", "title", "date", "start", "end"), ("A", "T", "2027-09-08", "10:00", "02:00"))
    assert problems(body) == [("end_before_beginning", 2, {"end": "02:00", "start": "10:00"})]


@pytest.mark.parametrize(
    ("body", "name", "code"),
    [
        (gzip.compress(b"<schedule/>", mtime=0), "schedule.xml.gz", "packed"),
        (b"<!DOCTYPE html><html><body>&nbsp;</body></html>", "schedule.xml", "web_page"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "locked.xlsx", "old_excel"),
        (b"%PDF-1.7", "programme.xlsx", "unknown_format"),
        (bytes(range(256)) * 4, "x.csv", "unknown_encoding"),
        (table(HEADINGS), "x.csv", "no_sessions"),
        (b'{"schedule": {"conference": {"title": "T", "days": []}}}', "x.json", "no_sessions"),
        (b"BEGIN:VCALENDAR\r\nnonsense\r\nEND:VCALENDAR", "x.ics", "ical_line"),
        (b'code;"title\r\n', "x.csv", "broken_csv"),
    ],
)
def test_what_is_no_programme_is_refused_by_what_it_is(body: bytes, name: str, code: str) -> None:
    assert codes(body, name) == [code]


def test_an_archive_without_a_workbook_is_called_packed_and_a_text_document_no_format() -> None:
    found = []
    for inside in ("schedule.xml", "word/document.xml"):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(inside, "<schedule/>")
        found += codes(buffer.getvalue())
    assert found == ["packed", "unknown_format"]


@pytest.mark.parametrize(
    "text",
    ["8 сентября 2027", "8 сентября 2027 г.", "08 қыркүйек 2027 ж.", "2027 ж. 8 қыркүйек", "2027 жылғы 8 қыркүйек",
     "September 8, 2027", "8 Sep 2027", "8th September 2027", "8-Sep-2027", "46638", "8.9.2027", "2027-09-08"],
)  # fmt: skip
def test_a_date_is_understood_as_people_and_spreadsheets_write_it(text: str) -> None:
    assert date_of(text) == date(2027, 9, 8)


@pytest.mark.parametrize("text", ["8 brumaire 2027", "31 февраля 2027", "12", "2027", "8 сентября"])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    with pytest.raises(ValueError):
        date_of(text)


@pytest.mark.parametrize(
    ("text", "clock"),
    [("9:00 AM", "09:00"), ("12:15 am", "00:15"), ("3 p.m.", "15:00"), ("0,375", "09:00"), ("9.30", "09:30")],
)
def test_a_time_is_understood_as_people_and_spreadsheets_write_it(text: str, clock: str) -> None:
    assert f"{clock_of(text):%H:%M}" == clock


def test_an_hour_that_no_half_day_has_is_no_time() -> None:
    with pytest.raises(ValueError):
        clock_of("13:00 pm")


def test_a_merged_cell_stands_in_every_row_that_it_covers() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet("Sessions")
    for number, row in enumerate((HEADINGS, GOOD, changed(code="A2", start="10:00", room="", date=""))):
        page.write_row(number, 0, row)
    page.merge_range(1, 3, 2, 3, "Great hall")
    page.merge_range(1, 4, 2, 4, "2027-09-08")
    book.close()
    found = read("file.xlsx", buffer.getvalue(), ALMATY)
    assert len({item.room for item in found.items}) == len(found.rooms) == 1
    assert [item.starts_at for item in found.items] == [datetime(2027, 9, 8, hour, tzinfo=UTC) for hour in (4, 5)]


def test_a_title_may_stand_above_the_headings() -> None:
    found = read("file.xlsx", workbook(("Programme of our forum",), (), HEADINGS, GOOD), ALMATY)
    assert [item.code for item in found.items] == ["A1"]


def test_the_only_sheet_that_is_not_hidden_is_the_one_with_the_sessions() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.add_worksheet("Draft of ours").write_row(0, 0, ("anything",))
    page = book.add_worksheet("My plan")
    for number, row in enumerate((HEADINGS, GOOD)):
        page.write_row(number, 0, row)
    page.activate()
    page.set_first_sheet()
    book.worksheets()[0].hide()
    book.close()
    assert len(read("file.xlsx", buffer.getvalue(), ALMATY).items) == 1


def test_empty_rows_at_the_end_and_columns_without_heading_are_nothing() -> None:
    body = table((*HEADINGS, ""), (*GOOD, "x"), *[("",) * 8] * 500)
    assert len(read("file.csv", body, ALMATY).items) == 1


def test_a_table_parted_by_bars_is_read() -> None:
    assert len(read("file.csv", table(HEADINGS, GOOD, delimiter="|"), ALMATY).items) == 1
