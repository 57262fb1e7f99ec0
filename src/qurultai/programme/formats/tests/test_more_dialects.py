"""Traits of schedules as other systems publish them, each in a small invented sample."""

from datetime import UTC, date, datetime

import pytest

from qurultai.programme.formats.document import Programme
from qurultai.programme.formats.frab_json import write_json
from qurultai.programme.formats.frab_xml import write_xml
from qurultai.programme.formats.ical import write_ical
from qurultai.programme.formats.problems import Unreadable
from qurultai.programme.formats.reading import read
from qurultai.programme.formats.sheet.xlsx_writing import write_xlsx
from qurultai.programme.formats.times import parsed_instant, parsed_minutes
from qurultai.programme.formats.xcal import write_xcal

from .samples import ALMATY, WHEN, codes, read_text

EUROPYTHON = """{"days": {"2027-07-08": {"rooms": ["North", "South"], "events": [
 {"event_type": "session", "code": "AAAAAA", "slug": "one", "title": "One", "session_type": "Talk",
  "speakers": [{"code": "SPKR11", "name": "Dana Invented", "avatar": "https://example.org/d.png", "website_url": "x"}],
  "track": "Data", "level": "beginner", "rooms": ["North"], "start": "2027-07-08T09:30:00+02:00", "duration": 30,
  "website_url": "https://example.org/one"},
 {"event_type": "break", "title": "Coffee", "duration": 20, "rooms": ["North", "South"],
  "start": "2027-07-08T10:00:00+02:00"}]}}}"""
SESSIONIZE = """{"sessions": [
 {"id": "101", "title": "Start", "startsAt": "2027-07-08T09:00:00", "endsAt": "2027-07-08T09:45:00", "roomId": 7,
  "speakers": ["6f1d0c8e-3c0b-4c55-9f10-000000000001"], "isServiceSession": false, "questionAnswers": []},
 {"id": "102", "title": "Poster without a time", "startsAt": null, "endsAt": null, "roomId": null, "speakers": []}],
 "speakers": [{"id": "6f1d0c8e-3c0b-4c55-9f10-000000000001", "firstName": "Erlan", "lastName": "Invented",
               "fullName": "Erlan Invented", "bio": "Bio", "profilePicture": "https://example.org/e.png",
               "email": "canary@example.org"}],
 "rooms": [{"id": 7, "name": "Dome"}], "questions": [], "categories": []}"""
GRID = """[{"date": "2027-07-08T00:00:00", "rooms": [{"id": 7, "name": "Dome", "sessions": [
 {"id": "101", "title": "Start", "startsAt": "2027-07-08T09:00:00Z", "endsAt": "2027-07-08T09:45:00Z", "room": "Dome",
  "speakers": [{"id": "s1", "name": "Erlan Invented"}]}]}], "timeSlots": []}]"""
SYMPOSION = """[{"kind": "talk", "name": "Kept", "room": "A, B", "start": "2027-05-01T10:00:00", "conf_key": 1,
  "end": "2027-05-01T10:30:00", "duration": 30, "authors": ["Grace Invented"], "contact": ["canary@example.org"],
  "cancelled": false}, {"kind": "talk", "name": "Gone", "start": "2027-05-01T11:00:00", "duration": 30, "conf_key": 2,
  "cancelled": true}, {"name": "Poster", "authors": ["Ada Invented"], "conf_key": 3}]"""
PENTABARF_XCAL = """<?xml version="1.0" encoding="utf-8"?>
<iCalendar xmlns:pentabarf="http://pentabarf.org" xmlns:xCal="urn:ietf:params:xml:ns:xcal"><vcalendar>
 <version>2.0</version><prodid>-//Pentabarf//Schedule//EN</prodid><x-wr-caldesc>Camp</x-wr-caldesc>
 <vevent><method>PUBLISH</method><uid>11@camp@example.org</uid><pentabarf:event-id>11</pentabarf:event-id>
  <pentabarf:title>One</pentabarf:title><pentabarf:subtitle>And only</pentabarf:subtitle>
  <pentabarf:language-code>de</pentabarf:language-code><dtstart>20270708T093000</dtstart>
  <dtend>20270708T101500</dtend><duration>00:45</duration><summary>One</summary><description>D</description>
  <class>PUBLIC</class><status>CONFIRMED</status><category>lecture</category><url>https://example.org/11</url>
  <location>Tent</location><attendee>Dana Invented</attendee><attendee>Erlan Invented</attendee></vevent>
 <vevent><uid>12@camp</uid><dtstart>20270708T233000</dtstart><duration>1:30</duration><summary>Night</summary></vevent>
</vcalendar></iCalendar>"""


