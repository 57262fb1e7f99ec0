"""R9, I12: identity documents are sealed, masked, unmasked on the record by two roles, and erased with an act."""

import datetime as dt
import io
import logging
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.db import connection
from django.test import Client

from qurultai.editions.testing import actor, an_edition, holder_of, signed_in
from qurultai.kit import clock, sealing
from qurultai.kit.access import NOBODY, SYSTEM, Denied
from qurultai.kit.idempotency import HEADER
from qurultai.kit.journal import deliver
from qurultai.kit.models import Event
from qurultai.people.models import ErasureAct
from qurultai.registration import public as registration
from qurultai.registration import rules
from qurultai.registration.actions.files import keep_file
from qurultai.registration.actions.identities import erase_identities, unmask_file
from qurultai.registration.links import link_for
from qurultai.registration.models import IdentityDocument, Registration, StoredFile
from qurultai.registration.public import NewField
from qurultai.registration.queries.files import bytes_of
from qurultai.registration.testing import a_category, a_draft, a_form, a_person, a_registration, facts, in_three

CANARY = "CNRY7PASSPORT42"
PAPER = {"number": CANARY, "citizenship": "KZ", "born_on": "1990-01-02", "expires_on": "2031-05-06"}
TYPED = {f"paper--{part}": value for part, value in PAPER.items()}


@pytest.fixture
def category(forum):
    form = a_form(forum, NewField(type="document", key="paper", label=in_three("Passport"), required=True))
    return a_category(forum, "Guest", form=form)


def with_paper(category, person=None):
    row = a_draft(category, person)
    registration.keep_identity(row, PAPER, by=SYSTEM)
    return registration.submit_registration(Registration.objects.get(pk=row.pk), by=SYSTEM)


@pytest.mark.django_db
def test_it_is_shown_masked_to_herself_and_in_full_on_the_record_only(forum, category):
    row = with_paper(category, a_person("Aru"))
    visa = actor(holder_of(forum, "visa"))
    assert registration.identity_of(row, actor(row.person)) == {
        "number": "••••••42", "citizenship": "KZ", "born_on": "••••-••-••", "expires_on": "2031-05-06",
    }  # fmt: skip
    before = len(facts("IdentityUnmasked"))
    assert registration.unmask_identity(row, by=visa) == PAPER
    event = Event.objects.get(type="registration.IdentityUnmasked")
    assert (before, event.actor_id, CANARY in str(event.payload)) == (0, visa.person_id, False)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["prot", "supp", "admn", "dpo", "prog", "part", "head", "oper"])
def test_nobody_else_reads_it_masked_or_in_full(forum, category, role):
    row = with_paper(category)
    other = actor(holder_of(forum, role))
    for reading in (registration.unmask_identity, registration.identity_of):
        with pytest.raises(Denied):
            reading(row, by=other)
    with pytest.raises(Denied):
        unmask_file(row, StoredFile(), by=other)
    assert facts("IdentityUnmasked") == []


@pytest.mark.django_db
def test_security_reads_it_of_those_who_are_handed_over_to_it(forum):
    form = a_form(forum, NewField(type="document", key="paper", label=in_three("Passport")))
    row = with_paper(a_category(forum, form=form, approval="by_hand"))
    security = actor(holder_of(forum, "secu"))
    with pytest.raises(Denied):
        registration.unmask_identity(row, by=security)
    assert registration.unmask_identity(registration.approve(row, by=SYSTEM), by=security) == PAPER


