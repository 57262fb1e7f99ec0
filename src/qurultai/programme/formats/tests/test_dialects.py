"""Files as other systems write them."""

from datetime import UTC, date, datetime

from qurultai.programme.formats.document import Link, to_json
from qurultai.programme.formats.identity import is_guid

from .samples import FOSDEM, ICAL, PRETALX, PYCON, read_text


def test_a_fosdem_file_without_guids_zone_acronym_or_dates_is_read() -> None:
    programme = read_text(FOSDEM)
    welcome, late, after_midnight = programme.items
    assert (programme.zone, programme.starts_on, programme.ends_on) == (
        "Asia/Almaty",
        date(2023, 2, 4),
        date(2023, 2, 5),
    )
    assert programme.extra == {"subtitle": "", "venue": "Campus", "city": "Brussels", "day_change": "09:00:00"}
    assert welcome.starts_at == datetime(2023, 2, 4, 3, 30, tzinfo=UTC)
    assert (welcome.minutes, welcome.number, welcome.kind, welcome.topic) == (25, 15059, "keynote", "keynotes")
    assert welcome.title == {"en": "Welcome & hello"}
    assert welcome.abstract == {"en": "<p>Opening.</p>"}
    assert welcome.attachments == (Link("https://example.org/a.pdf", "Slides", "slides"),)
    assert [person.name for person in programme.persons] == ["Staff", "Ada Example"]
    assert [next(iter(room.name.values())) for room in programme.rooms] == ["Great hall", "Empty"]
    assert after_midnight.starts_at == datetime(2023, 2, 5, 18, 45, tzinfo=UTC)
    assert late.starts_at < after_midnight.starts_at
    assert late.contributors[0].person == welcome.contributors[0].person
    assert all(is_guid(item.guid) for item in programme.items)


def test_made_guids_are_the_same_in_every_reading() -> None:
    assert read_text(FOSDEM) == read_text(FOSDEM)


def test_a_pretalx_file_keeps_colours_rooms_answers_and_a_person_named_differently() -> None:
    programme = read_text(PRETALX)
    first, second = programme.items
    assert programme.zone == "Europe/Berlin"
    assert (programme.topics[0].key, programme.topics[0].colour) == ("12-data", "#ff0000")
    assert (programme.rooms[0].guid, programme.rooms[0].capacity) == ("5b3d5d0a-8f5e-5d0c-9a53-3f1b7c0d2a11", 120)
    assert first.extra == {"type": {"de": "Vortrag", "en": "Talk"}, "do_not_stream": True, "answers": [{"question": 1}]}
    assert (first.kind, first.title, first.code) == ("Talk", {"de": "Foo"}, "MJA8QY")
    assert second.minutes == 26 * 60
    assert len(programme.persons) == 1
    assert second.contributors[0].extra == {"name": "Eva M.", "public_name": "Eva M."}
    assert programme.extra["schedule"] == {"url": "https://example.org/s/"}


def test_mail_addresses_in_a_file_are_not_taken() -> None:
    for text in (PRETALX, PYCON, ICAL):
        assert str(to_json(read_text(text))).count("canary") == 0


def test_the_flat_list_of_a_pycon_site_is_read() -> None:
    opening, talk = read_text(PYCON).items
    assert opening.starts_at == datetime(2027, 5, 1, 4, tzinfo=UTC)
    assert (opening.minutes, talk.minutes, opening.extra) == (30, 45, {"tags": "intro"})


def test_a_calendar_gives_room_topic_and_persons_by_name() -> None:
    programme = read_text(ICAL)
    item = programme.items[0]
    assert item.title == {"en": "Ашылуы, бірінші"}
    assert (item.starts_at, item.minutes) == (datetime(2027, 9, 8, 4, 30, tzinfo=UTC), 45)
    assert (programme.rooms[0].name, programme.topics[0].name) == ({"en": "Great hall"}, {"en": "Space"})
    assert [person.name for person in programme.persons] == ["Айгүл"]
    assert programme.zone == "Asia/Almaty"


def test_durations_of_pythons_timedelta_are_not_taken_for_days() -> None:
    programme = read_text(FOSDEM.replace("00:25</duration>", "0:25:00</duration>").replace("01:00</d", "1:00:00</d"))
    assert [item.minutes for item in programme.items] == [25, 60, 30]


def test_a_file_with_offsets_but_no_zone_keeps_its_clock_times() -> None:
    programme = read_text(PRETALX.replace('"time_zone_name": "Europe/Berlin",', ""))
    assert programme.zone == "Etc/GMT-2"


def test_the_same_guid_at_two_times_gives_two_sessions() -> None:
    programme = read_text(PRETALX.replace('{"id": 16,', '{"id": 16, "guid": "c3642671-4c1f-5109-81ba-0535c1cc8428",'))
    first, second = programme.items
    assert first.guid == "c3642671-4c1f-5109-81ba-0535c1cc8428"
    assert second.guid != first.guid
    assert second.extra == {"guid": "c3642671-4c1f-5109-81ba-0535c1cc8428"}