def calendar(*events: str, head: str = "") -> str:
    inside = "".join(f"BEGIN:VEVENT\r\nDTSTAMP:20270101T000000Z\r\n{event}END:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{head}{inside}END:VCALENDAR\r\n"


def schedule(events: str, conference: str = "", day: str = 'index="1" date="2027-07-08"') -> str:
    head = f"<title>T</title><acronym>acro</acronym>{conference}"
    return f'<schedule><conference>{head}</conference><day {day}><room name="R">{events}</room></day></schedule>'


def event(inner: str, number: int = 1) -> str:
    return f'<event id="{number}"><title>E{number}</title>{inner}</event>'


def times(programme: Programme) -> list[tuple[str, int]]:
    return [(f"{programme.local(item.starts_at):%d %H:%M}", item.minutes) for item in programme.items]


def test_the_days_of_europythons_site_are_read_with_speakers_rooms_and_breaks() -> None:
    found = read_text(EUROPYTHON)
    one, coffee = found.items
    assert (one.code, one.minutes, one.kind, one.extra["level"]) == ("AAAAAA", 30, "Talk", "beginner")
    assert {room.name["en"] for room in found.rooms} == {"North", "North, South"}
    assert (coffee.minutes, [person.name for person in found.persons]) == (20, ["Dana Invented"])


def test_sessionizes_views_give_the_same_session_and_tell_what_has_no_time() -> None:
    everything, grid = read_text(SESSIONIZE), read_text(GRID)
    assert [(item.title, item.minutes) for item in everything.items] == [({"en": "Start"}, 45)]
    assert everything.extra["left_out"] == [{"title": "Poster without a time", "why": "no_time"}]
    assert [room.name for room in everything.rooms] == [room.name for room in grid.rooms] == [{"en": "Dome"}]
    assert [(person.name, person.biography) for person in everything.persons] == [("Erlan Invented", {"en": "Bio"})]
    assert [person.name for person in grid.persons] == ["Erlan Invented"]
    assert "canary" not in str(everything)


def test_what_a_flat_list_calls_cancelled_is_no_session() -> None:
    found = read_text(SYMPOSION)
    assert [item.title["en"] for item in found.items] == ["Kept"]
    assert [entry["title"] for entry in found.extra["left_out"]] == ["Poster"]
    assert "canary" not in str(found)


def test_pentabarfs_own_xcal_is_read() -> None:
    found = read_text(PENTABARF_XCAL)
    one, night = found.items
    assert times(found) == [("08 09:30", 45), ("08 23:30", 90)]
    assert (one.subtitle, one.language, one.url) == ({"de": "And only"}, "de", "https://example.org/11")
    assert [person.name for person in found.persons] == ["Dana Invented", "Erlan Invented"]
    assert (found.title["de"], one.room != "", night.room) == ("Camp", True, "")


def test_an_xcal_time_is_of_the_zone_that_it_names() -> None:
    body = """<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><components><vevent><properties>
    <uid><text>u</text></uid><summary><text>S</text></summary>
    <dtstart><parameters><tzid><text>Europe/Brussels</text></tzid></parameters>
     <date-time>2027-07-08T09:00:00</date-time></dtstart>
    <duration><duration>PT1H30M</duration></duration></properties></vevent></components></vcalendar></icalendar>"""
    item = read_text(body).items[0]
    assert (item.starts_at, item.minutes) == (datetime(2027, 7, 8, 7, tzinfo=UTC), 90)


def test_an_entry_that_repeats_is_written_out_with_what_was_moved_and_taken_out() -> None:
    body = calendar(
        "UID:daily\r\nSUMMARY:Yoga\r\nDTSTART;TZID=Europe/Berlin:20270327T070000\r\n"
        "DTEND;TZID=Europe/Berlin:20270327T080000\r\nRRULE:FREQ=DAILY;COUNT=4\r\n"
        "EXDATE;TZID=Europe/Berlin:20270328T070000\r\n",
        "UID:daily\r\nSUMMARY:Yoga later\r\nRECURRENCE-ID;TZID=Europe/Berlin:20270329T070000\r\n"
        "DTSTART;TZID=Europe/Berlin:20270329T100000\r\nDTEND;TZID=Europe/Berlin:20270329T110000\r\n",
    )
    found = read_text(body)
    assert found.zone == "Europe/Berlin"
    assert times(found) == [("27 07:00", 60), ("29 10:00", 60), ("30 07:00", 60)]
    unmoved = read_text(body.replace("20270329T100000", "20270329T070000").replace("T110000", "T080000"))
    assert {item.guid for item in unmoved.items} == {item.guid for item in found.items}


def test_a_rule_without_an_end_is_refused_in_words() -> None:
    endless = "UID:a\r\nSUMMARY:S\r\nDTSTART:20270708T070000Z\r\nDTEND:20270708T080000Z\r\nRRULE:FREQ=DAILY"
    assert codes(calendar(f"{endless}\r\n").encode()) == ["recurring"]
    assert codes(calendar(f"{endless};COUNT=100000\r\n").encode()) == ["recurring"]


def test_whole_days_are_left_out_and_told_but_a_calendar_of_nothing_else_is_refused() -> None:
    day = "UID:d\r\nSUMMARY:Forum week\r\nDTSTART;VALUE=DATE:20270708\r\nDTEND;VALUE=DATE:20270710\r\n"
    talk = "UID:t\r\nSUMMARY:Talk\r\nDTSTART:20270708T070000Z\r\nDURATION:PT45M\r\n"
    found = read_text(calendar(day, talk))
    assert ([item.title["en"] for item in found.items], found.extra["left_out"]) == (
        ["Talk"],
        [{"title": "Forum week", "why": "whole_day"}],
    )
    assert codes(calendar(day).encode()) == ["all_day"]


def test_outlooks_zone_names_own_zones_folded_lines_and_floating_times_are_understood() -> None:
    own = (
        "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0500\r\n"
        "TZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    found = read_text(
        calendar(
            'UID:1\r\nSUMMARY:Out\r\n look\r\nDTSTART;TZID="Central Europe Standard Time":20270708T090000\r\n'
            'DURATION:PT30M\r\nX-ALT-DESC;FMTTYPE=text/html:<b>no</b>\r\nORGANIZER;CN="Invented, Dana":mailto:a@x\r\n',
            "UID:2\r\nSUMMARY:Own\r\nDTSTART;TZID=Ours:20270708T150000\r\nDTEND;TZID=Ours:20270708T160000\r\n",
            "UID:3\r\nSUMMARY:Floating\r\nDTSTART:20270708T170000\r\nDTEND:20270708T180000\r\n",
            head=own,
        )
    )
    assert [(item.title["en"], item.starts_at.hour) for item in found.items] == [
        ("Outlook", 7),
        ("Own", 10),
        ("Floating", 12),
    ]
    assert [person.name for person in found.persons] == ["Invented, Dana"]


def test_a_calendar_in_another_encoding_or_several_in_one_file_is_read() -> None:
    talk = "UID:{}\r\nSUMMARY:Доклад\r\nDTSTART:20270708T070000Z\r\nDURATION:PT45M\r\n"
    for encoding in ("cp1251", "utf-16", "utf-8-sig"):
        assert read("x.ics", calendar(talk).encode(encoding), ALMATY).items[0].title == {"en": "Доклад"}
    assert len(read_text(calendar(talk.format(1)) + calendar(talk.format(2))).items) == 2


def test_a_time_that_no_calendar_has_is_told_with_its_entry() -> None:
    with pytest.raises(Unreadable) as caught:
        read_text(calendar("UID:1\r\nSUMMARY:Broken\r\nDTSTART:99999999T0\r\nDURATION:PT5M\r\n"))
    assert [(problem.code, problem.place) for problem in caught.value.problems] == [("bad_start", "Broken")]


def test_the_files_own_hour_of_day_change_puts_a_lonely_night_session_after_midnight() -> None:
    night = event("<start>01:30</start><duration>00:30</duration>")
    assert times(read_text(schedule(night, "<day_change>04:00</day_change>"))) == [("09 01:30", 30)]
    assert times(read_text(schedule(night))) == [("08 01:30", 30)]
    early = event("<start>08:45</start><duration>00:30</duration>")
    assert times(read_text(schedule(early, "<day_change>09:00:00</day_change>"))) == [("08 08:45", 30)]


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("00:45", 45), ("1:30", 90), ("PT45M", 45), ("PT1H", 60), ("P1DT1H", 1500), ("45", 45), ("45 min", 45),
     ("45.0", 45), ("0:05", 5), ("1:02:00", 1560)],
)  # fmt: skip
def test_a_length_is_understood_however_it_is_written(written: str, minutes: int) -> None:
    assert parsed_minutes(written) == minutes


