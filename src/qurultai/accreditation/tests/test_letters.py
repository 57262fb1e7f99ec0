"""What guests are told of their accreditation, word for word, in three languages; once each, and never a reason."""

import datetime as dt
import re
from pathlib import Path

import pytest

from qurultai.accreditation.actions import batches, clearances
from qurultai.accreditation.actions.badges import issue_badge, reissue_badge
from qurultai.accreditation.actions.clearances import follow_changes
from qurultai.accreditation.models import Badge, VisaCase
from qurultai.accreditation.receivers import telling
from qurultai.accreditation.testing import (
    a_badge,
    a_category,
    a_clearance,
    a_desk,
    a_letter,
    a_person,
    a_photo,
    a_sheet,
    a_visa_rule,
    an_edition,
    block,
)
from qurultai.accreditation.tests.desk import guest
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal import deliver, fact_of
from qurultai.kit.models import Event
from qurultai.notices.models import Message
from qurultai.registration.models import Registration

pytestmark = pytest.mark.django_db
SNAPSHOTS = Path(__file__).parent / "mails"
NOW = dt.datetime(2027, 5, 1, 6, 0, tzinfo=dt.UTC)
LATE = dt.datetime(2027, 8, 20, 6, 0, tzinfo=dt.UTC)


@pytest.fixture
def category():
    return a_category(an_edition("forum", at_root=True), "Speaker", number=7)


def ours():
    """The letters of accreditation, in the order in which they were written."""
    deliver.deliver_all()
    return list(Message.objects.filter(key__startswith="accreditation:").order_by("queued_at", "id"))


def headings():
    return [message.subject.split(":")[0] for message in ours()]


def said(row, outcome):
    batches.decide(row.edition, {row.pk: outcome}, by=SYSTEM)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_letter_is_as_it_was_agreed(category, language):
    a_desk(category.edition, "A1")
    a_visa_rule(category.edition, "IN")
    with clock.frozen(NOW):
        row = a_clearance(category, person=a_person("Аша", language=language), country="IN")
        a_sheet(category.edition)
        said(row, "cleared")
        deliver.deliver_all()
    steps = (
        lambda: a_letter(row.registration),
        lambda: reissue_badge(Badge.objects.get(), "lost", by=SYSTEM),
        lambda: said(row, "refused"),
    )
    for number, step in enumerate(steps, 1):
        with clock.frozen(NOW + dt.timedelta(minutes=number)):
            step()
            deliver.deliver_all()
    with clock.frozen(LATE):
        a_letter(row.registration)
        written = "\n======\n".join(
            f"{one.subject}\n\n{re.sub(r'http://[^/]+', 'http://HERE', one.text)}" for one in ours()
        )
    assert written == (SNAPSHOTS / f"letters.{language}.txt").read_text()


def test_each_occasion_is_told_once_however_often_the_fact_comes(category):
    badge = a_badge(category)
    reissue_badge(badge, "lost", by=SYSTEM)
    told = {
        "accreditation.ClearanceDecided": telling.tell_of_decision,
        "accreditation.BadgeMade": telling.tell_of_new_badge,
    }
    for _twice in range(2):
        for event in Event.objects.filter(type__in=told):
            told[event.type](fact_of(event.type, event.payload), event)
    assert headings() == ["You are accredited", "You have a new badge"]


def test_a_word_that_was_taken_back_before_the_letter_is_not_told(category):
    row = a_clearance(category, "Aru")
    a_sheet(category.edition)
    for outcome in ("refused", "cleared"):
        said(row, outcome)
    assert headings() == ["You are accredited"]
    said(row, "refused")
    clearances.close_clearance(row.registration_id)
    assert headings() == ["You are accredited"]


def test_nobody_is_told_before_security_has_said_a_word(category):
    a_clearance(category, "Aru")
    a_sheet(category.edition)
    assert headings() == []


def test_a_letter_of_refusal_holds_no_reason_and_no_remark(category):
    row = a_clearance(category, "Aru")
    a_sheet(category.edition)
    batches.decide(category.edition, {row.pk: "refused"}, by=SYSTEM, source="CNRY-source")
    [letter] = ours()
    assert [word for word in ("CNRY", "security", "batch") if word in (letter.text + letter.html).lower()] == []


def test_a_badge_made_anew_is_told_unless_it_was_blocked_again(category):
    first, second = a_badge(category, "Aru"), a_badge(category, "Bek")
    assert headings() == ["You are accredited"] * 2
    issue_badge(second, by=SYSTEM)
    for badge in (first, second):
        a_photo(badge.registration)
        follow_changes(badge.registration_id, frozenset({"photo"}))
    block(reissue_badge(second, "stolen", by=SYSTEM))
    assert headings() == ["You are accredited"] * 2 + ["You have a new badge"]


def test_whoever_is_cleared_again_is_told_that_alone(category):
    row = a_badge(category).clearance
    deliver.deliver_all()
    for outcome in ("refused", "cleared"):
        said(row, outcome)
        deliver.deliver_all()
    assert headings() == ["You are accredited", "Your accreditation", "You are accredited"]


def test_a_letter_for_whoever_gave_up_her_place_is_not_told(category):
    a_visa_rule(category.edition, "IN")
    badge = a_badge(category, "Asha", country="IN")
    a_letter(badge.registration)
    VisaCase.objects.update(person=a_person("Bek"))
    assert headings() == ["You are accredited"]


def test_whoever_has_no_account_is_written_to_at_the_address_of_her_registration(category):
    badge = a_badge(category, "Aru")
    person = badge.registration.person
    type(person).objects.filter(pk=person.pk).update(email="")
    Registration.objects.filter(pk=badge.registration_id).update(email="aru@example.org", language="ru")
    [letter] = ours()
    assert (letter.to, letter.subject.split(":")[0]) == ("aru@example.org", "Вы аккредитованы")
    Registration.objects.update(email="")
    reissue_badge(badge, "lost", by=SYSTEM)
    assert len(ours()) == 1


def test_the_links_lead_to_her_badge_and_her_letter(category):
    a_visa_rule(category.edition, "IN")
    badge = a_badge(category, "Asha", country="IN")
    a_letter(badge.registration)
    mine = guest(badge.registration)
    paths = [re.search(r"http://[^/]+(/\S+)", message.text)[1] for message in ours()]
    assert paths == ["/en/my/badge/", "/en/my/badge/letters/1.pdf"]
    assert [mine.get(path).status_code for path in paths] == [200, 200]
