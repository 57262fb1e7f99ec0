"""The desk finds somebody by the document that she holds out; the number is in no address, page, log or table."""

import hashlib
import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qurultai.accreditation.testing import a_category, an_edition, cleared, holder_of, signed_in
from qurultai.accreditation.tests.desk import BADGES, browser, text
from qurultai.kit.access import SYSTEM
from qurultai.kit.idempotency import HEADER
from qurultai.kit.models import Event
from qurultai.registration import public as registration
from qurultai.registration.models import Registration

pytestmark = pytest.mark.django_db
NUMBER = "CNRY7PASSPORT42"
FIND = f"{BADGES}by-document/"


def holding(category, name, number=NUMBER):
    """Somebody who is cleared and gave a document."""
    [row] = cleared(category, name)
    told = {"number": number, "citizenship": "KZ", "born_on": "1990-01-02", "expires_on": "2031-05-06"}
    Registration.objects.filter(pk=row.registration_id).update(state="draft", was="")
    registration.keep_identity(Registration.objects.get(pk=row.registration_id), told, by=SYSTEM)
    Registration.objects.filter(pk=row.registration_id).update(state="approved")
    return row.registration


def page_of(row):
    return f"{BADGES}people/{row.code}/"


def looked():
    return [event.actor_id for event in Event.objects.filter(type="registration.DocumentSought")]


@pytest.mark.parametrize("typed", [NUMBER, NUMBER.lower(), "cnry 7-passport 42"])
def test_one_alone_opens_at_once_however_the_number_is_typed(category, oper, typed):
    row, _other = holding(category, "Aru"), holding(category, "Bek", "OTHER123")
    answer = oper.post(FIND, {"document": typed})
    assert (answer.status_code, answer["Location"]) == (302, page_of(row))


def test_several_are_listed_and_nobody_is_said(category, oper):
    for name in ("Aru", "Bek"):
        holding(category, name)
    page = text(oper.post(FIND, {"document": NUMBER}))
    assert [words in page for words in ("2 people", "Aru", "Bek")] == [True] * 3
    assert "Nobody is found" in text(oper.post(FIND, {"document": "NOBODY99"}))


def test_another_forums_people_are_not_found(category, oper):
    holding(a_category(an_edition()), "Cem")
    assert "Nobody is found" in text(oper.post(FIND, {"document": NUMBER}))


def test_each_look_up_is_on_the_record_with_who_looked(category):
    holding(category, "Aru")
    person = holder_of(category.edition, "prot")
    mine = signed_in(person)
    for number in (NUMBER, "NOBODY99"):
        mine.post(FIND, {"document": number})
    assert looked() == [person.pk] * 2


def test_the_number_is_in_no_answer_log_or_table(category, oper, caplog):
    caplog.set_level(logging.DEBUG)
    row = holding(category, "Aru")
    long = NUMBER * 4
    answers = [oper.post(FIND, {"document": number}, headers={HEADER: number[-9:]}) for number in (NUMBER, long, "NO")]
    answers.append(oper.get(page_of(row)))
    seen = "".join(f"{answer.headers}{answer.content.decode()}" for answer in answers) + caplog.text
    with connection.cursor() as cursor:
        for table in ("kit_command", "kit_event", "registration_step"):
            cursor.execute(f"SELECT * FROM {table}")
            seen += repr(cursor.fetchall())
    assert ([answer.status_code for answer in answers], NUMBER in seen.upper()) == ([302, 422, 200, 200], False)


def test_what_the_table_of_commands_keeps_cannot_be_guessed(category, oper):
    oper.post(FIND, {"document": NUMBER}, headers={HEADER: "once"})
    told = ("POST", FIND, [("document", [NUMBER])], [])
    with connection.cursor() as cursor:
        cursor.execute("SELECT fingerprint FROM kit_command")
        kept = {fingerprint for (fingerprint,) in cursor.fetchall()}
    assert (len(kept), hashlib.sha256(repr(told).encode()).hexdigest() in kept) == (1, False)


def test_nobody_looks_by_the_address_and_no_other_role_looks_at_all(category, oper):
    holding(category, "Aru")
    assert (oper.get(FIND).status_code, oper.get(f"{FIND}?document={NUMBER}").status_code) == (405, 405)
    others = [browser(category.edition, role) for role in ("part", "head", "admn", "supp", "dpo", "secu", "visa")]
    assert {other.post(FIND, {"document": NUMBER}).status_code for other in others} <= {403, 404}
    assert looked() == []


def test_it_takes_as_many_queries_among_three_people_as_among_one(category, oper):
    counts = []
    oper.post(FIND, {"document": "NOBODY99"})
    for number, name in enumerate(("Aru", "Bek", "Cem")):
        holding(category, name, f"{NUMBER}{number}")
        with CaptureQueriesContext(connection) as queries:
            oper.post(FIND, {"document": f"{NUMBER}0"})
        counts.append(len(queries))
    assert counts[0] == counts[2]
