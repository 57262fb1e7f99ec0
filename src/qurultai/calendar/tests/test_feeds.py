"""The iCal feed follows every change, and only the secret opens it."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from qurultai.calendar.public import cancel, feed_address, leave, move, renew_feed_address, retitle
from qurultai.calendar.testing import NINE, FeedAddress, a_person, a_venue, an_actor, at, at_table, booked, in_room
from qurultai.kit.access import SYSTEM, Denied
from qurultai.kit.text import Text

pytestmark = pytest.mark.django_db
TITLE = Text(kk="Ашылу", ru="Открытие", en="Opening")


@pytest.fixture
def venue():
    return a_venue()


@pytest.fixture
def aru():
    return a_person("Aru", language="ru")


def url_of(person):
    return f"/calendar/{feed_address(person.id, by=SYSTEM, edition_id=None)}.ics"


def events_at(url):
    answer = Client().get(url)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_the_feed_is_the_agenda_in_the_persons_language(venue, aru):
    booking = booked(venue, at(0), [aru], in_room(venue.hall), title=TITLE)
    booked(venue, at(0), [a_person("Bek")], in_room(venue.side), title=Text(en="Not hers"))
    (event,) = events_at(url_of(aru))
    assert (event["uid"], event["sequence"], event["status"]) == (f"{booking.id}@qurultai", 0, "CONFIRMED")
    assert (event["summary"], event["location"]) == ("Открытие", "Hall, Дворец")
    assert (event["dtstart"].dt, event["dtend"].dt) == (booking.starts_at, booking.ends_at)


@pytest.mark.parametrize(
    ("language", "name", "title", "place"),
    [
        ("kk", "Менің форумым", "Ашылу", "Far, 1-үстел, Орталық"),
        ("ru", "Мой форум", "Открытие", "Far, стол 1, Центр"),
        ("en", "My forum", "Opening", "Far, table 1, Centre"),
    ],
)
def test_every_word_of_it_is_in_one_language(venue, language, name, title, place):
    person = a_person("Aru", language=language)
    booked(venue, at(0), [person], at_table(venue.tables[0]), title=TITLE)
    calendar = Calendar.from_ical(Client(headers={"accept-language": "en"}).get(url_of(person)).content)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["x-wr-calname"], event["summary"], event["location"]) == (name, title, place)


def test_a_booking_without_a_title_is_called_by_its_kind(venue, aru):
    booked(venue, at(0), [aru], kind="shift", title=Text())
    assert [event["summary"] for event in events_at(url_of(aru))] == ["дежурство"]


def test_moves_titles_and_cancellations_keep_the_uid_and_raise_the_sequence(venue, aru):
    url, booking = url_of(aru), booked(venue, at(0), [aru], title=TITLE)
    uid = f"{booking.id}@qurultai"
    seen = [[(event["uid"], event["sequence"], event["status"]) for event in events_at(url)]]
    for change in (
        lambda: move(booking, during=at(60), by=SYSTEM),
        lambda: retitle(booking, Text(ru="Иное"), by=SYSTEM),
        lambda: cancel(booking, by=SYSTEM),
    ):
        change()
        seen.append([(event["uid"], event["sequence"], event["status"]) for event in events_at(url)])
    assert seen == [
        [(uid, 0, "CONFIRMED")],
        [(uid, 1, "CONFIRMED")],
        [(uid, 2, "CONFIRMED")],
        [(uid, 3, "CANCELLED")],
    ]


def test_what_is_pending_or_clashes_is_tentative(venue, aru):
    booked(venue, at(0), [aru])
    booked(venue, at(0), [aru], on_clash="soft")
    booked(venue, at(60), [aru], pending_until=NINE)
    assert [event["status"] for event in events_at(url_of(aru))] == ["CONFIRMED", "TENTATIVE", "TENTATIVE"]


def test_it_is_not_sent_again_while_nothing_has_changed(venue, aru):
    booking, url = booked(venue, at(0), [aru], title=TITLE), url_of(aru)
    first = Client().get(url)
    again = Client().get(url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == "private, no-cache"
    move(booking, during=at(60), by=SYSTEM)
    later = Client().get(url, headers={"if-none-match": first["ETag"]})
    assert (later.status_code, later["ETag"] == first["ETag"]) == (200, False)


def test_no_cache_keeps_it_and_no_search_engine_lists_it(venue, aru):
    answer = Client().get(url_of(aru))
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-cache", "noindex")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"


def test_a_head_request_gets_the_same_head(venue, aru):
    url = url_of(aru)
    head, full = Client().head(url), Client().get(url)
    assert (head.status_code, head["ETag"], head.content) == (200, full["ETag"], b"")


def test_a_feed_is_only_read(venue, aru):
    assert Client().post(url_of(aru)).status_code == 405


def test_an_address_that_nobody_has_is_not_found(venue, aru):
    address = url_of(aru)
    for wrong in (address.replace(".ics", "x.ics"), "/calendar/.ics", f"/calendar/{aru.id}.ics", "/calendar/x.ics"):
        assert Client().get(wrong).status_code == 404


def test_a_renewed_address_answers_and_the_old_one_does_not(venue, aru):
    old = url_of(aru)
    renew_feed_address(aru.id, by=SYSTEM, edition_id=None)
    new = url_of(aru)
    assert (Client().get(old).status_code, Client().get(new).status_code, old == new) == (404, 200, False)
    assert FeedAddress.objects.count() == 1


def test_nobody_but_herself_is_told_or_given_her_address(venue, aru):
    herself, other = an_actor(venue, "part", person=aru), an_actor(venue, "part", "prog", "admn")
    assert feed_address(aru.id, by=herself, edition_id=venue.edition.id) == FeedAddress.objects.get().address
    for action in (feed_address, renew_feed_address):
        with pytest.raises(Denied):
            action(aru.id, by=other, edition_id=venue.edition.id)


def test_a_title_cannot_begin_a_property_of_its_own(venue, aru):
    nasty = "A\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTENDEE:x\rURL:http\u2028X\x00;,\\n \x85B"
    booked(venue, at(0), [aru], title=Text(ru=nasty))
    answer = Client().get(url_of(aru)).content.decode()
    names = {line.split(":")[0].split(";")[0] for line in answer.replace("\r\n ", "").split("\r\n") if line}
    assert names & {"ATTENDEE", "URL", "X"} == set()
    assert [event["summary"] for event in Calendar.from_ical(answer).walk("VEVENT")] == [
        "A END:VEVENT BEGIN:VEVENT ATTENDEE:x URL:http X;,\\n  B"
    ]
    assert [char for line in answer.split("\r\n") for char in line if ord(char) < 32 or char in "\x85\u2028"] == []


def test_whoever_leaves_no_longer_has_it_in_her_feed(venue, aru):
    booking = booked(venue, at(0), [aru])
    leave(booking, aru.id, by=SYSTEM)
    assert events_at(url_of(aru)) == []


def test_a_feed_takes_the_same_queries_whatever_its_size(venue, aru):
    url, costs = url_of(aru), []
    for number in range(3):
        booked(venue, at(60 * number), [aru], in_room(venue.hall))
        with CaptureQueriesContext(connection) as seen:
            Client().get(url)
        costs.append(len(seen))
    assert costs == [costs[0]] * 3


def test_times_are_written_in_utc_whatever_the_zone_data_says(venue, aru):
    booked(venue, at(0), [aru])
    lines = Client().get(url_of(aru)).content.decode().split("\r\n")
    assert [line for line in lines if line.startswith("DTSTART")] == [
        f"DTSTART:{NINE.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    ]