@pytest.mark.parametrize("written", ["-00:30", "P", "PT", "soon", "1:75", "", "-5"])
def test_what_is_no_length_is_none(written: str) -> None:
    with pytest.raises(ValueError):
        parsed_minutes(written)


@pytest.mark.parametrize(
    "written",
    ["2027-07-08T09:30:00Z", "2027-07-08T11:30:00.123456+02:00", "2027-07-08 09:30:00 UTC", "20270708T093000Z",
     "2027-07-08T09:30Z", "2027-07-08T11:30:00+0200"],
)  # fmt: skip
def test_an_instant_is_understood_however_it_is_written(written: str) -> None:
    assert parsed_instant(written).astimezone(UTC) == datetime(2027, 7, 8, 9, 30, tzinfo=UTC)


def test_an_end_in_the_place_of_a_length_may_be_a_clock_time_after_midnight() -> None:
    found = read_text(schedule(event("<start>23:30</start><end>00:15</end>")))
    assert times(found) == [("08 23:30", 45)]


def test_a_person_named_twice_in_a_session_is_one_contributor() -> None:
    twice = '<persons><person id="1">Dana</person><person id="1">Dana</person><person>Dana</person></persons>'
    item = read_text(schedule(event(f"<start>09:00</start><duration>00:30</duration>{twice}"))).items[0]
    assert len(item.contributors) == 2


