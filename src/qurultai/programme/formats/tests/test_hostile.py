"""Hostile files are refused cheaply, with a code, and never with another exception."""

import io
import json
import random
import time
import zipfile

import pytest

from qurultai.programme.formats import limits
from qurultai.programme.formats.document import Programme
from qurultai.programme.formats.frab_json import write_json
from qurultai.programme.formats.messages import SENTENCES
from qurultai.programme.formats.problems import Unreadable
from qurultai.programme.formats.reading import read
from qurultai.programme.formats.sheet.xlsx_writing import template_xlsx
from qurultai.programme.formats.testing import generated
from qurultai.programme.formats.writing import FORMATS, write

from .samples import ALMATY, FOSDEM, ICAL, PRETALX, WHEN, codes

LAUGHS = '<!DOCTYPE schedule [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><schedule><version>&b;</version></schedule>'
OUTSIDE = '<!DOCTYPE schedule [<!ENTITY x SYSTEM "file:///etc/passwd">]><schedule><version>&x;</version></schedule>'


def rezipped(replace: dict[str, bytes], body: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body or template_xlsx())) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, replace.get(name, old.read(name)))
    return buffer.getvalue()


def sheet(cells: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n\t", "empty_file"),
        (LAUGHS.encode(), "xml_entities"),
        (LAUGHS.encode("utf-16"), "xml_entities"),
        (OUTSIDE.encode(), "xml_entities"),
        (b"<schedule><conference>", "xml_unfinished"),
        (b"<rss/>", "not_a_schedule"),
        (b"<a>" * 100_000, "too_deep"),
        (b'{"schedule": ', "broken_json"),
        (b"[" * 100_000, "too_deep"),
        (b'{"a":' * 60 + b"1" + b"}" * 60, "too_deep"),
        (b'{"schedule": {"version": 1e999}}', "bad_number"),
        (b'{"schedule": {"version": NaN}}', "broken_json"),
        (b'{"schedule": []}', "not_a_schedule"),
        (b'{"schedule": {"version": "\\u0000"}}', "control_character"),
        (b'{"schedule": {"version": "\\ud800"}}', "control_character"),
        (b"BEGIN:VCALENDAR\r\nnonsense", "ical_unfinished"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old_excel"),
        (b"%PDF-1.7", "unknown_format"),
        (b"PK\x03\x04 nonsense", "broken_xlsx"),
        (b"just words", "unknown_format"),
    ],
)
def test_a_broken_file_is_refused_with_its_code(body: bytes, code: str) -> None:
    assert codes(body) == [code]


def test_a_file_over_the_limit_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    body = FOSDEM.encode()
    monkeypatch.setattr(limits, "MOST_BYTES", len(body))
    assert codes(body) == []
    monkeypatch.setattr(limits, "MOST_BYTES", len(body) - 1)
    assert codes(body) == ["too_large"]


def test_a_programme_of_thousands_of_days_is_refused() -> None:
    days = [{"index": number + 1, "date": "2027-09-08", "rooms": {}} for number in range(401)]
    tree = {"schedule": {"version": "", "conference": {"title": "Forum", "days": days}}}
    assert codes(json.dumps(tree).encode()) == ["too_many_days"]
    days.pop()
    assert codes(json.dumps(tree).encode()) == []


@pytest.mark.parametrize("body", [b"<schedule>" + b"<a/>" * 3_000_000, b"[" + b"0," * 3_000_000])
def test_a_file_of_millions_of_elements_is_refused_before_it_is_parsed(body: bytes) -> None:
    before = time.process_time()
    assert codes(body) == ["too_many_elements"]
    assert time.process_time() - before < 1


def test_the_limit_is_100_megabytes() -> None:
    assert limits.MOST_BYTES == 100 * 1024 * 1024


def test_an_ical_entry_that_repeats_or_lasts_whole_days_is_refused_in_words() -> None:
    assert codes(ICAL.replace("DURATION", "RRULE:FREQ=DAILY\r\nDURATION").encode()) == ["recurring"]
    assert codes(ICAL.replace(";TZID=Asia/Almaty:20270908T093000", ";VALUE=DATE:20270908").encode()) == ["all_day"]


