"""R4: a moved or cancelled booking tells everybody concerned once, with its change number, in her language."""

import datetime as dt

import pytest
from django.core import mail

from qurultai.calendar import public as calendar
from qurultai.calendar.events import BookingMoved
from qurultai.editions.public import add_room
from qurultai.editions.testing import actor, an_edition, holder_of
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal import deliver, fact_of
from qurultai.kit.models import Event
from qurultai.kit.text import Text
from qurultai.notices.models import Message
from qurultai.programme import public as programme
from qurultai.programme.receivers.telling import tell_of_move

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def edition():
    return an_edition("2027")


@pytest.fixture
def hall(edition):
    return add_room(edition, Text(kk="Үлкен зал", ru="Большой зал", en="Great hall"), capacity=100, by=SYSTEM)


def at(edition, hour):
    return dt.datetime.combine(edition.starts_on, dt.time(hour), edition.tz)


def a_session(edition, hall, speaker, title="Launch"):
    words = Text(kk=f"{title} kk", ru=f"{title} ru", en=title)
    session = programme.create_session(edition, title=words, abstract=words, by=SYSTEM)
    programme.set_parts(session, [programme.Part(speaker.id)], by=SYSTEM)
    return programme.place_session(session, at(edition, 10), hall, by=SYSTEM)


def publish(edition):
    programme.publish_programme(edition, note=Text(en="First"), waive=("languages",), by=SYSTEM)
    deliver.deliver_all()
    mail.outbox.clear()


def test_before_it_is_public_a_session_may_be_moved_about_in_silence(edition, hall):
    session = a_session(edition, hall, holder_of(edition, "spkr"))
    programme.place_session(session, at(edition, 14), hall, by=SYSTEM)
    deliver.deliver_all()
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "subject"),
    [("kk", "Уақыты өзгерді: Launch kk"), ("ru", "Перенесено: Launch ru"), ("en", "Moved: Launch")],
)
def test_who_has_a_part_hears_of_a_move_in_her_language(edition, hall, language, subject):
    session = a_session(edition, hall, holder_of(edition, "spkr", language=language))
    holder_of(edition, "part")
    publish(edition)
    programme.place_session(session, at(edition, 14), hall, by=SYSTEM)
    deliver.deliver_all()
    assert [letter.subject for letter in mail.outbox] == [subject]


def test_the_letter_names_the_old_and_the_new_time_in_the_forums_zone(edition, hall):
    session = a_session(edition, hall, holder_of(edition, "spkr"))
    publish(edition)
    programme.place_session(session, at(edition, 14), hall, by=SYSTEM)
    deliver.deliver_all()
    lines = [line for line in mail.outbox[0].body.splitlines() if line.startswith(("Before:", "When:", "Where:"))]
    assert lines == [
        "Before: 13 September 2027, 10:00 – 11:00",
        "When: 13 September 2027, 14:00 – 15:00",
        "Where: Great hall",
    ]


def test_the_letter_names_the_old_place_when_there_is_another(edition, hall):
    session = a_session(edition, hall, holder_of(edition, "spkr"))
    publish(edition)
    side = add_room(edition, Text(kk="Бөлме", ru="Комната", en="Side room"), capacity=10, by=SYSTEM)
    programme.place_session(session, at(edition, 10), side, by=SYSTEM)
    deliver.deliver_all()
    (letter,) = mail.outbox
    assert "Before: 13 September 2027, 10:00 – 11:00, Great hall\n" in letter.body
    assert "Where: Side room" in letter.body


def test_a_delivery_done_twice_is_told_once(edition, hall):
    session = a_session(edition, hall, holder_of(edition, "spkr"))
    publish(edition)
    programme.place_session(session, at(edition, 14), hall, by=SYSTEM)
    event = Event.objects.get(type="calendar.BookingMoved")
    for _time in range(3):
        tell_of_move(fact_of(event.type, event.payload), event)
    deliver.deliver_all()
    assert len(mail.outbox) == 1


def test_a_second_move_is_another_occasion(edition, hall):
    session = a_session(edition, hall, holder_of(edition, "spkr"))
    publish(edition)
    for hour in (14, 16):
        session = programme.place_session(session, at(edition, hour), hall, by=SYSTEM)
    deliver.deliver_all()
    assert len(mail.outbox) == 2
    numbers = [fact_of(e.type, e.payload).change_number for e in Event.objects.filter(type="calendar.BookingMoved")]
    assert numbers == [1, 2]


def test_a_cancelled_session_is_told(edition, hall):
    session = a_session(edition, hall, holder_of(edition, "spkr"))
    publish(edition)
    programme.cancel_session(session, by=SYSTEM)
    deliver.deliver_all()
    assert [letter.subject for letter in mail.outbox] == ["Cancelled: Launch"]


def test_a_sign_up_is_confirmed_by_mail(edition, hall):
    session = a_session(edition, hall, holder_of(edition, "spkr"))
    programme.set_places(session, 1, by=SYSTEM)
    publish(edition)
    first, second = holder_of(edition, "part"), holder_of(edition, "part")
    session.refresh_from_db()
    programme.sign_up(session, first.id, by=actor(first))
    programme.sign_up(session, second.id, by=actor(second))
    programme.withdraw_sign_up(session, first.id, by=actor(first))
    deliver.deliver_all()
    told = [(letter.to[0], letter.subject.split(":")[0]) for letter in mail.outbox]
    assert told == [
        (first.email, "You have a place"),
        (second.email, "Waiting list"),
        (first.email, "Withdrawn"),
        (second.email, "A place came free"),
    ]


def test_what_is_no_session_is_not_told_by_the_programme(edition):
    person = holder_of(edition, "part")
    during = calendar.BookingSpec(edition.id, "visit", Text(en="Visit"), _hour(edition, 10), people={person.id: "x"})
    booking = calendar.book_many([during], by=SYSTEM)[0].booking
    calendar.move(booking, during=_hour(edition, 12), places=(), by=SYSTEM)
    deliver.deliver_all()
    assert Event.objects.filter(type="calendar.BookingMoved").count() == 1
    assert Message.objects.count() == 0
    assert BookingMoved.__name__ == "BookingMoved"


def _hour(edition, hour):
    from qurultai.kit.ranges import During

    return During.of(at(edition, hour), 60)


def test_whoever_gets_a_part_holds_the_speakers_role_in_the_forum(edition, hall):
    person = holder_of(edition, "part")
    a_session(edition, hall, person)
    assert actor(person).roles_in(edition.id) == {"pub", "part", "spkr"}
