"""Calendars, xCal and JSON-LD of a programme."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from icalendar import Calendar

from qurultai.programme.formats.calendar_entries import Change
from qurultai.programme.formats.ical import write_ical
from qurultai.programme.formats.jsonld import write_jsonld
from qurultai.programme.formats.reading import read
from qurultai.programme.formats.testing import generated
from qurultai.programme.formats.xcal import write_xcal

STAMP = datetime(2027, 5, 1, 12, tzinfo=UTC)
PROGRAMME = generated(7, talks=60, rooms=4, days=2)


def test_every_talk_is_one_entry_whatever_its_text_says() -> None:
    body = write_ical(PROGRAMME, "ru", STAMP)
    lines = body.replace(b"\r\n ", b"").split(b"\r\n")
    assert [lines.count(b"BEGIN:VEVENT"), lines.count(b"END:VEVENT")] == [60, 60]
    assert [line for line in lines if b"\n" in line or b"\r" in line] == []
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert sorted(str(event["uid"]) for event in Calendar.from_ical(body).walk("VEVENT")) == sorted(
        item.guid for item in PROGRAMME.items
    )


def test_change_number_and_instant_are_written_and_the_uid_stays() -> None:
    item = PROGRAMME.items[0]
    body = write_ical(PROGRAMME, "en", STAMP, {item.guid: Change(3, datetime(2027, 6, 1, tzinfo=UTC))})
    event = next(event for event in Calendar.from_ical(body).walk("VEVENT") if str(event["uid"]) == item.guid)
    assert (event["sequence"], event["last-modified"].dt, event["dtstamp"].dt) == (
        3,
        datetime(2027, 6, 1, tzinfo=UTC),
        STAMP,
    )


def test_times_rooms_topics_and_speakers_come_back_from_both_calendars() -> None:
    from_ical = read("file.ics", write_ical(PROGRAMME, "kk", STAMP))
    from_xcal = read("file.xcs", write_xcal(PROGRAMME, "kk", STAMP))
    assert replace(from_ical, extra={}) == replace(from_xcal, extra={})
    assert from_ical.zone == PROGRAMME.zone
    assert {item.guid: (item.starts_at, item.minutes) for item in from_ical.items} == {
        item.guid: (item.starts_at, item.minutes) for item in PROGRAMME.items
    }
    assert {text for room in from_ical.rooms for text in room.name.values()} == {
        room.name["kk"] for room in PROGRAMME.rooms
    }


def test_json_ld_names_every_session_and_cannot_leave_its_script_element() -> None:
    body = write_jsonld(PROGRAMME, "en")
    event = json.loads(body)
    assert body.count(b"<") == 0
    assert [session["identifier"] for session in event["subEvent"]] == [item.guid for item in PROGRAMME.items]
    assert (event["@type"], event["startDate"], event["endDate"]) == ("Event", "2027-09-08", "2027-09-09")
    assert event["subEvent"][0]["startDate"].endswith("+05:00")