def test_a_session_without_a_title_is_refused_with_its_line() -> None:
    with pytest.raises(Unreadable) as caught:
        read("file.xml", FOSDEM.replace("<title>Late</title>", "<title> </title>").encode(), ALMATY)
    assert [(problem.code, problem.line) for problem in caught.value.problems] == [("title_missing", 29)]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"xl/sharedStrings.xml": b" " * (129 * 1024 * 1024)}, "unpacks_too_large"),
        (
            {"xl/worksheets/sheet3.xml": sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')},
            "sheet_too_large",
        ),
        ({"xl/worksheets/sheet3.xml": sheet("<row>" + "<c/>" * 400_001 + "</row>")}, "too_many_cells"),
        ({"xl/worksheets/sheet3.xml": sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>' * 3000)}, "too_many_cells"),
    ],
)
def test_a_workbook_that_would_cost_too_much_is_refused(parts: dict[str, bytes], code: str) -> None:
    long = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    assert codes(rezipped({"xl/sharedStrings.xml": long, **parts})) == [code]


def test_a_cell_of_a_million_blanks_costs_no_more_than_its_length() -> None:
    row = f"T;2027-09-08;09:00;45;a{' ' * 900_000}b [c"
    body = f"title_en;date;start;minutes;speakers\r\n{row}".encode()
    before = time.process_time()
    assert codes(body, "file.csv") == []
    assert codes(rezipped({"xl/worksheets/sheet3.xml": sheet("<c " * 1_000_000)})) != []
    assert time.process_time() - before < 5


def test_a_zip_header_that_lies_about_its_size_is_found_out() -> None:
    body = bytearray(rezipped({"xl/sharedStrings.xml": b" " * 1_000_000}))
    at = body.rfind(b"xl/sharedStrings.xml") - 46
    body[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert codes(bytes(body)) == ["broken_xlsx"]


def test_a_forged_extension_cannot_bring_in_what_the_checks_refuse() -> None:
    tree = json.loads(write_json(generated(1, talks=2, rooms=1, days=1), "kk"))
    item = next(iter(tree["schedule"]["conference"]["days"][0]["rooms"].values()))[0]["guid"]
    for change in ({"room": ["+", "x"]}, {"minutes": ["?"]}, {"title": ["-", 0, 0, 0]}, {"extra": 5}):
        tree["schedule"]["x_qurultai"]["changes"] = {"items": {item: change}}
        assert codes(json.dumps(tree).encode()) in ([], ["extension_broken"])
    tree["schedule"]["x_qurultai"]["changes"] = {"items": {"other": ["+", {"guid": "other"}]}}
    assert codes(json.dumps(tree).encode()) == ["extension_broken"]


TOKENS = (
    b'"', b"<", b"&", b"null", b"-1", b"1e999", b"[]", b"\x00", b"9" * 30, b'"\\ud800"', b"2027-13-45", b"25:99",
    b"BEGIN:VEVENT\r\n", b"RRULE:FREQ=DAILY\r\n", b"0001-01-01T00:00:00+14:00", b"9999-12-31T23:59:59-12:00",
    b"\t", b";",
)  # fmt: skip


def mutated(chance: random.Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.choice([1, 1, 2, 5])):
        start = chance.randrange(len(changed) + 1)
        end = start + chance.choice([0, 1, 2, 8, 60, 1000])
        changed[start:end] = chance.choice(
            [b"", chance.choice(TOKENS), chance.randbytes(2), body[start // 2 : end // 2]]
        )
    return bytes(changed)


def small() -> Programme:
    return generated(3, talks=8, rooms=2, days=2)


@pytest.mark.parametrize("name", [*(name for name in FORMATS if name != "jsonld"), "fosdem", "pretalx"])
def test_mutated_files_give_a_programme_or_a_refusal_and_nothing_else(name: str) -> None:
    chance = random.Random(name)
    body = {"fosdem": FOSDEM.encode(), "pretalx": PRETALX.encode()}.get(name) or write(name, small(), WHEN)
    outcomes = {"read": 0, "refused": 0}
    for _ in range(60):
        changed = mutated(chance, body)
        if name == "xlsx" and chance.random() < 0.8:
            part = chance.choice(["xl/worksheets/sheet3.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
            with zipfile.ZipFile(io.BytesIO(body)) as archive:
                changed = rezipped({part: mutated(chance, archive.read(part))}, body)
        try:
            read(f"file.{name}", changed, ALMATY)
            outcomes["read"] += 1
        except Unreadable as refusal:
            outcomes["refused"] += 1
            assert [SENTENCES[problem.code] % problem.params for problem in refusal.problems] != []
    assert sum(outcomes.values()) == 60
    assert outcomes["refused"] > 0
