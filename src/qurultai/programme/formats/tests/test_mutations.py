"""Good files changed at random, by parts and by bytes: a programme that holds together, or problems, nothing else."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from qurultai.programme.formats.carry import holds_together
from qurultai.programme.formats.document import from_json, to_json
from qurultai.programme.formats.frab_json import write_json
from qurultai.programme.formats.messages import sentence
from qurultai.programme.formats.problems import Unreadable
from qurultai.programme.formats.reading import read
from qurultai.programme.formats.testing import generated
from qurultai.programme.formats.writing import write

from .samples import ALMATY, FOSDEM, ICAL, PRETALX, PYCON, WHEN
from .test_more_dialects import EUROPYTHON, GRID, PENTABARF_XCAL, SAMPLES, SESSIONIZE

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False),
    st.text(max_size=30),
    st.sampled_from(["25:99", "-00:30", "PT", "9999-12-31T23:59:59-12:00", "0001-01-01", "\ud800", "24:00", "1e999"]),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=5), st.text(max_size=3), max_size=3),
)
SMALL = generated(3, talks=6, rooms=2, days=2)
OURS = {name: write(name, SMALL, WHEN).decode() for name in ("xml", "json", "xcs", "ics", "csv")}
XML = [FOSDEM.strip(), PENTABARF_XCAL, SAMPLES["night"], OURS["xml"], OURS["xcs"]]
JSON = [PRETALX, PYCON, EUROPYTHON, SESSIONIZE, GRID, OURS["json"]]
LINES = [ICAL, SAMPLES["calendar"], OURS["ics"], OURS["csv"]]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
often = settings(max_examples=60, suppress_health_check=SLOW)


def judged(body: bytes, name: str) -> None:
    """The promise: a whole programme that every writer takes, or problems that can be said."""
    try:
        found = read(name, body, ALMATY)
    except Unreadable as refusal:
        assert [sentence(problem) for problem in refusal.problems] != []
        return
    assert holds_together(found)
    assert from_json(json.loads(json.dumps(to_json(found), default=str))) == found
    assert read("again.json", write_json(found, "en"), ALMATY) == found


def changed_value(value: Any, data: st.DataObject, depth: int = 0) -> Any:
    """The JSON value with one part dropped, doubled, emptied or replaced, somewhere below."""
    if isinstance(value, dict) and value and (depth < 2 or data.draw(st.booleans())):
        key = data.draw(st.sampled_from(sorted(value)))
        if data.draw(st.integers(0, 5)) == 0:
            return {name: part for name, part in value.items() if name != key}
        return {**value, key: changed_value(value[key], data, depth + 1)}
    if isinstance(value, list) and value and (depth < 2 or data.draw(st.booleans())):
        at = data.draw(st.integers(0, len(value) - 1))
        change = data.draw(st.integers(0, 5))
        if change < 2:
            return value[:at] + value[at : at + 1] * (2 * change) + value[at + 1 :]
        return [*value[:at], changed_value(value[at], data, depth + 1), *value[at + 1 :]]
    return data.draw(ODD)


@given(data=st.data())
@often
def test_json_with_changed_parts_gives_a_programme_or_problems(data: st.DataObject) -> None:
    value = json.loads(data.draw(st.sampled_from(JSON)))
    for _ in range(data.draw(st.integers(1, 3))):
        value = changed_value(value, data)
    judged(json.dumps(value).encode(), "schedule.json")


@given(data=st.data())
@often
def test_xml_with_changed_elements_gives_a_programme_or_problems(data: st.DataObject) -> None:
    root = etree.fromstring(data.draw(st.sampled_from(XML)).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        elements = [element for element in root.iter(etree.Element) if element.getparent() is not None]
        if not elements:
            break
        element = data.draw(st.sampled_from(elements))
        parent, change = element.getparent(), data.draw(st.integers(0, 4))
        if change == 0:
            parent.remove(element)
        elif change == 1:
            parent.append(etree.fromstring(etree.tostring(element, with_tail=False)))
        elif change == 2:
            element.attrib.clear()
        elif change == 3:
            data.draw(st.sampled_from(elements)).append(etree.fromstring(etree.tostring(element, with_tail=False)))
        else:
            element.text = data.draw(st.text(st.characters(min_codepoint=32, max_codepoint=0xD7FF), max_size=20))
    judged(etree.tostring(root), "schedule.xml")


@given(data=st.data())
@often
def test_lines_dropped_doubled_and_changed_give_a_programme_or_problems(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(LINES))
    name, lines = ("x.csv" if ";" in text[:200] else "x.ics"), text.split("\r\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at, change = data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(0, 3))
        if change < 2:
            lines[at : at + 1] = lines[at : at + 1] * (2 * change)
        elif change == 2:
            lines[at] = lines[at][: data.draw(st.integers(0, 30))] + data.draw(st.text(max_size=20))
        else:
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        lines = lines or [""]
    judged("\r\n".join(lines).encode(errors="surrogatepass"), name)


@given(data=st.data())
@often
def test_bytes_changed_anywhere_give_a_programme_or_problems(data: st.DataObject) -> None:
    body = bytearray(data.draw(st.sampled_from([*XML, *JSON, *LINES])).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(body)))
        length = data.draw(st.sampled_from([0, 1, 2, 40]))
        body[start : start + length] = data.draw(st.binary(max_size=6))
    judged(bytes(body), "schedule.csv" if body[:3] == b"\xef\xbb\xbf" else "schedule")
