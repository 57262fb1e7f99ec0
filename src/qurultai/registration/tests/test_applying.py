"""From the first keystroke to a place or the waiting list, as actions."""

import datetime as dt

import pytest

from qurultai.editions.models import Phase
from qurultai.editions.testing import actor, holder_of
from qurultai.kit import clock
from qurultai.kit.access import NOBODY, SYSTEM, Denied
from qurultai.kit.text import Text
from qurultai.kit.undoing import TooLateToUndo
from qurultai.people.models import Account, Person
from qurultai.registration import public as registration
from qurultai.registration.actions import refusals
from qurultai.registration.actions.forms import add_field
from qurultai.registration.models import Category, Consent, Registration
from qurultai.registration.queries.asking import questions_of
from qurultai.registration.testing import (
    a_category,
    a_draft,
    a_form,
    a_person,
    a_registration,
    facts,
)
from qurultai.registration.tests.conftest import NOW, one_after_another

pytestmark = pytest.mark.django_db


def by_mail(row):
    """The application as the link in the letter opens it."""
    row.opened = "mail"
    return row


def test_a_guest_without_an_account_applies_by_her_address_and_gets_one(edition):
    category = a_category(edition)
    draft = registration.start_draft(category, by=NOBODY, email=" Aru@Example.org ", language="kk")
    registration.save_draft(draft, {"name": "Ару Сәтова", "country": "KZ"}, by=NOBODY)
    done = registration.submit_registration(by_mail(draft), by=NOBODY)
    account = Account.objects.get(email="aru@example.org")
    assert (done.state, done.person_id, account.person.name, account.person.language) == (
        "approved",
        account.person_id,
        "Ару Сәтова",
        "kk",
    )
    assert edition.grants.filter(person=account.person, role="part").count() == 1
    assert [len(facts(name)) for name in ("RegistrationStarted", "RegistrationSubmitted", "RegistrationApproved")] == [
        1,
        1,
        1,
    ]


def test_an_address_is_not_believed_before_its_letter_was_opened(edition):
    draft = registration.start_draft(a_category(edition), by=NOBODY, email="minister@example.org")
    registration.save_draft(draft, {"name": "Somebody Else", "country": "KZ"}, by=NOBODY)
    with pytest.raises(refusals.AddressNotProved):
        registration.submit_registration(draft, by=NOBODY)
    assert (Registration.objects.get().state, Person.objects.filter(name="Somebody Else").count()) == ("draft", 0)


def test_a_known_address_applies_as_the_person_who_signs_in_with_it(edition):
    person = a_person("Dana", email="dana@example.org")
    draft = registration.start_draft(a_category(edition), by=NOBODY, email="dana@example.org")
    registration.save_draft(draft, {"name": "Dana S.", "country": "KZ"}, by=NOBODY)
    done = registration.submit_registration(by_mail(draft), by=NOBODY)
    person.refresh_from_db()
    assert (done.person_id, person.name, Account.objects.filter(email="dana@example.org").count()) == (
        person.id,
        "Dana",
        1,
    )


def test_one_person_registers_once(edition):
    category = a_category(edition)
    person = a_person(email="dana@example.org")
    first = a_registration(category, person)
    with pytest.raises(refusals.AlreadyRegistered):
        registration.start_draft(category, by=actor(person))
    again = registration.start_draft(category, by=NOBODY, email="dana@example.org")
    registration.save_draft(again, {"name": "Dana", "country": "KZ"}, by=NOBODY)
    with pytest.raises(refusals.AlreadyRegistered) as refused:
        registration.submit_registration(by_mail(again), by=NOBODY)
    assert refused.value.places == {"registration": first.code}


def test_who_is_signed_in_finds_her_draft_again(edition):
    category, other = a_category(edition), a_category(edition)
    person = a_person("Dana")
    draft = registration.start_draft(category, by=actor(person))
    registration.save_draft(draft, {"position": "Engineer"}, by=actor(person))
    again = registration.start_draft(other, by=actor(person))
    assert (again.pk, again.category_id, again.position, again.name) == (draft.pk, other.pk, "Engineer", "Dana")


def test_nobody_reads_or_fills_in_what_is_not_hers(edition):
    draft = a_draft(a_category(edition))
    for stranger in (NOBODY, actor(a_person())):
        with pytest.raises(Denied):
            registration.save_draft(draft, {"name": "Mine now"}, by=stranger)
        with pytest.raises(Denied):
            registration.submit_registration(draft, by=stranger)
        with pytest.raises(Denied):
            registration.withdraw_registration(draft, by=stranger)


def test_a_draft_keeps_every_keystroke_right_or_wrong_and_sending_says_what_is_wrong(edition):
    form = a_form(
        edition,
        registration.NewField(type="date", label=Text(en="Born on"), required=True),
        registration.NewField(type="phone", label=Text(en="Phone")),
    )
    draft = a_draft(a_category(edition, form=form), **{"name": "", "born-on": "in May", "phone": "none"})
    draft = Registration.objects.get(pk=draft.pk)
    with pytest.raises(refusals.AnswersWrong) as refused:
        registration.submit_registration(draft, by=SYSTEM)
    assert (draft.answers, refused.value.problems) == (
        {"born-on": "in May", "phone": "none"},
        {"name": "missing", "born-on": "date", "phone": "phone"},
    )


def test_what_hides_in_names_and_answers_is_taken_out(edition):
    form = a_form(edition, registration.NewField(type="text", label=Text(en="Motto"), key="motto"))
    draft = a_draft(a_category(edition, form=form), name="Ab\u202ecd\x00 E", motto="a\u2066b\nc")
    assert (draft.name, draft.answers) == ("Abcd E", {"motto": "ab c"})