def test_rooms_may_be_a_list_or_only_named_by_the_sessions() -> None:
    one = '{"id": 1, "title": "A", "start": "09:00", "duration": "00:30", "room": "Own"}'
    for rooms in (
        f'"rooms": [{{"name": "Listed", "events": [{one}]}}]',
        f'"events": [{one}]',
        f'"rooms": {{"": [{one}]}}',
    ):
        body = f'{{"schedule": {{"conference": {{"title": "T", "days": [{{"date": "2027-07-08", {rooms}}}]}}}}}}'
        found = read_text(body)
        assert [room.name["en"] for room in found.rooms] in (["Listed"], ["Own"])
        assert found.items[0].room == found.rooms[0].guid


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_schedule_is_read_in_the_encoding_that_it_declares(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = schedule(event("<start>09:00</start><duration>00:30</duration><subtitle>Café</subtitle>"))
    body = f'<?xml version="1.0" encoding="{declared}"?>\r\n{text}'.encode(encoding)
    assert read("x.xml", body, ALMATY).items[0].subtitle == {"en": "Café"}


def test_elements_in_a_namespace_of_their_own_are_the_same_elements() -> None:
    text = schedule(event("<start>09:00</start><duration>00:30</duration>"))
    assert times(read_text(text.replace("<schedule>", '<schedule xmlns="https://example.org/ns">'))) == [
        ("08 09:00", 30)
    ]


def test_what_no_column_can_hold_is_kept_beside_or_refused() -> None:
    one = '{"id": 1, "title": "A", "start": "09:00", "duration": "00:30", "room": "R", "capacity": 10000000000}'
    rooms = '"rooms": [{"name": "R", "capacity": 10000000000}]'
    tracks = f'"tracks": [{{"name": "T", "slug": "{"x" * 300}"}}]'
    body = '{"schedule": {"conference": {"title": "T", %s, %s, "timeslot_duration": "%s", "days": [%s]}}}'
    day = f'{{"date": "2027-07-08", "rooms": {{"R": [{one}]}}}}'
    found = read_text(body % (rooms, tracks, "00:15", day))
    assert (found.rooms[0].capacity, found.items[0].capacity) == (None, None)
    assert (found.rooms[0].extra["capacity"], found.items[0].extra["capacity"]) == (10**10, 10**10)
    assert max(len(topic.key) for topic in found.topics) <= 200
    assert codes((body % (rooms, tracks, "999:00", day)).encode()) == ["bad_duration"]


SAMPLES = {
    "europython": EUROPYTHON,
    "sessionize": SESSIONIZE,
    "symposion": SYMPOSION,
    "pentabarf xcal": PENTABARF_XCAL,
    "calendar": calendar(
        "UID:d\r\nSUMMARY:Week\r\nDTSTART;VALUE=DATE:20270708\r\n",
        "UID:t\r\nSUMMARY:<b>T</b>\r\nDTSTART:20270708T070000Z\r\nDURATION:PT45M\r\nCATEGORIES:A,B\r\n",
    ),
    "night": schedule(event("<start>01:30</start><duration>PT30M</duration>"), "<day_change>04:00</day_change>"),
}


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_goes_through_every_lossless_format_unchanged(sample: str) -> None:
    found = read_text(SAMPLES[sample])
    for body in (write_xml(found, "en"), write_json(found, "en"), write_xlsx(found, "en")):
        assert read("file", body, ALMATY) == found
    for body in (write_ical(found, "en", WHEN.stamp), write_xcal(found, "en", WHEN.stamp)):
        again = read("file", body, ALMATY)
        assert [(item.guid, item.starts_at, item.minutes) for item in again.items] == [
            (item.guid, item.starts_at, item.minutes) for item in found.items
        ]
    assert found.starts_on >= date(2027, 5, 1)
