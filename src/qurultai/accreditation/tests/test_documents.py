"""R9: security reads the identity documents of those whom a batch asks about, on the record; nothing is kept."""

import io
import logging

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from qurultai.accreditation.actions import clearances
from qurultai.accreditation.models import SecurityBatch
from qurultai.accreditation.queries.clearances import masked_documents
from qurultai.accreditation.testing import (
    a_clearance,
    a_person,
    a_sheet,
    actor,
    facts,
    holder_of,
    signed_in,
)
from qurultai.accreditation.tests.desk import SECURITY, text
from qurultai.kit.access import SYSTEM
from qurultai.kit.idempotency import HEADER
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.models import Event
from qurultai.kit.sheets import as_xlsx
from qurultai.registration import public as registration
from qurultai.registration.testing import a_draft

pytestmark = pytest.mark.django_db
CANARY = "CNRY7PASSPORT42"
BATCH = f"{SECURITY}batches/1/"
DOCUMENTS = f"{BATCH}documents/"


def with_paper(category, name, number=CANARY):
    """Somebody who is approved, waits for security and gave an identity document."""
    row = a_draft(category, a_person(name))
    told = {"number": number, "citizenship": "KZ", "born_on": "1990-01-02", "expires_on": "2031-05-06"}
    registration.keep_identity(row, told, by=SYSTEM)
    row = registration.submit_registration(row, by=SYSTEM)
    return clearances.open_clearance(category.edition_id, row.pk, row.person_id)


def rows_of(answer):
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue()))
    return book.get_sheet_by_index(0).to_python()


def read_by():
    rows = Event.objects.filter(type="registration.IdentityUnmasked").order_by("pk")
    return [(row.payload["registration_id"], row.actor_id) for row in rows]


def test_the_file_has_the_documents_in_full_and_the_journal_each_reading(category):
    aru, bek = with_paper(category, "Aru"), a_clearance(category, "Bek")
    a_sheet(category.edition)
    person = holder_of(category.edition, "secu")
    head, *rows = rows_of(signed_in(person).post(DOCUMENTS))
    assert head[6:] == [
        "Number of the document",
        "Citizenship in the document",
        "Date of birth",
        "Valid until",
        "Decision",
    ]
    assert [(row[0], row[1], *row[6:]) for row in rows] == [
        (aru.registration.code, "Aru", CANARY, "KZ", "1990-01-02", "2031-05-06", ""),
        (bek.registration.code, "Bek", "", "", "", "", ""),
    ]
    assert read_by() == [(str(aru.registration_id), person.pk)]
    [fact] = facts("BatchDocumentsTaken")
    assert (fact.number, fact.documents) == (1, 1)


def test_the_page_shows_them_masked_and_records_nothing(category, secu):
    with_paper(category, "Aru")
    a_clearance(category, "Bek")
    a_sheet(category.edition)
    page = secu.get(BATCH)
    assert ("••••••42" in text(page), CANARY in page.content.decode(), "1990" in text(page)) == (True, False, False)
    assert read_by() == []


def test_a_batch_in_which_nobody_gave_one_offers_no_such_file(category, secu):
    a_clearance(category, "Bek")
    a_sheet(category.edition)
    assert "Take the list with documents" not in text(secu.get(BATCH))


def test_nothing_of_the_file_is_kept_nor_in_the_batch_nor_in_logs_or_letters(category, secu, caplog, settings):
    caplog.set_level(logging.DEBUG)
    with_paper(category, "Aru")
    a_sheet(category.edition)
    answers = [secu.post(DOCUMENTS, headers={HEADER: "once"}) for _twice in range(2)]
    deliver_all()
    assert [CANARY in str(rows_of(answer)) for answer in answers[:1]] == [True]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM kit_command")
        kept = repr(cursor.fetchall())
        cursor.execute("SELECT * FROM kit_event")
        kept += repr(cursor.fetchall())
    kept += "".join(SecurityBatch.objects.values_list("body", flat=True)) + caplog.text
    kept += "".join(letter.message().as_string() for letter in mail.outbox)
    assert (CANARY in kept, CANARY in repr([answer.headers for answer in answers])) == (False, False)
    assert [file for file in settings.DATA.rglob("*") if file.is_file() and CANARY.encode() in file.read_bytes()] == []


def test_only_those_are_read_whom_this_batch_asks_about(category, secu):
    with_paper(category, "Aru", "ARU12345")
    gone = with_paper(category, "Gone", "GONE1234")
    a_sheet(category.edition)
    with_paper(category, "Later", "LATER123")
    a_sheet(category.edition)
    registration.withdraw_registration(gone.registration, by=SYSTEM)
    clearances.close_clearance(gone.registration_id)
    assert [row[6] for row in rows_of(secu.post(DOCUMENTS))[1:]] == ["ARU12345", ""]
    assert [row[6] for row in rows_of(secu.post(f"{SECURITY}batches/2/documents/"))[1:]] == ["LATER123"]
    assert len(read_by()) == 2


@pytest.mark.parametrize("role", ["prot", "visa", "oper", "admn", "agen", "supp", "dpo"])
def test_nobody_else_takes_it_or_sees_it_masked(category, role):
    with_paper(category, "Aru")
    a_sheet(category.edition)
    other = holder_of(category.edition, role)
    assert signed_in(other).post(DOCUMENTS).status_code in (403, 404)
    assert read_by() == []
    if role != "visa":
        assert masked_documents(actor(other), category.edition, 1) == {}


def test_the_file_comes_back_as_decisions(category, secu):
    with_paper(category, "Aru")
    a_sheet(category.edition)
    head, row = rows_of(secu.post(DOCUMENTS))
    body = io.BytesIO(as_xlsx(head, [[*row[:-1], "cleared"]], "1"))
    body.name = "answer.xlsx"
    answer = secu.post(f"{BATCH}decisions/", {"file": body}, follow=True)
    assert "1 decision is kept" in text(answer)


def test_page_and_file_take_as_many_queries_for_three_people_as_for_one(category, secu):
    counts = []
    for names in (("A",), ("B", "C")):
        for name in names:
            with_paper(category, name)
        a_sheet(category.edition)
        number = SecurityBatch.objects.count()
        secu.get(f"{SECURITY}batches/{number}/")
        for ask in (secu.get, secu.post):
            path = f"{SECURITY}batches/{number}/" + ("" if ask == secu.get else "documents/")
            with CaptureQueriesContext(connection) as queries:
                ask(path)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]


def test_whoever_takes_files_without_end_is_told_to_wait(category, secu):
    with_paper(category, "Aru")
    a_sheet(category.edition)
    assert [secu.post(DOCUMENTS).status_code for _ in range(6)] == [200] * 5 + [429]
    assert len(read_by()) == 5