def test_outside_the_forums_phase_nobody_applies(edition):
    Phase.objects.create(
        edition=edition, kind="registration", starts_at=NOW + dt.timedelta(days=1), ends_at=NOW + dt.timedelta(days=2)
    )
    with pytest.raises(refusals.RegistrationClosed):
        registration.start_draft(a_category(edition), by=NOBODY, email="a@example.org")


def test_a_category_for_invited_guests_is_closed_to_others(edition):
    category = a_category(edition, approval=Category.Approval.INVITATION_ONLY)
    with pytest.raises(refusals.InvitationNeeded):
        registration.start_draft(category, by=NOBODY, email="a@example.org")
    draft = a_draft(category)
    with pytest.raises(refusals.InvitationNeeded):
        registration.submit_registration(draft, by=actor(draft.person))


def test_when_all_places_are_taken_the_next_ones_wait_in_order_of_asking(edition):
    category = a_category(edition, capacity=1)
    rows = one_after_another(category, 3)
    registration.withdraw_registration(rows[0], by=actor(rows[0].person))
    states = [Registration.objects.get(pk=row.pk).state for row in rows]
    assert (states, Category.objects.get().used) == (["withdrawn", "approved", "waiting"], 1)
    parts = list(edition.grants.filter(role="part").values_list("person_id", flat=True))
    assert (parts, [fact.registration_id for fact in facts("RegistrationApproved")]) == (
        [rows[1].person_id],
        [rows[0].pk, rows[1].pk],
    )


def test_more_places_are_given_to_those_who_wait(edition):
    category = a_category(edition, capacity=1)
    rows = one_after_another(category, 3)
    registration.change_category(category, {"capacity": 2}, by=SYSTEM)
    assert [Registration.objects.get(pk=row.pk).state for row in rows] == ["approved", "approved", "waiting"]


def test_there_cannot_be_fewer_places_than_are_given(edition):
    category = a_category(edition, capacity=2)
    a_registration(category)
    a_registration(category)
    with pytest.raises(refusals.QuotaBelowUsed):
        registration.change_category(category, {"capacity": 1}, by=SYSTEM)


def test_twice_is_once(edition):
    category = a_category(edition, capacity=5)
    row = a_registration(category)
    registration.submit_registration(row, by=actor(row.person))
    used = Category.objects.get().used
    for _twice in range(2):
        registration.withdraw_registration(row, by=actor(row.person))
    assert (used, Category.objects.get().used) == (1, 0)
    assert [len(facts(name)) for name in ("RegistrationSubmitted", "RegistrationWithdrawn")] == [1, 1]


def test_a_withdrawal_can_be_taken_back_for_an_hour(edition):
    category = a_category(edition, capacity=1)
    with clock.frozen(NOW):
        first, second = a_registration(category), a_registration(category)
        registration.withdraw_registration(first, by=actor(first.person))
        first = registration.undo_withdrawal(first, by=actor(first.person))
    with clock.frozen(NOW + dt.timedelta(minutes=61)):
        registration.withdraw_registration(second, by=actor(second.person))
        state = Registration.objects.get(pk=first.pk).state
    with clock.frozen(NOW + dt.timedelta(minutes=122)), pytest.raises(TooLateToUndo):
        registration.undo_withdrawal(second, by=actor(second.person))
    assert (first.state, state, Category.objects.get().used) == ("waiting", "approved", 1)


def test_consents_are_kept_by_purpose_and_version_and_can_be_taken_back(edition):
    consent = registration.NewField(type="consent", label=Text(en="Photographs"), purpose="photo", key="photo-ok")
    form = a_form(edition, consent)
    category = a_category(edition, form=form, approval=Category.Approval.BY_HAND)
    row = a_registration(category, **{"photo-ok": "on"})
    given = list(Consent.objects.values_list("purpose", "form_id", "withdrawn_at"))
    registration.ask_for_more(row, "Really?", by=SYSTEM)
    registration.save_draft(row, {"photo-ok": ""}, by=actor(row.person))
    registration.submit_registration(row, by=actor(row.person))
    assert (given, Consent.objects.get().withdrawn_at is None) == ([("photo", form.id, None)], False)


def test_a_sent_registration_keeps_the_version_of_the_form_it_answered(edition):
    form = a_form(edition, registration.NewField(type="text", label=Text(en="Motto")))
    category = a_category(edition, form=form, approval=Category.Approval.BY_HAND)
    row = a_registration(category, motto="Per aspera")
    add_field(form, registration.NewField(type="text", label=Text(en="Shirt"), required=True), by=SYSTEM)
    later = a_draft(Category.objects.get())
    row = Registration.objects.get(pk=row.pk)
    assert [[field.key for field in questions_of(one)] for one in (row, later)] == [["motto"], ["motto", "shirt"]]
    assert (row.form.version, Category.objects.get().form.version) == (1, 2)


def test_corrections_are_checked_and_told_without_their_words(edition):
    row = a_registration(a_category(edition, approval=Category.Approval.BY_HAND))
    mine = actor(row.person)
    registration.correct_registration(row, {"position": "Chief"}, by=mine)
    with pytest.raises(refusals.AnswersWrong):
        registration.correct_registration(row, {"name": "…"}, by=mine)
    registration.correct_registration(row, {"position": "Chief"}, by=mine)
    assert [(fact.registration_id, fact.fields) for fact in facts("RegistrationChanged")] == [(row.pk, ("position",))]


def test_after_the_decision_only_the_secretariat_corrects(edition):
    row = a_registration(a_category(edition))
    with pytest.raises(refusals.StateRefused):
        registration.correct_registration(row, {"name": "Other Person"}, by=actor(row.person))
    support = holder_of(edition, "supp")
    assert registration.correct_registration(row, {"name": "Right Name"}, by=actor(support)).name == "Right Name"
