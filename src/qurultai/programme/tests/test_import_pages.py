"""The office reads a programme from a file: shown first, then confirmed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qurultai.editions.models import Grant
from qurultai.people.models import Account
from qurultai.programme import public as programme
from qurultai.programme.formats.testing import generated
from qurultai.programme.models import Session
from qurultai.programme.testing import a_person, signed_in
from qurultai.programme.tests.desk import OFFICE, text

pytestmark = pytest.mark.django_db


def upload(office, body, name="schedule.json"):
    return office.post(f"{OFFICE}/import/", {"file": SimpleUploadedFile(name, body)})


def test_a_request_of_more_than_a_hundred_megabytes_is_refused_before_it_is_read(venue, office):
    answer = office.post(f"{OFFICE}/import/", {}, CONTENT_LENGTH=str(101 * 2**20 + 1))
    assert (answer.status_code, "100" in answer.content.decode()) == (413, True)


def test_an_import_is_shown_first_then_confirmed(venue, office):
    body = programme.write_json(generated(talks=5, rooms=2, days=1), "en")
    shown = upload(office, body)
    assert Session.objects.count() == 0
    key = text(shown).split('name="key" value="')[1].split('"')[0]
    office.post(f"{OFFICE}/import/confirmation/", {"key": key})
    again = text(upload(office, body))
    assert (Session.objects.count(), "Nothing: the programme is as the file says." in again) == (5, True)


def test_a_broken_file_is_told_in_words(venue, office):
    answer = upload(office, b"<schedule><conference>", "schedule.xml")
    assert (answer.status_code, "before it is complete" in text(answer)) == (422, True)


def test_a_confirmation_of_somebody_else_is_worth_nothing(venue, office, client):
    body = programme.write_json(generated(talks=5, rooms=2, days=1), "en")
    key = text(upload(office, body)).split('name="key" value="')[1].split('"')[0]
    other = a_person("Other", email="other@example.org")
    Account.objects.create_user(other.email, other)
    Grant.objects.create(edition=venue.edition, person=other, role="prog")
    signed_in(client, other).post(f"{OFFICE}/import/confirmation/", {"key": key})
    assert Session.objects.count() == 0


def test_a_damaged_workbook_is_called_one_and_the_file_is_named(venue, office):
    answer = upload(office, b"nothing that was ever packed", "programme.xlsx")
    assert (answer.status_code, "The workbook is damaged." in text(answer)) == (422, True)
    assert "Nothing of “programme.xlsx” was read" in text(answer)
