"""Visa support: cases open by themselves, days are watched, letters are numbered and never change."""

import datetime as dt
import hashlib

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from qurultai.accreditation.actions import visas
from qurultai.accreditation.actions.clearances import change_person
from qurultai.accreditation.actions.letters import issue_letters
from qurultai.accreditation.actions.refusals import NoEntryNumber, NoLetterNeeded, VisaCaseState, VisaRuleRefused
from qurultai.accreditation.models import VisaCase, VisaLetter
from qurultai.accreditation.queries.sheets import letter_bytes
from qurultai.accreditation.rules.visas import Rule
from qurultai.accreditation.testing import a_category, a_person, a_registration, actor, an_edition, holder_of
from qurultai.accreditation.tests.desk import VISAS, browser, text
from qurultai.documents.tests.test_badges import needs_poppler, text_of
from qurultai.editions.models import Edition
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM, Denied
from qurultai.kit.journal.deliver import deliver_all

pytestmark = pytest.mark.django_db
EVER = dt.date(2020, 1, 1)
ENTRY = dt.date(2027, 9, 12)


@pytest.fixture
def category():
    edition = an_edition("here")
    Edition.objects.filter(pk=edition.pk).update(at_root=True)
    for country, need in (("KZ", "none"), ("IN", "visa"), ("DE", "letter")):
        visas.set_visa_rule(edition, Rule(country, need, EVER), by=SYSTEM)
    return a_category(edition, "Speaker", number=7)


@pytest.fixture
def desk(category):
    return browser(category.edition, "visa")


def a_case(category, name="Asha", country="IN"):
    row = a_registration(category, a_person(name), country=country)
    return visas.open_case(category.edition_id, row.pk)


def letters(category, *cases, language="en"):
    return issue_letters(category.edition, cases, {one.id: language for one in cases}, by=SYSTEM)


def test_a_case_opens_for_whoever_needs_something_and_for_nobody_else(category):
    for name, country in (("Aru", "KZ"), ("Asha", "IN"), ("Ute", "DE"), ("Unknown", "BR")):
        a_registration(category, a_person(name), country=country)
    deliver_all()
    found = VisaCase.objects.values_list("registration__name", "need", "state", "enters_on")
    assert set(found) == {
        ("Asha", "visa", "needed", ENTRY),
        ("Ute", "letter", "needed", ENTRY),
        ("Unknown", "visa", "needed", ENTRY),
    }


def test_while_the_table_is_empty_no_case_opens():
    category = a_category(an_edition())
    assert a_case(category) is None


def test_another_person_in_the_place_has_a_case_of_her_own(category):
    case = a_case(category)
    other = a_person("Bina")
    type(case.registration).objects.filter(pk=case.registration_id).update(person=other, country="BR")
    change_person(case.registration_id, other.pk)
    new = visas.open_case(category.edition_id, case.registration_id)
    case.refresh_from_db()
    assert (case.state, new.person_id, new.country) == ("not_needed", other.pk, "BR")


def test_a_case_goes_on_step_by_step_and_a_number_is_written(category):
    case = a_case(category)
    with pytest.raises(VisaCaseState):
        visas.change_case(case, state="visa_issued", by=SYSTEM)
    visas.change_case(case, state="submitted", by=SYSTEM)
    with pytest.raises(NoEntryNumber):
        visas.change_case(case, state="number_received", by=SYSTEM, entry_number=" ")
    visas.change_case(case, state="number_received", by=SYSTEM, entry_number="77/1")
    case.refresh_from_db()
    assert (case.state, case.entry_number) == ("number_received", "77/1")


def test_a_longer_stay_is_looked_up_anew(category):
    visas.set_visa_rule(category.edition, Rule("DE", "none", dt.date(2027, 1, 1), days=10), by=SYSTEM)
    case = a_case(category, country="IN")
    VisaCase.objects.filter(pk=case.pk).update(country="DE")
    needs = []
    for leaves in (dt.date(2027, 9, 15), dt.date(2027, 9, 30)):
        visas.change_case(case, enters_on=ENTRY, leaves_on=leaves, by=SYSTEM)
        needs.append(VisaCase.objects.get().need)
    assert needs == ["none", "visa"]


def test_two_rules_of_one_day_are_refused(category):
    with pytest.raises(VisaRuleRefused):
        visas.set_visa_rule(category.edition, Rule("IN", "none", EVER), by=SYSTEM)