@pytest.mark.django_db(transaction=True)
def test_the_canary_is_nowhere_but_on_the_page_that_was_asked_for(forum, category, caplog, settings, tmp_path):
    caplog.set_level(logging.DEBUG)
    row = a_draft(category, a_person("Aru"))
    here = f"/en/register/application/{link_for(row.pk, 'mail')}/"
    guest, desk = Client(), signed_in(holder_of(forum, "visa"))
    answers = [
        guest.post(here, {"do": "save", **TYPED, "idempotency_key": "a"}),
        guest.post(here, TYPED, headers={"HX-Request": "true"}),
        guest.get(here),
        guest.post(here, {"do": "send", "name": "", "country": "", **TYPED, "idempotency_key": "b"}),
        guest.post(here, {"do": "send", "name": "Aru", "country": "KZ", **TYPED, "idempotency_key": "c"}),
        guest.get(here),
    ]
    packed = zipfile.ZipFile(io.BytesIO(guest.get(f"{here}my-data.zip").content))
    masked = desk.get(f"/en/office/registration/registrations/{row.code}/identity/")
    full = desk.post(f"/en/office/registration/registrations/{row.code}/identity/full/", headers={HEADER: "once"})
    deliver.deliver_all()
    texts = [answer.content for answer in (*answers, masked)] + [packed.read(name) for name in packed.namelist()]
    texts += [letter.message().as_bytes() for letter in mail.outbox] + [caplog.text.encode(), _database(tmp_path)]
    texts += [file.read_bytes() for file in settings.DATA.rglob("*") if file.is_file()]
    assert [text[:60] for text in texts if CANARY.encode() in text] == []
    assert (full.status_code, full.getvalue().count(CANARY.encode())) == (200, 1)
    assert Registration.objects.get(pk=row.pk).state == "approved"


