"""Security's pages: the table, batches and their files, decisions on the screen and by a file."""

import hashlib
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from qurultai.accreditation.models import Clearance, Decision, SecurityBatch
from qurultai.accreditation.testing import a_category, a_clearance, a_sheet, cleared, facts, in_three
from qurultai.accreditation.tests.desk import SECURITY, browser, text
from qurultai.kit.sheets import as_csv, as_xlsx

pytestmark = pytest.mark.django_db


def states():
    return dict(Clearance.objects.values_list("registration__name", "state"))


def test_the_table_finds_by_name_in_any_spelling_and_by_code_and_filters(category, secu):
    row, _other = a_clearance(category, "Әйгерім"), a_clearance(category, "Bek")
    a_sheet(category.edition)
    a_clearance(a_category(category.edition, "Media", number=8), "Cem")
    asked = ({"q": "aygerim"}, {"q": "әйгер"}, {"q": row.registration.code}, {"state": "in_batch"}, {"batch": "0"})
    found = [text(secu.get(SECURITY, query)) for query in asked]
    names = ("Әйгерім", "Bek", "Cem")
    assert [tuple(f"{name} " in page for name in names) for page in found] == [
        (True, False, False),
        (True, False, False),
        (True, False, False),
        (True, True, False),
        (False, False, True),
    ]


def test_the_table_takes_as_many_queries_for_three_people_as_for_one(category, secu):
    counts = []
    secu.get(SECURITY)
    for names in (("A",), ("B", "C")):
        for name in names:
            a_clearance(category, name)
        with CaptureQueriesContext(connection) as queries:
            secu.get(SECURITY)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_ticked_people_are_decided_together_or_not_at_all(category, secu):
    rows = [a_clearance(category, name) for name in ("Aru", "Bek")]
    a_sheet(category.edition)
    late = a_clearance(category, "Cem")
    sent = {"outcome": "cleared", "ticked": [row.registration.code for row in (*rows, late)], "query": "state=in_batch"}
    assert "Nothing was changed" in text(secu.post(f"{SECURITY}decisions/", sent, follow=True))
    assert states() == {"Aru": "in_batch", "Bek": "in_batch", "Cem": "waiting"}
    answer = secu.post(f"{SECURITY}decisions/", sent | {"ticked": sent["ticked"][:2]}, follow=True)
    assert "2 decisions are kept" in text(answer)
    assert states() == {"Aru": "cleared", "Bek": "cleared", "Cem": "waiting"}


def test_a_batch_is_made_and_its_json_file_has_the_hash_that_the_page_shows(category, secu):
    a_clearance(category, "Aru")
    page = secu.post(f"{SECURITY}batches/", follow=True)
    sheet = SecurityBatch.objects.get()
    assert sheet.sha256 in text(page)
    answer = secu.post(f"{SECURITY}batches/1/0/file/", {"kind": "json"})
    assert hashlib.sha256(answer.content).hexdigest() == sheet.sha256
    assert json.loads(answer.content)["added"][0]["name"] == "Aru"
    assert [fact.batch_id for fact in facts("BatchFetched")] == [sheet.pk]


def test_a_batch_of_nobody_is_refused_with_words(category, secu):
    answer = secu.post(f"{SECURITY}batches/")
    assert (answer.status_code, "Nobody waits for a batch" in text(answer)) == (409, True)


def test_a_supplement_without_a_change_is_refused_with_words(category, secu):
    a_clearance(category, "Aru")
    a_sheet(category.edition)
    answer = secu.post(f"{SECURITY}batches/1/supplement/", {})
    assert (answer.status_code, "Nobody in this batch has changed" in text(answer)) == (409, True)
    a_clearance(category, "Bek")
    secu.post(f"{SECURITY}batches/1/supplement/", {"with_waiting": "on"})
    assert (SecurityBatch.objects.count(), states()) == (2, {"Aru": "in_batch", "Bek": "in_batch"})


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_of_a_batch_comes_back_as_decisions(category, secu, kind):
    for name in ("Aru", "=cmd()"):
        a_clearance(category, name)
    a_sheet(category.edition)
    answer = secu.post(f"{SECURITY}batches/1/0/file/", {"kind": "xlsx"})
    head, *rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sorted(row[2] for row in rows) == ["'=cmd()", "Aru"]
    decided = [[*row[:-1], "cleared" if row[2] == "Aru" else "refused"] for row in rows]
    body = as_xlsx(head, decided, "1") if kind == "xlsx" else as_csv(head, decided)
    upload(secu, body)
    assert states() == {"Aru": "cleared", "=cmd()": "refused"}
    assert set(Decision.objects.values_list("source", flat=True)) == {hashlib.sha256(body).hexdigest()}


