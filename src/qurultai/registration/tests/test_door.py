"""At the door: people are registered who stand there, and found by the document that they hold out."""

import datetime as dt
import uuid

import pytest

from qurultai.editions.testing import actor, an_edition, holder_of
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM, Actor, Denied
from qurultai.kit.models import Event
from qurultai.people.models import Person
from qurultai.registration import public as registration
from qurultai.registration.actions import refusals
from qurultai.registration.models import Category, Consent, IdentityDocument, Registration, Step
from qurultai.registration.public import NewField, found_by_document, open_at_door, walk_up
from qurultai.registration.testing import (
    a_category,
    a_draft,
    a_form,
    a_group,
    a_person,
    a_registration,
    facts,
    in_three,
)

pytestmark = pytest.mark.django_db
NUMBER = "N 123-45678"
PAPER = {"number": NUMBER, "citizenship": "KZ", "born_on": "1990-01-02", "expires_on": "2030-01-02"}


@pytest.fixture
def operator(forum):
    return actor(holder_of(forum, "oper"))


def at_the_door(category, by, **more):
    known = {"key": uuid.uuid4(), "name": "Aru Kim", "country": "KZ", "organisation": "Orbit"} | more
    return walk_up(category.edition_id, category.pk, by=by, **known)


@pytest.mark.parametrize(
    ("approval", "capacity", "state", "used", "told"),
    [
        ("automatic", 1, "approved", 1, ["RegistrationSubmitted", "RegistrationApproved"]),
        ("automatic", 0, "waiting", 0, ["RegistrationSubmitted", "RegistrationWaits"]),
        ("by_hand", 1, "submitted", 0, ["RegistrationSubmitted"]),
        ("invitation_only", 1, "submitted", 0, ["RegistrationSubmitted"]),
    ],
)
def test_who_stands_there_is_in_waits_or_is_to_be_approved(forum, operator, approval, capacity, state, used, told):
    category = a_category(forum, approval=approval, capacity=capacity, walk_up=True)
    row = at_the_door(category, operator)
    category.refresh_from_db()
    assert (row.state, row.source, category.used) == (state, "walk_up", used)
    assert [step.what for step in Step.objects.filter(registration=row)] == told


def test_the_same_key_again_changes_nothing(forum, operator):
    category, key = a_category(forum, walk_up=True, capacity=5), uuid.uuid4()
    rows = [at_the_door(category, operator, key=key, name=name) for name in ("Aru", "Boris")]
    Category.objects.update(walk_up=False)
    rows.append(at_the_door(category, operator, key=key))
    category.refresh_from_db()
    assert {row.pk for row in rows} == {Registration.objects.get().pk}
    assert (category.used, len(facts("RegistrationApproved")), Registration.objects.get().name) == (1, 1, "Aru")


def test_a_key_of_another_forum_is_another_registration(forum, operator):
    key, elsewhere = uuid.uuid4(), a_category(an_edition(), walk_up=True)
    theirs = at_the_door(elsewhere, SYSTEM, key=key)
    assert at_the_door(a_category(forum, walk_up=True), operator, key=key).pk != theirs.pk


def test_nobody_is_registered_where_the_office_did_not_open_the_door(forum, operator):
    with pytest.raises(refusals.NoWalkUp):
        at_the_door(a_category(forum), operator)
    with pytest.raises(refusals.NoWalkUp):
        walk_up(
            forum.id, a_category(an_edition(), walk_up=True).pk, key=uuid.uuid4(), name="Aru", country="KZ",
            by=operator,
        )  # fmt: skip


@pytest.mark.parametrize("role", ["part", "secu", "prot", "jour"])
def test_only_who_stands_at_the_door_registers_there(forum, role):
    with pytest.raises(Denied):
        at_the_door(a_category(forum, walk_up=True), actor(holder_of(forum, role)))


def test_a_device_registers_and_no_person_is_named_for_it(forum):
    device = Actor(uuid.uuid4(), {forum.id: frozenset({"gate"})})
    row = at_the_door(a_category(forum, walk_up=True), device)
    event = Event.objects.get(type="registration.RegistrationApproved")
    assert (Step.objects.filter(registration=row, person=None).count(), event.actor_id) == (2, device.person_id)


def test_the_consents_that_the_form_demands_are_needed_and_its_other_questions_are_not_asked(forum, operator):
    form = a_form(
        forum,
        NewField(type="consent", key="rules", label=in_three("Rules"), required=True, purpose="rules"),
        NewField(type="consent", key="photo", label=in_three("Photo"), purpose="photo"),
        NewField(type="text", key="diet", label=in_three("Diet"), required=True),
    )
    category = a_category(forum, walk_up=True, form=form)
    assert [(key, must) for key, _words, must in open_at_door(forum)[0].consents] == [("rules", True), ("photo", False)]
    with pytest.raises(refusals.AnswersWrong) as refused:
        at_the_door(category, operator, country="", consents=["photo"])
    row = at_the_door(category, operator, consents=["rules"])
    assert (refused.value.problems, row.answers) == ({"country": "missing", "rules": "missing"}, {"rules": True})
    assert list(Consent.objects.values_list("purpose", "registration")) == [("rules", row.pk)]