def _database(folder):
    """Every byte that the database would give to whoever copies it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM INTO '{folder / 'copy.sqlite3'}'")
        return (folder / "copy.sqlite3").read_bytes()
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, '') FROM registration_identitydocument t")
        documents = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(t::text, '') FROM kit_command t")
        return f"{documents} {cursor.fetchone()[0]}".encode()


@pytest.mark.django_db
def test_mutant_without_sealing_the_canary_is_in_the_table(forum, category, monkeypatch):
    monkeypatch.setattr(sealing, "_sealed", lambda key, words, whose: words)
    monkeypatch.setattr(sealing, "_opened", lambda key, sealed, whose: sealed)
    row = a_draft(category)
    registration.keep_identity(row, PAPER, by=SYSTEM)
    assert CANARY.encode() in bytes(IdentityDocument.objects.get().sealed)


@pytest.mark.django_db
def test_what_was_sealed_for_one_opens_for_nobody_else_and_not_when_it_was_changed(category):
    one, other = with_paper(category), with_paper(category)
    mine = IdentityDocument.objects.get(registration=one)
    sealed = bytes(mine.sealed)
    for whose, changed in ((other.pk.bytes, sealed), (one.pk.bytes, sealed[:-1] + bytes([sealed[-1] ^ 1]))):
        with pytest.raises(sealing.Unsealable):
            sealing.unseal(bytes(mine.wrapped_key), changed, whose)


@pytest.mark.django_db
def test_without_a_needed_document_or_with_half_of_one_it_is_not_sent(category):
    row = a_draft(category, a_person("Aru"))
    client, here = signed_in(row.person), "/en/register/application/mine/"
    answers = [client.post(here, {"do": "send", "name": "Aru", "country": "KZ"})]
    answers.append(client.post(here, {"do": "send", "name": "Aru", "country": "KZ", "paper--number": "N1234567"}))
    summaries = [BeautifulSoup(one.content, "html.parser").select_one("[data-summary] a") for one in answers]
    assert [(one.status_code, link["href"]) for one, link in zip(answers, summaries, strict=True)] == [
        (422, "#id_paper--number"),
        (422, "#id_paper--number"),
    ]
    assert "Kept: ••••••67" in answers[1].content.decode()


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({}, None),
        ({"number": "1"}, "document"),
        ({"number": "N12\n34567"}, "document"),
        ({"citizenship": "Kazakhstan"}, "document"),
        ({"born_on": "2040-01-01"}, "document"),
        ({"expires_on": ""}, "document"),
    ],
)
def test_a_document_is_right_or_says_so(changes, what):
    assert rules.identity.problem(PAPER | changes) == what


@pytest.mark.django_db
def test_thirty_days_after_the_forum_all_are_erased_with_an_act_once(forum, category):
    rows = [with_paper(category) for _ in range(3)]
    copies = [
        StoredFile(registration=row, sha256=f"{row.pk.hex}", name="copy.pdf", stored_at=clock.now()) for row in rows
    ]
    for copy, kind in zip(copies, ("identity", "file", "photo"), strict=True):
        copy.kind = kind
        copy.save()
    other = an_edition("later", starts_on=forum.starts_on + dt.timedelta(days=90))
    form = a_form(other, NewField(type="document", key="paper", label=in_three("Passport")))
    later = with_paper(a_category(other, form=form))
    midnight = dt.datetime.combine(forum.ends_on, dt.time(), forum.tz)
    with clock.frozen(midnight + dt.timedelta(days=30, hours=23)):
        registration.erase_old_identities()
        kept = IdentityDocument.objects.count()
    for _twice in range(2):
        with clock.frozen(midnight + dt.timedelta(days=31, hours=1)):
            registration.erase_old_identities()
    (fact,) = facts("IdentitiesErased")
    act = ErasureAct.objects.get()
    assert (kept, act.number, act.kind, fact.digest, fact.count) == (4, 1, "identities", act.digest, 3)
    assert act.counts == {"registration.identities": 3, "registration.files": 1}
    assert list(IdentityDocument.objects.values_list("registration", flat=True)) == [later.pk]
    assert registration.identity_of(rows[0], SYSTEM) == {}
    assert sorted(StoredFile.objects.values_list("kind", flat=True)) == ["file", "photo"]


@pytest.mark.django_db
def test_nobody_erases_by_hand_and_nothing_before_its_time(forum, category):
    with_paper(category)
    with pytest.raises(Denied):
        erase_identities(forum, by=actor(holder_of(forum, "admn")))
    assert erase_identities(forum, by=SYSTEM) is False


@pytest.mark.django_db
def test_a_stranger_writes_no_document(category):
    row = a_registration(a_category(category.edition, approval="by_hand"))
    for stranger in (NOBODY, actor(a_person())):
        with pytest.raises(Denied):
            registration.keep_identity(row, PAPER, by=stranger)


@pytest.fixture
def copied(forum):
    """Somebody who gave a copy of her passport and another paper, and keys of both questions."""
    form = a_form(
        forum,
        NewField(type="file", key="copy", label=in_three("Copy of the passport"), purpose="identity"),
        NewField(type="file", key="letter", label=in_three("Letter")),
    )
    row = a_draft(a_category(forum, form=form, approval="by_hand"))
    for key in ("copy", "letter"):
        row.shas = getattr(row, "shas", {}) | {
            key: keep_file(row, key, f"{key}.pdf", f"%PDF-1.7 CNRY-{key}".encode(), "application/pdf", by=SYSTEM)
        }
    registration.submit_registration(Registration.objects.get(pk=row.pk), by=SYSTEM)
    return row


@pytest.mark.django_db
def test_papers_lie_sealed_and_the_guest_gets_hers_unchanged(copied):
    bodies = b"".join(bytes(file.body) for file in StoredFile.objects.all())
    assert (b"CNRY" in bodies, b"PDF" in bodies) == (False, False)
    here = f"/en/register/application/{link_for(copied.pk, 'mail')}/files/"
    answer = Client().get(f"{here}{copied.shas['copy']}")
    assert (answer.content, answer["Cache-Control"]) == (b"%PDF-1.7 CNRY-copy", "no-store")
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.django_db
def test_a_copy_of_a_passport_is_opened_by_the_visa_desk_on_the_record_and_by_nobody_else(forum, copied):
    page = f"/en/office/registration/registrations/{copied.code}/"
    visa, support = (signed_in(holder_of(forum, role)) for role in ("visa", "supp"))
    assert "copy.pdf" in visa.get(f"{page}identity/").content.decode()
    here = f"{page}identity/files/{copied.shas['copy']}"
    assert visa.get(here).status_code == 405
    answer = visa.post(here)
    assert (b"".join(answer.streaming_content), answer["Cache-Control"]) == (b"%PDF-1.7 CNRY-copy", "no-store")
    assert [fact.registration_id for fact in facts("IdentityUnmasked")] == [copied.pk]
    assert visa.post(f"{page}identity/files/{copied.shas['letter']}").status_code == 404
    assert support.post(here).status_code in {403, 404}
    assert support.get(f"{page}files/{copied.shas['copy']}").status_code == 404
    assert support.get(f"{page}files/{copied.shas['letter']}").content == b"%PDF-1.7 CNRY-letter"
    assert f"files/{copied.shas['copy']}" not in support.get(page).content.decode()
    assert len(facts("IdentityUnmasked")) == 1


@pytest.mark.django_db
def test_a_paper_under_another_persons_key_is_noise(copied):
    other = a_draft(copied.category)
    StoredFile.objects.filter(kind="file").update(registration=other)
    with pytest.raises(sealing.Unsealable):
        bytes_of(StoredFile.objects.get(kind="file"))
