"""Another program registers people: what is open, once a key, and what became of it."""

import json
import uuid

import pytest

from qurultai.editions.testing import an_edition, holder_of, signed_in
from qurultai.kit.access import SYSTEM
from qurultai.registration.models import Registration
from qurultai.registration.public import NewField, merge_registrations
from qurultai.registration.testing import a_category, a_form, a_person, a_registration, facts, in_three

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(forum):
    return f"/api/v1/editions/{forum.slug}/registration"


@pytest.fixture
def program(forum):
    return signed_in(holder_of(forum, "supp"))


@pytest.fixture
def category(forum):
    form = a_form(
        forum,
        NewField(type="choice", key="role", label=in_three("Role"), required=True, choices=[("a", in_three("Author"))]),
        NewField(type="text", key="paper", label=in_three("Paper"), shown_field="role", shown_values=["a"]),
        NewField(type="heading", label=in_three("Thanks")),
    )
    return a_category(forum, "Guest", code="guest", form=form, capacity=1)


def send(client, here, **more):
    said = {
        "key": str(uuid.uuid4()), "category": "guest", "name": "Aru Kim", "country": "KZ", "answers": {"role": "a"}
    } | more  # fmt: skip
    return client.post(f"{here}s", json.dumps(said), content_type="application/json")


@pytest.mark.parametrize("number", [1, 3])
def test_what_is_open_is_told_with_its_questions_in_the_same_queries(
    forum, here, category, client, number, django_assert_num_queries
):
    for _ in range(number - 1):
        a_category(forum, form=a_form(forum, NewField(type="text", key="q", label=in_three("Q"))))
    a_category(forum, approval="invitation_only")
    client.get(f"{here}/categories")
    with django_assert_num_queries(3):
        told = client.get(f"{here}/categories?language=en").json()
    assert (told[0]["code"], len(told)) == ("guest", number)
    assert {name: told[0][name] for name in ("name", "approval", "full")} == {
        "name": "Guest", "approval": "automatic", "full": False,
    }  # fmt: skip
    assert [(one["key"], one["required"], one["choices"], one["shown_field"]) for one in told[0]["questions"]] == [
        ("role", True, ["a"], ""), ("paper", False, [], "role"),
    ]  # fmt: skip


def test_somebody_is_registered_once_however_often_it_is_sent(here, category, program):
    key = str(uuid.uuid4())
    first = send(program, here, key=key, email="aru@example.org")
    again = send(program, here, key=key, email="aru@example.org", name="Other")
    category.refresh_from_db()
    row = Registration.objects.get()
    assert (first.status_code, again.status_code, first.json()) == (201, 200, again.json())
    assert (first.json()["state"], row.source, row.name, category.used) == ("approved", "api", "Aru Kim", 1)
    assert len(facts("RegistrationApproved")) == 1


def test_who_comes_too_late_waits_and_the_status_says_so(here, category, program):
    send(program, here)
    code = send(program, here, name="Boris").json()["code"]
    told = program.get(f"{here}s/{code}").json()
    assert (told["state"], told["category"], told["name"]) == ("waiting", "guest", "Boris")


def test_what_is_wrong_is_named_and_nothing_is_kept(here, category, program):
    answer = send(program, here, country="", answers={"role": "none"})
    assert (answer.status_code, answer.json()["code"], answer.json()["answers"]) == (
        422, "registration_answers", {"country": "missing", "role": "unknown"},
    )  # fmt: skip
    assert Registration.objects.count() == 0


def test_who_is_registered_already_is_refused_with_her_code(forum, here, category, program):
    there = a_registration(a_category(forum))
    answer = send(program, here, email=there.email)
    assert (answer.status_code, answer.json()["code"]) == (409, "already_registered")
    assert there.code in answer.json()["title"]


def test_of_a_merged_one_the_one_that_lives_is_named(forum, here, program):
    guests = a_category(forum)
    kept, gone = [a_registration(guests, a_person("Aru")) for _ in range(2)]
    merge_registrations(kept, gone, by=SYSTEM)
    told = program.get(f"{here}s/{gone.code}").json()
    assert (told["state"], told["merged_into"]) == ("merged", kept.code)


@pytest.mark.parametrize("role", ["part", "head", "prot", "admn", "oper"])
def test_nobody_else_registers_others(forum, here, category, role):
    assert send(signed_in(holder_of(forum, role)), here).status_code == 403


def test_another_forums_category_and_registrations_are_not_there(forum, here, program):
    other = a_category(an_edition(), code="theirs")
    row = a_registration(other)
    statuses = [send(program, here, category="theirs").status_code, program.get(f"{here}s/{row.code}").status_code]
    assert statuses == [404, 404]


def test_the_same_key_in_two_forums_is_two_registrations(forum, here, category, program):
    key, other = str(uuid.uuid4()), an_edition()
    a_category(other, code="guest")
    there = signed_in(holder_of(other, "supp"))
    theirs = send(there, f"/api/v1/editions/{other.slug}/registration", key=key, answers={})
    assert (theirs.status_code, send(program, here, key=key).status_code) == (201, 201)