def test_letters_are_numbered_one_after_another_with_the_hash_of_their_bytes(category):
    cases = [a_case(category, name) for name in ("Asha", "Bina")]
    made = letters(category, *cases) + letters(category, cases[0])
    assert [letter.number for letter in made] == [1, 2, 3]
    assert [letter.sha256 for letter in made] == [hashlib.sha256(letter_bytes(letter)).hexdigest() for letter in made]


def test_a_letter_never_changes(category):
    letters(category, a_case(category))
    for act in (lambda: VisaLetter.objects.update(number=9), lambda: VisaLetter.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert VisaLetter.objects.get().number == 1


def test_who_needs_nothing_gets_no_letter(category):
    case = a_case(category)
    VisaCase.objects.update(need="none")
    with pytest.raises(NoLetterNeeded):
        letters(category, case)


@needs_poppler
@pytest.mark.parametrize(
    ("language", "said"), [("en", "Letter of invitation"), ("ru", "Письмо-приглашение"), ("kk", "Шақыру хаты")]
)
def test_a_letter_speaks_its_language(category, language, said):
    [letter] = letters(category, a_case(category), language=language)
    read = text_of(letter_bytes(letter))
    assert [words in read for words in (said, "Asha", category.edition.name[language])] == [True, True, True]


def test_only_the_visa_desk_makes_letters(category):
    case = a_case(category)
    for role in ("prot", "secu", "admn", "supp"):
        who = actor(holder_of(category.edition, role))
        with pytest.raises(Denied):
            issue_letters(category.edition, [case], {case.id: "en"}, by=who)


def test_the_table_shows_flags_and_filters_by_them(category, desk):
    for name in ("Asha", "Bina"):
        a_case(category, name)
    visas.change_case(VisaCase.objects.get(registration__name="Bina"), state="submitted", by=SYSTEM)
    pages = []
    for days, flag in ((40, "red"), (25, "due"), (20, "red")):
        with clock.frozen(dt.datetime.combine(ENTRY, dt.time(6), dt.UTC) - dt.timedelta(days=days)):
            fresh = browser(category.edition, "visa")
            page = text(fresh.get(VISAS, {"flag": flag}))
            pages.append(("Asha" in page, "Bina" in page))
    assert pages == [(False, False), (True, False), (True, True)]


def test_the_table_takes_as_many_queries_for_three_cases_as_for_one(category, desk):
    counts = []
    desk.get(VISAS)
    for names in (("A",), ("B", "C")):
        for name in names:
            a_case(category, name)
        with CaptureQueriesContext(connection) as queries:
            desk.get(VISAS)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_desk_changes_a_case_and_makes_letters_for_ticked_people(category, desk):
    cases = [a_case(category, name) for name in ("Asha", "Bina")]
    sent = {"state": "submitted", "entry_number": "", "enters_on": "2027-09-11", "leaves_on": "2027-09-16"}
    desk.post(f"{VISAS}cases/{cases[0].code}/", sent)
    cases[0].refresh_from_db()
    assert (cases[0].state, cases[0].enters_on) == ("submitted", dt.date(2027, 9, 11))
    answer = desk.post(f"{VISAS}letters/", {"ticked": [one.code for one in cases], "language": "ru"}, follow=True)
    assert "2 letters are ready" in text(answer)
    assert desk.get(f"{VISAS}letters/2.pdf").content[:5] == b"%PDF-"


def test_a_wrong_step_keeps_what_was_typed(category, desk):
    case = a_case(category)
    sent = {"state": "visa_issued", "entry_number": "77/1", "enters_on": "2027-09-11", "leaves_on": "2027-09-16"}
    answer = desk.post(f"{VISAS}cases/{case.code}/", sent)
    assert (answer.status_code, 'value="77/1"' in answer.content.decode()) == (422, True)
    case.refresh_from_db()
    assert (case.state, case.enters_on) == ("needed", ENTRY)


def test_the_table_of_rules_is_edited(category, desk):
    desk.post(f"{VISAS}table/", {"country": "BR", "need": "letter", "since": "2027-01-01", "days": "30"})
    page = text(desk.get(f"{VISAS}table/"))
    assert [words in page for words in ("Brazil", "a letter of invitation", "30")] == [True, True, True]
    again = desk.post(f"{VISAS}table/", {"country": "BR", "need": "visa", "since": "2027-01-01"})
    assert (again.status_code, "Another rule of this country" in text(again)) == (422, True)
