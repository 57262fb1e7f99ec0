"""Each promise's check turns red when the mechanism that keeps it is taken away."""

from dataclasses import replace
from typing import Any

import pytest

from qurultai.programme.formats import carry, frab_json, frab_xml, wording
from qurultai.programme.formats.frab_json import write_json
from qurultai.programme.formats.frab_xml import write_xml
from qurultai.programme.formats.reading import read
from qurultai.programme.formats.sheet import csv_table, xlsx_reading
from qurultai.programme.formats.sheet.xlsx_writing import write_csv
from qurultai.programme.formats.testing import generated

from .samples import ALMATY, FOSDEM, codes
from .test_hostile import OUTSIDE, rezipped, sheet
from .test_lossless import invalid_xml

TITLES = ("title_en", "date", "start")
SMALL = generated(8, talks=20, rooms=2, days=1)


def leaks() -> int:
    return write_json(SMALL, "kk").count(b"canary")


def formulas() -> int:
    rows = write_csv(SMALL).decode("utf-8-sig").split("\r\n")
    return sum(cell.strip('"').startswith(("=", "+", "@")) for row in rows for cell in row.split(";"))


def lost() -> bool:
    return read("file.xml", write_xml(SMALL, "kk")) != carry.without_mail(SMALL)


def test_mail_addresses_leak_without_the_removal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert leaks() == 0
    monkeypatch.setattr(carry, "without_mail", lambda programme: programme)
    assert leaks() == len(SMALL.persons)


def test_formulas_get_into_csv_without_the_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    assert formulas() == 0
    monkeypatch.setattr(csv_table, "marked", lambda text: text)
    assert formulas() > 0


def test_languages_are_lost_without_the_extension(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not lost()
    monkeypatch.setattr(carry, "completed", lambda plain, found: plain)
    assert lost()


def test_a_hand_edit_is_overwritten_without_the_checksum(monkeypatch: pytest.MonkeyPatch) -> None:
    item = replace(SMALL.items[0], kind="panel", contributors=(), slug="Old/Slug")
    written = write_json(replace(SMALL, items=(item,)), "kk")
    slug = frab_json.tree_of(replace(SMALL, items=(item,)), "kk")["schedule"]["conference"]["days"][0]["rooms"]
    first = next(event["slug"] for events in slug.values() for event in events)
    edited = written.replace(f'"slug":"{first}"'.encode(), b'"slug":"edited-by-hand"', 1)
    assert read("file.json", edited).items[0].slug == "edited-by-hand"
    monkeypatch.setattr(carry, "_checksum", lambda value: 0)
    written = write_json(replace(SMALL, items=(item,)), "kk")
    edited = written.replace(f'"slug":"{first}"'.encode(), b'"slug":"edited-by-hand"', 1)
    assert read("file.json", edited).items[0].slug == "Old/Slug"


def test_outside_entities_get_further_without_the_look_before_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Blind:
        def search(self, body: bytes) -> None:
            return None

    def told(body: bytes, parser: Any = None) -> Any:
        seen.append(body)
        return real(body, parser)

    seen: list[bytes] = []
    real = frab_xml.etree.fromstring
    monkeypatch.setattr(frab_xml.etree, "fromstring", told)
    assert (codes(OUTSIDE.encode()), len(seen)) == (["xml_entities"], 0)
    monkeypatch.setattr(frab_xml, "_ENTITY", Blind())
    assert (codes(OUTSIDE.encode()), len(seen)) == (["xml_entities"], 1)


def test_a_formula_is_only_seen_by_the_look_at_the_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    row = "".join(
        f'<c r="{cell}" t="str"><v>{text}</v></c>' for cell, text in zip(("A1", "B1", "C1"), TITLES, strict=True)
    )
    formula = '<c r="A2" t="str"><f>A1</f><v>x</v></c><c r="B2" t="str"><v>2027-09-08</v></c>'
    body = rezipped({"xl/worksheets/sheet3.xml": sheet(f'<row r="1">{row}</row><row r="2">{formula}</row>')})
    assert codes(body) == ["formula_cell"]
    monkeypatch.setattr(xlsx_reading, "check_workbook", lambda body: [])
    assert codes(body) == ["missing_columns"]


def test_control_characters_pass_without_the_cleaning(monkeypatch: pytest.MonkeyPatch) -> None:
    body = b'{"schedule": {"version": "\\u0000", "conference": {"title": "T", "days": [{"date": "2027-09-08"}]}}}'
    assert codes(body) == ["control_character"]
    monkeypatch.setattr(frab_json, "cleaned", lambda value: value)
    assert codes(body) == []


def test_an_invalid_slug_is_seen_by_the_schema_without_the_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    programme = read("file.xml", FOSDEM.encode(), ALMATY)
    programme = replace(programme, items=(replace(programme.items[0], url="ftp://x"),))
    assert invalid_xml(write_xml(programme, "en")) == []
    monkeypatch.setattr(frab_xml, "is_web_address", bool)
    assert len(invalid_xml(write_xml(programme, "en"))) > 0


def test_characters_that_no_file_carries_break_the_writer_without_the_scrubbing() -> None:
    assert wording.scrubbed({"a\x00": ["\ud800x", "\x0by"]}) == {"a": ["x", "y"]}
