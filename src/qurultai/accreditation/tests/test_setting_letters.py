"""Letters are set before the transaction that keeps them, and are kept only when they still say what is true."""

import pytest
from django.db import transaction

from qurultai.accreditation.actions import letters, visas
from qurultai.accreditation.actions.clearances import change_person
from qurultai.accreditation.actions.letters import issue_letters
from qurultai.accreditation.actions.refusals import LettersMeanwhile, NoLetterNeeded
from qurultai.accreditation.models import VisaCase, VisaLetter
from qurultai.accreditation.queries.sheets import letter_bytes
from qurultai.accreditation.testing import a_category, a_person, a_registration, a_visa_rule, an_edition, facts
from qurultai.kit.access import SYSTEM
from qurultai.kit.testing.races import errors_of, together
from qurultai.registration.models import Registration

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CLIENTS = 6


@pytest.fixture
def category():
    edition = an_edition("here")
    a_visa_rule(edition, "IN")
    return a_category(edition, "Speaker", number=7)


def a_case(category, name="Asha"):
    row = a_registration(category, a_person(name), country="IN")
    return visas.open_case(category.edition_id, row.pk)


def issue(case, typeset):
    return issue_letters(case.edition, [case], {case.id: "en"}, by=SYSTEM, typeset=typeset)


def shown(letter):
    """What stands in a letter, as bytes that a test can read."""
    return f"{letter.number} {dict(letter.lines)}".encode()


def test_nothing_is_locked_while_letters_are_set(category):
    inside = []

    def typeset(letter):
        inside.append(transaction.get_connection().in_atomic_block)
        return shown(letter)

    issue(a_case(category), typeset)
    assert inside == [False]


def test_mutant_typesetting_inside_the_transaction_is_seen(category, monkeypatch):
    inside = []

    def typeset(letter):
        inside.append(transaction.get_connection().in_atomic_block)
        return shown(letter)

    monkeypatch.setattr(letters, "_drafts", transaction.atomic(letters._drafts))
    issue(a_case(category), typeset)
    assert inside == [True]


def test_a_name_that_changes_while_a_letter_is_set_stands_in_the_letter(category):
    case, tries = a_case(category), []

    def typeset(letter):
        if not tries:
            Registration.objects.update(name="Asha Devi", latin_name="Asha Devi")
        tries.append(letter.number)
        return shown(letter)

    [made] = issue(case, typeset)
    assert (tries, b"Asha Devi" in letter_bytes(made), VisaLetter.objects.count()) == (["1", "1"], True, 1)


def test_a_number_that_is_taken_meanwhile_is_not_given_twice(category):
    case, other, tries = a_case(category), a_case(category, "Bina"), []

    def typeset(letter):
        tries.append(letter.number)
        if len(tries) == 1:
            issue(other, shown)
        return shown(letter)

    [made] = issue(case, typeset)
    assert (tries, made.number, letter_bytes(made)[:2]) == (["1", "2"], 2, b"2 ")
    assert [fact.number for fact in facts("VisaLetterIssued")] == [1, 2]


def test_what_never_stands_still_is_refused_and_nothing_is_kept(category):
    case, tries = a_case(category), []

    def typeset(letter):
        tries.append(letter.number)
        Registration.objects.update(name=f"Asha {len(tries)}")
        return shown(letter)

    with pytest.raises(LettersMeanwhile):
        issue(case, typeset)
    assert (len(tries), VisaLetter.objects.count(), facts("VisaLetterIssued")) == (letters.TRIES, 0, [])


def test_a_case_that_needs_no_letter_any_more_when_it_is_set_gets_none(category):
    case = a_case(category)

    def typeset(letter):
        VisaCase.objects.update(need="none")
        return shown(letter)

    with pytest.raises(NoLetterNeeded):
        issue(case, typeset)
    assert VisaLetter.objects.count() == 0


def test_whose_place_another_person_has_gets_no_letter_in_the_others_name(category):
    case = a_case(category)
    other = a_person("Bek")
    Registration.objects.update(person=other, name="Bek")
    change_person(case.registration_id, other.id)
    with pytest.raises(NoLetterNeeded):
        issue(case, shown)


def test_however_many_make_letters_they_are_numbered_one_after_another(category):
    cases = [a_case(category, f"P{number}") for number in range(CLIENTS)]
    outcomes = together(lambda number: issue(cases[number], shown), CLIENTS)
    made, refused = list(VisaLetter.objects.order_by("number")), [one for one in outcomes if one.refusal]
    assert (errors_of(outcomes), {type(one.refusal) for one in refused} <= {LettersMeanwhile}) == ([], True)
    assert [letter.number for letter in made] == list(range(1, CLIENTS - len(refused) + 1))
    assert [letter_bytes(letter).split()[0] for letter in made] == [str(letter.number).encode() for letter in made]