def upload(secu, words):
    file = SimpleUploadedFile("decisions.csv", words.encode() if isinstance(words, str) else words)
    return secu.post(f"{SECURITY}batches/1/decisions/", {"file": file})


def test_a_file_with_faults_changes_nobody_and_names_each_by_row_and_column(category, secu):
    row = a_clearance(category, "Aru")
    a_sheet(category.edition)
    answer = upload(secu, f"code;decision\n{row.registration.code};maybe\nNOBODY;cleared\n")
    page = text(answer)
    assert answer.status_code == 422
    assert "Row 2, decision: “maybe” is no decision." in page
    assert "Row 3, code: “NOBODY” is not in this batch." in page
    assert states() == {"Aru": "in_batch"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (b"\xff\xfe\x00", "cannot be read as a table"),
        ("name,why\nAru,x", "there must be a column"),
        ("", "file is empty"),
        ("code,decision\n", "no decision in this file"),
        ('code,decision\n"', "no decision in this file"),
        ("code,decision\n" + "A,cleared\n" * 20_001, "at most 20,000 rows"),
        (b"PK\x03\x04 no workbook", "cannot be read as a table"),
    ],
)
def test_a_file_that_is_no_table_is_one_clear_refusal(category, secu, words, said):
    a_clearance(category, "Aru")
    a_sheet(category.edition)
    answer = upload(secu, words)
    assert (answer.status_code, said in text(answer), states()) == (422, True, {"Aru": "in_batch"})


@pytest.mark.parametrize("word", ["Допущена", "рұқсат", "YES", " cleared "])
def test_security_may_answer_in_any_language(category, secu, word):
    row = a_clearance(category, "Aru")
    a_sheet(category.edition)
    upload(secu, f"код,решение\n{row.registration.code.lower()},{word}\n")
    assert states() == {"Aru": "cleared"}


def test_the_journal_and_the_table_say_no_reason(category, secu):
    cleared(category, "Aru")
    assert {fact.outcome for fact in facts("ClearanceDecided")} == {"cleared"}
    assert [field.name for field in Decision._meta.get_fields() if "reason" in field.name] == []


@pytest.mark.parametrize("role", ["prot", "visa", "oper", "admn", "prog"])
def test_nobody_else_sees_the_batches(category, role):
    a_clearance(category, "Aru")
    a_sheet(category.edition)
    other = browser(category.edition, role)
    paths = ("", "batches/", "batches/1/", "list.csv")
    assert [other.get(f"{SECURITY}{path}").status_code in (403, 404) for path in paths] == [True] * 4


def test_zones_policies_and_desks_are_edited(category, secu):
    zone = {"number": 3, "kind": "A", "name_en": "Back stage", "name_ru": "За сценой", "name_kk": "Сахна арты"}
    secu.post(f"{SECURITY}zones/new/", zone)
    again = secu.post(f"{SECURITY}zones/new/", zone)
    assert (again.status_code, "no other zone of the forum has" in text(again)) == (422, True)
    code = category.code
    span = {
        "valid_from_0": "2027-09-12",
        "valid_from_1": "08:00",
        "valid_until_0": "2027-09-14",
        "valid_until_1": "20:00",
    }
    secu.post(f"{SECURITY}zones/categories/{code}/", {"zones": ["3"], **span})
    secu.post(f"{SECURITY}zones/desks/", {"name": "A–K", "first": "A", "last": "K"})
    page = text(secu.get(f"{SECURITY}zones/"))
    assert [words in page for words in ("3 · Back stage", "12 September 2027, 08:00", "A–K")] == [True, True, True]
    refused = secu.post(f"{SECURITY}zones/3/removal/", follow=True)
    assert "A category opens this zone" in text(refused)


def test_a_policy_that_ends_before_it_starts_keeps_what_was_typed(category, secu):
    span = {
        "valid_from_0": "2027-09-14",
        "valid_from_1": "08:00",
        "valid_until_0": "2027-09-12",
        "valid_until_1": "20:00",
    }
    answer = secu.post(f"{SECURITY}zones/categories/{category.code}/", span)
    assert (answer.status_code, 'value="2027-09-12"' in answer.content.decode()) == (422, True)
    assert in_three("Speaker")["en"] in text(answer)
