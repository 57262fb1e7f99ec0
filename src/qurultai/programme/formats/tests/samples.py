"""Small files in the dialects that other systems write; all names are invented."""

from datetime import UTC, datetime

from qurultai.programme.formats.assumed import Assumed
from qurultai.programme.formats.document import Programme
from qurultai.programme.formats.problems import Unreadable
from qurultai.programme.formats.reading import read
from qurultai.programme.formats.writing import Occasion

ALMATY = Assumed(zone="Asia/Almaty", language="en", acronym="forum", title="Forum")
WHEN = Occasion("kk", datetime(2027, 5, 1, 12, tzinfo=UTC))
FOSDEM = """
  <?xml version="1.0" encoding="UTF-8"?>
<schedule>
  <conference>
    <title>FOSSFORUM 2023</title>
    <subtitle/>
    <venue>Campus</venue>
    <city>Brussels</city>
    <start>2023-02-04</start>
    <end>2023-02-05</end>
    <days>2</days>
    <day_change>09:00:00</day_change>
    <timeslot_duration>00:05:00</timeslot_duration>
  </conference>
  <tracks><track slug="keynotes">Keynotes</track></tracks>
  <day index="1" date="2023-02-04">
    <room name="Great hall" slug="great">
      <event id="15059">
        <start>09:30</start><duration>00:25</duration><room>Great hall</room><slug>keynotes_welcome</slug>
        <title>Welcome &amp; hello</title><subtitle/><track>Keynotes</track><type>keynote</type><language/>
        <abstract>&lt;p&gt;Opening.&lt;/p&gt;</abstract><description/>
        <persons><person id="6">Staff</person><person id="497">Ada Example</person></persons>
        <attachments><attachment type="slides" href="https://example.org/a.pdf">Slides</attachment></attachments>
        <links><link href="https://chat.example.org/#/room/#1">Chat</link></links>
      </event>
    </room>
    <room name="Empty"/>
  </day>
  <day index="2" date="2023-02-05"><room name="Great hall">
    <event id="15060"><start>23:30</start><duration>01:00</duration><title>Late</title>
      <persons><person id="6">Staff</person></persons></event>
    <event id="15061"><start>00:45</start><duration>00:30</duration><title>After midnight</title></event>
  </room></day>
</schedule>
"""
PRETALX = """{"schedule": {"url": "https://example.org/s/", "version": "0.5", "base_url": "https://example.org/s/",
 "conference": {"acronym": "conf", "title": "Conf", "start": "2024-06-01", "end": "2024-06-01", "daysCount": 1,
  "timeslot_duration": "00:05", "time_zone_name": "Europe/Berlin", "colors": {"primary": "#3aa57c"},
  "rooms": [{"name": "Saal", "slug": "1-saal", "guid": "5B3D5D0A-8f5e-5d0c-9a53-3f1b7c0d2a11", "capacity": 120,
             "description": null}],
  "tracks": [{"name": "Data", "slug": "12-data", "color": "#FF0000"}],
  "days": [{"index": 1, "date": "2024-06-01", "day_start": "2024-06-01T04:00:00+02:00",
            "day_end": "2024-06-02T03:59:00+02:00", "rooms": {"Saal": [
   {"guid": "c3642671-4c1f-5109-81ba-0535c1cc8428", "code": "MJA8QY", "id": 15, "logo": null,
    "date": "2024-06-01T11:30:00+02:00", "start": "11:30", "duration": "00:40", "room": "Saal",
    "slug": "conf-15-bar", "url": "https://example.org/s/MJA8QY/", "title": "Foo", "subtitle": "", "track": "Data",
    "type": {"de": "Vortrag", "en": "Talk"}, "language": "de", "abstract": "A", "description": "D",
    "recording_license": "", "do_not_record": false, "do_not_stream": true, "answers": [{"question": 1}],
    "persons": [{"code": "SCD9VJ", "name": "Eva Muster", "avatar": "https://example.org/e.png", "biography": "Bio",
                 "public_name": "Eva Muster", "email": "canary@example.org", "answers": []}],
    "feedback_url": "https://example.org/f", "links": [{"title": "L", "url": "https://example.org/l",
    "type": "related"}],
    "attachments": [{"title": "A", "url": "/media/a.pdf", "type": "related"}]},
   {"id": 16, "date": "2024-06-01T23:30:00+02:00", "start": "23:30", "duration": "1:02:00", "room": "Saal",
    "title": "Long", "persons": [{"code": "SCD9VJ", "name": "Eva M.", "public_name": "Eva M."}]}
  ]}}]}}}"""
PYCON = """{"schedule": [
 {"name": "Opening", "room": "A", "start": "2027-05-01T09:00:00", "end": "2027-05-01T09:30:00", "duration": 30,
  "authors": ["Grace Example"], "contact": ["canary@example.org"], "conf_key": 7, "tags": "intro", "kind": "plenary"},
 {"name": "Talk", "room": "B", "start": "2027-05-01T10:00:00", "duration": 45, "authors": [], "conf_key": 8}]}"""
ICAL = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nX-WR-CALNAME:Forum\r\nBEGIN:VEVENT\r\nUID:a@example.org\r\n"
    "DTSTAMP:20270101T000000Z\r\nDTSTART;TZID=Asia/Almaty:20270908T093000\r\nDURATION:PT45M\r\n"
    "SUMMARY:Ашылуы\\, бірінші\r\n"
    'LOCATION:Great hall\r\nCATEGORIES:Space,Data\r\nATTENDEE;CN="Айгүл":mailto:canary@example.org\r\nEND:VEVENT\r\n'
    "END:VCALENDAR\r\n"
)


def read_text(text: str, name: str = "file", assumed: Assumed = ALMATY) -> Programme:
    """The programme of a file given as text."""
    return read(name, text.encode(), assumed)


def codes(body: bytes, name: str = "file", assumed: Assumed = ALMATY) -> list[str]:
    """The problems' codes for a file that is refused; [] for one that is read."""
    try:
        read(name, body, assumed)
    except Unreadable as refusal:
        return [problem.code for problem in refusal.problems]
    return []
