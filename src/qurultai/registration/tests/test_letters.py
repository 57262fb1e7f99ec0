"""What applicants are told, word for word, in three languages; once each."""

import datetime as dt
import re
from pathlib import Path

import pytest

from qurultai.editions.testing import an_edition
from qurultai.kit import clock
from qurultai.kit.access import NOBODY, SYSTEM
from qurultai.kit.journal import deliver, fact_of
from qurultai.kit.models import Event
from qurultai.notices.models import Message
from qurultai.registration import public as registration
from qurultai.registration.receivers.telling import tell_of_approval
from qurultai.registration.testing import a_category, a_person, a_registration, in_three

pytestmark = pytest.mark.django_db(transaction=True)
SNAPSHOTS = Path(__file__).parent / "mails"
NOW = dt.datetime(2027, 5, 1, 6, 0, tzinfo=dt.UTC)


def letters():
    """Every letter so far as text, in the order in which they were written, without what differs by chance."""
    deliver.deliver_all()
    for message in Message.objects.order_by("queued_at", "id"):
        text = re.sub(r"http://\S+/(\w\w)/register/application/\S+", r"http://HERE/\1/LINK", message.text)
        yield f"{message.subject}\n\n" + re.sub(r"\b[2-9A-Z]{8}\b", "CODE", text)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_letter_is_as_it_was_agreed(language):
    edition = an_edition("forum", at_root=True)
    reviewed = a_category(edition, "Guest", approval="by_hand", capacity=1)
    with clock.frozen(NOW):
        registration.start_draft(reviewed, by=NOBODY, email="aru@example.org", language=language)
        deliver.deliver_all()
    rows = []
    for number in range(3):
        with clock.frozen(NOW + dt.timedelta(minutes=1 + number)):
            rows.append(a_registration(reviewed, a_person("Ару", language=language)))
            deliver.deliver_all()
    steps = (
        lambda: registration.ask_for_more(rows[0], "Қай делегация?", by=SYSTEM),
        lambda: registration.approve(rows[0], by=SYSTEM),
        lambda: registration.approve(rows[1], by=SYSTEM),
        lambda: registration.refuse(rows[2], by=SYSTEM),
        lambda: registration.withdraw_registration(rows[0], by=SYSTEM),
    )
    for number, step in enumerate(steps, 10):
        with clock.frozen(NOW + dt.timedelta(minutes=number)):
            step()
            deliver.deliver_all()
    written = "\n======\n".join(dict.fromkeys(letters()))
    assert written == (SNAPSHOTS / f"letters.{language}.txt").read_text()


def test_each_occasion_is_told_once_however_often_the_fact_comes():
    a_registration(a_category(an_edition()))
    event = Event.objects.get(type="registration.RegistrationApproved")
    for _twice in range(2):
        tell_of_approval(fact_of(event.type, event.payload), event)
    assert Message.objects.count() == 1


def test_a_letter_of_refusal_gives_no_reason_and_no_letter_holds_answers():
    category = a_category(an_edition(), "Guest", approval="by_hand")
    row = a_registration(category, position="CNRY-position", organisation="CNRY-organisation")
    registration.refuse(row, by=SYSTEM)
    deliver.deliver_all()
    assert [message.text for message in Message.objects.filter(text__contains="CNRY")] == []
    assert in_three("Guest")["en"] in Message.objects.first().text