def test_who_has_an_account_is_herself_and_goes_on_with_her_draft(forum, operator):
    person, category = a_person("Aru"), a_category(forum, walk_up=True)
    group = a_group(category, a_person())
    draft = a_draft(a_category(forum), person, group=group)
    row = at_the_door(category, operator, email=person.email.upper())
    row.refresh_from_db()
    assert (row.pk, row.state, row.category, row.group, row.source) == (draft.pk, "approved", category, None, "walk_up")
    assert Person.objects.filter(email=person.email).count() == 1


def test_who_is_registered_already_is_named(forum, operator):
    category = a_category(forum, walk_up=True)
    there = a_registration(category)
    with pytest.raises(refusals.AlreadyRegistered) as refused:
        at_the_door(category, operator, email=there.email)
    category.refresh_from_db()
    assert (refused.value.places["registration"], category.used) == (there.code, 1)


def test_who_took_it_back_comes_after_all(forum, operator):
    category = a_category(forum, walk_up=True, capacity=1)
    there = a_registration(category)
    registration.withdraw_registration(there, by=SYSTEM)
    row = at_the_door(category, operator, email=there.email)
    category.refresh_from_db()
    assert (row.pk, row.state, row.withdrawn_at, category.used) == (there.pk, "approved", None, 1)


@pytest.mark.parametrize("number", [1, 3])
def test_what_is_open_at_the_door_takes_two_queries(forum, number, django_assert_num_queries):
    for _ in range(number):
        a_category(forum, walk_up=True, capacity=7, approval="by_hand", form=a_form(forum))
    a_category(forum)
    with django_assert_num_queries(2):
        assert [(one.left, one.by_hand) for one in open_at_door(forum)] == [(7, True)] * number


@pytest.fixture
def bearer(forum):
    row = a_draft(a_category(forum, approval="by_hand"))
    registration.keep_identity(row, PAPER, by=SYSTEM)
    return registration.submit_registration(row, by=SYSTEM)


@pytest.mark.parametrize("typed", ["N 123-45678", "n12345678", " N123 45678 "])
def test_a_document_is_found_however_its_number_is_typed(forum, operator, bearer, typed):
    assert found_by_document(forum.id, typed, by=operator) == [bearer]


@pytest.mark.parametrize("typed", ["N12345679", "", "--", "12345678"])
def test_another_number_finds_nobody(forum, operator, bearer, typed):
    assert found_by_document(forum.id, typed, by=operator) == []


def test_a_document_is_found_in_one_query(forum, bearer, django_assert_num_queries):
    from qurultai.registration.queries.documents import with_document

    with django_assert_num_queries(1):
        assert with_document(forum.id, NUMBER) == [bearer]


def test_each_look_up_is_on_the_record_and_no_fact_holds_the_number(forum, operator, bearer):
    found_by_document(forum.id, NUMBER, by=operator)
    found_by_document(forum.id, "X999", by=operator)
    assert [fact.registration_id for fact in facts("DocumentSought")] == [bearer.pk, None]
    written = str(list(Event.objects.values_list("payload", flat=True)))
    assert [word in written for word in ("12345678", "X999")] == [False, False]


def test_nobody_else_looks_for_documents(forum, bearer):
    for role in ("part", "head", "supp", "admn", "gate"):
        with pytest.raises(Denied):
            found_by_document(forum.id, NUMBER, by=actor(holder_of(forum, role)))


def test_forums_do_not_share_what_finds_a_document(forum, bearer):
    other = an_edition()
    theirs = a_draft(a_category(other))
    registration.keep_identity(theirs, PAPER, by=SYSTEM)
    traces = set(IdentityDocument.objects.values_list("trace", flat=True))
    assert (len(traces), found_by_document(other.id, NUMBER, by=SYSTEM)) == (2, [])


def test_the_number_stands_nowhere_in_clear_and_what_finds_it_goes_with_the_document(forum, bearer):
    document = IdentityDocument.objects.get()
    plain = b"N12345678"
    assert plain not in bytes(document.sealed) + document.trace.encode()
    with clock.frozen(dt.datetime.combine(forum.ends_on, dt.time(), dt.UTC) + dt.timedelta(days=33)):
        registration.erase_old_identities()
    assert (IdentityDocument.objects.count(), found_by_document(forum.id, NUMBER, by=SYSTEM)) == (0, [])


def test_a_corrected_number_is_found_and_the_one_before_is_not(forum, operator, bearer):
    registration.keep_identity(bearer, {"number": "P7654321"}, by=SYSTEM)
    found = [found_by_document(forum.id, number, by=operator) for number in ("P7654321", NUMBER)]
    assert found == [[bearer], []]
