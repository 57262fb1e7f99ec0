"""What is written and read again is what it was, and the public schemas accept it."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from qurultai.programme.formats import carry, frab_json
from qurultai.programme.formats.assumed import Assumed
from qurultai.programme.formats.document import Item, Person, Programme, arranged, from_json, to_json
from qurultai.programme.formats.frab_json import write_json
from qurultai.programme.formats.frab_xml import write_xml
from qurultai.programme.formats.identity import made_guid
from qurultai.programme.formats.reading import read
from qurultai.programme.formats.testing import generated
from qurultai.programme.formats.wording import scrubbed
from qurultai.programme.formats.writing import FORMATS, write

from .samples import FOSDEM, PRETALX, WHEN, read_text

SCHEMAS = Path(frab_json.__file__).parent / "schemas"
LOSSLESS = [name for name, form in FORMATS.items() if form.lossless]
ELSEWHERE = Assumed(zone="Europe/Paris", language="fr", acronym="other", title="Other")


@pytest.fixture(scope="module")
def large() -> Programme:
    return carry.without_mail(generated())


def invalid_xml(body: bytes) -> list[str]:
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / "schedule.xml.xsd")))
    schema.validate(etree.fromstring(body))
    return [entry.message for entry in schema.error_log]


def invalid_json(body: bytes) -> list[str]:
    schema = json.loads((SCHEMAS / "schema.json").read_text())
    return [error.message for error in jsonschema.Draft6Validator(schema).iter_errors(json.loads(body))]


def test_the_document_survives_plain_json(large: Programme) -> None:
    assert from_json(json.loads(json.dumps(to_json(large)))) == large


@pytest.mark.parametrize("name", LOSSLESS)
def test_320_nasty_talks_come_back_equal_whatever_the_reader_assumes(name: str, large: Programme) -> None:
    assert read(f"file.{name}", write(name, large, WHEN), ELSEWHERE) == large


@pytest.mark.parametrize("name", LOSSLESS)
@pytest.mark.parametrize("text", [FOSDEM, PRETALX], ids=["fosdem", "pretalx"])
def test_foreign_dialects_come_back_equal(name: str, text: str) -> None:
    programme = read_text(text)
    assert read(f"file.{name}", write(name, programme, WHEN), ELSEWHERE) == programme


@pytest.mark.parametrize("language", ["kk", "ru", "en", "de"])
def test_json_to_xml_to_spreadsheet_to_json_loses_nothing(language: str) -> None:
    first = carry.without_mail(generated(2, talks=24, rooms=3, days=2))
    when = replace(WHEN, language=language)
    passed = first
    for name in ("json", "xml", "xlsx", "json"):
        passed = read(f"file.{name}", write(name, passed, when))
    assert passed == first


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_public_schemas_accept_what_is_written(language: str, large: Programme) -> None:
    assert invalid_xml(write_xml(large, language)) == []
    assert invalid_json(write_json(large, language)) == []


def test_the_public_schemas_accept_foreign_dialects_written_again() -> None:
    for text in (FOSDEM, PRETALX):
        assert invalid_xml(write_xml(read_text(text), "en")) == []
        assert invalid_json(write_json(read_text(text), "en")) == []


def test_without_the_extension_the_other_languages_are_gone(large: Programme) -> None:
    plain = read("file.json", write_json(large, "kk", complete=False))
    assert plain != large
    assert {len(item.title) for item in plain.items} == {1}


def test_who_edits_the_file_by_hand_wins_and_keeps_the_other_languages() -> None:
    programme = generated(5, talks=1, rooms=1, days=1)
    item = replace(programme.items[0], title={"kk": "Бір", "ru": "Один", "en": "One"}, slug="Old/Slug")
    written = write_xml(replace(programme, items=(item,)), "ru")
    edited = read("file.xml", written.replace("<title>Один</title>".encode(), "<title>Два</title>".encode()))
    assert edited.items[0].title == {"kk": "Бір", "ru": "Два", "en": "One"}
    assert edited.items[0].slug == "Old/Slug"


def test_an_event_moved_lengthened_or_taken_out_by_hand_stays_so() -> None:
    programme = carry.without_mail(generated(5, talks=6, rooms=2, days=1))
    tree = json.loads(write_json(programme, "ru"))
    rooms = tree["schedule"]["conference"]["days"][0]["rooms"]
    first, second = list(rooms)[:2]
    moved, gone = rooms[first].pop(), rooms[second].pop()
    rooms["New hall"] = [{**moved, "duration": "01:15", "persons": [{"name": "New Person"}]}]
    edited = read("file.json", json.dumps(tree).encode())
    assert edited.rooms[-1].name == {"ru": "New hall"}
    assert [(item.room, item.minutes) for item in edited.items if item.guid == moved["guid"]] == [
        (edited.rooms[-1].guid, 75)
    ]
    assert {item.guid for item in edited.items} == {item.guid for item in programme.items} - {gone["guid"]}
    assert sum(person.name == "New Person" for person in edited.persons) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_no_mail_address_leaves_in_any_format(name: str) -> None:
    programme = generated(4, talks=12, rooms=2, days=1)
    assert sum("canary" in person.email for person in programme.persons) == len(programme.persons)
    body = write(name, programme, WHEN)
    assert body.count(b"canary") == 0
    if name == "xlsx":
        assert str(to_json(read("file.xlsx", body))).count("canary") == 0


TEXT = st.text(max_size=30).map(scrubbed)
FILLED = TEXT.filter(lambda text: text.strip())
WORDS = st.dictionaries(st.sampled_from(["kk", "ru", "en", "de"]), TEXT.filter(bool), max_size=4)
TITLE = st.dictionaries(st.sampled_from(["kk", "ru", "en"]), FILLED, min_size=1, max_size=3)
BASE = generated(9, talks=6, rooms=3, days=2)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    items = []
    persons = [Person(made_guid("p", name), name) for name in draw(st.lists(FILLED, max_size=3, unique=True))]
    for number in range(draw(st.integers(0, 4))):
        items.append(
            Item(
                guid=made_guid("h", number),
                title=draw(TITLE),
                subtitle=draw(WORDS),
                abstract=draw(WORDS),
                starts_at=datetime(2027, 9, 8, tzinfo=UTC) + timedelta(minutes=draw(st.integers(-3000, 6000))),
                minutes=draw(st.integers(0, 9 * 24 * 60)),
                room=draw(st.sampled_from(["", *(room.guid for room in BASE.rooms)])),
                topic=draw(st.sampled_from(["", *(topic.key for topic in BASE.topics)])),
                code=draw(TEXT),
                slug=draw(TEXT),
                kind=draw(TEXT),
                language=draw(TEXT),
                url=draw(
                    st.sampled_from(["", "https://x.org/a b", "https://x.org/%zz", "http://[::1]/", "data:,x"]) | TEXT
                ),
                number=draw(st.none() | st.integers(1, 3)),
                extra=draw(st.dictionaries(FILLED, TEXT | st.booleans() | st.lists(st.integers(0, 9)), max_size=2)),
            )
        )
    days = BASE.days if draw(st.booleans()) else ()
    zone = draw(st.sampled_from(["Asia/Almaty", "UTC", "Etc/GMT-5", "America/New_York", "Asia/Kathmandu"]))
    rooms = BASE.rooms
    return arranged(
        replace(
            BASE, acronym=draw(TEXT), title=draw(TITLE), days=days, zone=zone, rooms=rooms, items=tuple(items),
            persons=tuple(persons), version=draw(TEXT), base_url=draw(TEXT),
        )
    )  # fmt: skip


@pytest.mark.parametrize("name", LOSSLESS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(programme=programmes())
def test_any_programme_comes_back_equal(name: str, programme: Programme) -> None:
    body = write(name, programme, WHEN)
    assert read(f"file.{name}", body, ELSEWHERE) == programme
    if name == "xml":
        assert invalid_xml(body) == []
    if name == "json":
        assert invalid_json(body) == []
