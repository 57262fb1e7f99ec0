"""Erasure of a whole person (I12): her words are in every table, file and page; afterwards a byte-wise look at the data
folder finds none, and nothing of anybody else's is lost."""

import datetime as dt
import hashlib
import io
import re
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction

from qurultai.accreditation.actions import batches, letters, printing, visas
from qurultai.accreditation.models import Badge, Clearance, SecurityBatch, VisaCase, VisaLetter
from qurultai.accreditation.queries.sheets import letter_bytes, spelled
from qurultai.accreditation.rules import batches as rules
from qurultai.accreditation.testing import a_visa_rule
from qurultai.accreditation.veils import unveiled
from qurultai.calendar.public import feed_address
from qurultai.calendar.testing import NINE
from qurultai.editions.public import actor_of, grant_role
from qurultai.kit import clock, keepers, saved_views, sealing, undoing
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.models import Command, Delivery
from qurultai.kit.text import Text
from qurultai.onsite.actions.problems import resolve_problem
from qurultai.onsite.models import Entry, Problem, RosterBadge
from qurultai.onsite.queries.evidence import ms_of
from qurultai.onsite.testing import PaperDevice, a_gate
from qurultai.people.actions.erasing import ask_erasure, erase_person, sweep_now
from qurultai.people.models import ErasureAct, Person, PersonKey
from qurultai.people.public import (
    WITHHELD,
    NewOrganisation,
    NewPerson,
    add_organisation,
    add_person,
    affiliate,
    make_token,
)
from qurultai.people.testing import browser_of
from qurultai.programme import public as programme
from qurultai.programme.formats.document import Person as DocumentPerson
from qurultai.programme.models import SessionRole, SignUp, Source
from qurultai.programme.testing import a_venue, placed, published
from qurultai.registration.actions.files import keep_file
from qurultai.registration.actions.identities import keep_identity
from qurultai.registration.actions.invitations import send_wave
from qurultai.registration.models import Category, Invitation, Registration
from qurultai.registration.public import NewField, save_draft, submit_registration
from qurultai.registration.testing import a_category, a_draft, a_form
from qurultai.registration.tests.pictures import jpeg
from qurultai.wiring import KEEPERS

HERS, OTHERS = "Jyxq", "Wvkz"
"""What every word of hers, and of somebody else, begins with; no language and no name has it."""
BEFORE = NINE - dt.timedelta(days=12)
AFTER = NINE + dt.timedelta(days=9)
QUESTIONS = (
    NewField(type="text", label=Text(en="Text")),
    NewField(type="long_text", label=Text(en="Long")),
    NewField(type="file", label=Text(en="Copy")),
    NewField(type="photo", label=Text(en="Photo")),
    NewField(type="document", label=Text(en="Document")),
    NewField(type="consent", label=Text(en="Photo in public"), purpose="photo"),
)


class Scene:
    """Two people with everything that a forum keeps of anybody, and who erases."""

    def __init__(self):
        with clock.frozen(BEFORE):
            self.venue = a_venue()
            self.edition = self.venue.edition
            self.officer = self._officer()
            self.category = a_category(self.edition, "Guests", form=a_form(self.edition, *QUESTIONS))
            a_visa_rule(self.edition, "BR")
            self.people = {sign: self._person(sign) for sign in (HERS, OTHERS)}
            self.rows = {sign: self._registered(sign) for sign in (HERS, OTHERS)}
            deliver_all()
            self._programme()
            self._cleared()
            self._lives()
            deliver_all()
        with clock.frozen(AFTER):
            deliver_all()

    def _officer(self):
        person = add_person(NewPerson(name="Officer", email="officer@example.org"), by=SYSTEM)
        grant_role(self.edition, person.id, "dpo", by=SYSTEM)
        return actor_of(person.id)

    def _person(self, sign):
        new = NewPerson(
            name=f"{sign}name Family", latin_name=f"{sign}latin", email=f"{sign}mail@example.org", phone=f"{sign}phone",
            country="BR", position=Text(en=f"{sign}position"), biography=Text(en=f"{sign}biography"),
            source_key=f"{sign}source",
        )  # fmt: skip
        person = add_person(new, by=SYSTEM, edition_id=self.edition.id)
        company = add_organisation(NewOrganisation(name=Text(en="Company")), by=SYSTEM)
        affiliate(person, company, by=SYSTEM, position=Text(en=f"{sign}belonging"))
        return person

    def _registered(self, sign):
        person = self.people[sign]
        Invitation.objects.create(
            edition=self.edition, category=self.category, name=f"{sign}invited", email=person.email,
            rank=f"{sign}rank", organisation=f"{sign}sends", drafted_at=clock.now(), wave=len(sign + HERS),
        )  # fmt: skip
        send_wave(self.edition, len(sign + HERS), by=SYSTEM)
        row = a_draft(self.category, person, organisation=f"{sign}organisation", position=f"{sign}post", country="BR")
        keys = {field.type: field.key for field in self.category.form.fields.all()}
        typed = {keys["text"]: f"{sign}text", keys["long_text"]: f"{sign}long", keys["consent"]: "on"}

        save_draft(row, typed, by=SYSTEM)
        body = f"%PDF-1.4 {sign}paper".encode()
        keep_file(row, keys["file"], f"{sign}file.pdf", body, "application/pdf", by=SYSTEM)
        picture = jpeg(comment=f"{sign}picture".encode())
        keep_file(row, keys["photo"], f"{sign}photo.jpg", picture, "image/jpeg", by=SYSTEM)
        told = {"number": f"{sign}77", "citizenship": "BR", "born_on": "1980-01-01", "expires_on": "2040-01-01"}
        keep_identity(row, told, by=SYSTEM)
        return submit_registration(Registration.objects.get(pk=row.pk), by=SYSTEM)

    def _programme(self):
        pair = [self.people[HERS], self.people[OTHERS]]
        session = placed(self.venue, "Orbits", *pair)
        for person in pair:
            Source.objects.create(
                edition=self.edition, kind="person", key=person.source_key, ref=person.id,
                record=msgspec.to_builtins(DocumentPerson(person.source_key, person.name, email=person.email)),
            )  # fmt: skip
        published(self.venue)
        deliver_all()
        programme.change_session(session, {"title": Text(en="Orbits again")}, by=SYSTEM)
        later = placed(self.venue, "Signing up", minute=120)
        programme.set_places(later, 10, by=SYSTEM)
        published(self.venue)
        deliver_all()
        for person in pair:
            programme.sign_up(later, person.id, by=SYSTEM)
            later.refresh_from_db()
            programme.star_session(later, by=actor_of(person.id))

    def _cleared(self):
        batches.make_batch(self.edition, by=SYSTEM)
        rows = Clearance.objects.filter(edition=self.edition)
        batches.decide(self.edition, {row.pk: "cleared" for row in rows}, by=SYSTEM)
        for case in VisaCase.objects.select_related("edition", "registration"):
            visas.change_case(case, state="submitted", by=SYSTEM)
            sign = HERS if case.person_id == self.people[HERS].id else OTHERS
            visas.change_case(case, state="number_received", entry_number=f"{sign}entry", by=SYSTEM)
            case.refresh_from_db()
            letters.issue_letters(self.edition, [case], {case.id: "en"}, by=SYSTEM)
        deliver_all()
        printing.print_pile(printing.ask_pile(self.edition, "cr80", by=SYSTEM).pk)

    def _lives(self):
        """Browsers, views, steps that can be undone, an answer that is kept, scans and incidents, a feed, a cache."""
        device = PaperDevice(a_gate(self.edition))
        for sign, person in self.people.items():
            me = actor_of(person.id)
            browser = browser_of(person)
            browser.get("/en/my/me/")
            key = {"Idempotency-Key": f"key-{sign}"}
            browser.post("/en/my/me/", {"name": "", "phone": f"{sign}typed"}, headers=key)
            make_token(
                f"{sign}token", ["people.person_public.read"], days=9, edition_id=self.edition.id, by=with_any_right(me)
            )
            saved_views.save_view(self.edition.id, "people", f"{sign}view", f"q={sign}query", by=me)
            undoing.offer("people.affiliation", {"words": f"{sign}undo"}, by=me, edition_id=self.edition.id)
            feed_address(person.id, by=SYSTEM, edition_id=self.edition.id)
            cache.set(f"{sign}cached", f"{sign}cache")
            serial = RosterBadge.objects.get(edition=self.edition, name__startswith=sign).serial
            device.tells(browser, [device.writes(serial, ms_of(clock.now())) for _ in range(2)])
            for problem in Problem.objects.filter(serial=serial):
                resolve_problem(problem, f"{sign}note", by=SYSTEM)
            Command.objects.create(
                key=f"answer-{len(sign)}-{ord(sign[0])}",
                fingerprint="x",
                done_at=clock.now(),
                status=200,
                body=f"{sign}answer".encode(),
            )
        Delivery.objects.filter(pk=Delivery.objects.first().pk).update(error=f"Traceback {HERS}error {OTHERS}error")


def with_any_right(actor):
    """Somebody who may do everything."""
    return replace(actor, system=True)


def found(sign):
    """Every place in the data folder in which a word of somebody's stands, with what stands there."""
    wanted, ours = re.compile(rb"(?i)" + sign.encode() + rb"[a-z0-9]*"), Path(connection.settings_dict["NAME"]).name
    places = []
    for file in sorted(Path(settings.DATA).rglob("*")):
        if file.is_file() and (file.name.partition("-")[0] == ours or "sqlite3" not in file.name):
            places += [(file.name, match.decode()) for match in wanted.findall(file.read_bytes())]
    return places


def rows_of(sign):
    """The rows of the database that say a word of somebody's, as (table, column): for a failing test to tell."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        told = set()
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')
            heads = [one[0] for one in cursor.description]
            for row in cursor.fetchall():
                told |= {
                    (name, head) for head, value in zip(heads, row, strict=True) if sign.lower() in str(value).lower()
                }
    return sorted(told)


@pytest.fixture
def scene(transactional_db, settings):
    if connection.vendor != "sqlite":
        pytest.skip("reads the file of the embedded database")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox.clear()
    return Scene()


def erased(scene):
    """She asks, the officer erases, the worker does the rest, and the night comes."""
    with clock.frozen(AFTER):
        asked = ask_erasure(scene.people[HERS].id, scene.edition.id, by=SYSTEM)
        act = erase_person(asked, by=scene.officer)
        deliver_all()
        sweep_now()
    return act


def test_she_is_everywhere_and_then_nowhere_and_nobody_else_is_touched(scene):
    before = {table for table, _column in rows_of(HERS)}
    assert before == {table for table, _column in rows_of(OTHERS)}
    assert len(before) >= 20
    others = rows_of(OTHERS)
    erased(scene)
    assert (rows_of(HERS), found(HERS)) == ([], [])
    # goes for everybody: nobody can tell whose answers and errors are; piles are printed again; an hour is over
    for_all = {("kit_command", "body"), ("kit_delivery", "error"), ("accreditation_printpart", "body")}
    assert set(others) - set(rows_of(OTHERS)) == for_all | {("kit_undo", "before")}
    assert {name for name, _word in found(OTHERS)} == {Path(connection.settings_dict["NAME"]).name}


@pytest.mark.parametrize("name", ["onsite", "accreditation", "programme", "registration", "notices", "people", "kit"])
def test_a_context_that_forgets_nothing_would_be_seen(scene, name, monkeypatch):
    monkeypatch.setitem(KEEPERS, name, keepers.Keeper(KEEPERS[name].told, lambda person_id: {}))
    erased(scene)
    assert rows_of(HERS) != []


def test_without_the_night_free_space_still_tells(scene):
    with clock.frozen(AFTER):
        erase_person(ask_erasure(scene.people[HERS].id, scene.edition.id, by=SYSTEM), by=scene.officer)
        deliver_all()
    assert (rows_of(HERS), found(HERS) != []) == ([], True)


def test_the_act_says_how_much_and_nothing_of_whom(scene):
    act = erased(scene)
    told = f"{act.counts} {act.digest}"
    assert (act.number, act.kind, act.erased_by_id) == (1, "person", scene.officer.person_id)
    assert HERS not in told
    assert act.digest == hashlib.sha256(scene.people[HERS].id.hex.encode()).hexdigest()
    assert {name: act.counts[name] for name in ("registration.files", "accreditation.visas", "programme.versions")} == {
        "registration.files": 2,
        "accreditation.visas": 1,
        "programme.versions": 2,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureAct.objects.update(digest="")


def test_what_she_was_counted_in_stays(scene):
    row = scene.rows[HERS]
    before = Registration.objects.filter(pk=row.pk).values_list("category", "country", "state", "submitted_at").get()
    entries = Entry.objects.count()
    erased(scene)
    after = Registration.objects.filter(pk=row.pk).values_list("category", "country", "state", "submitted_at").get()
    assert (after, Entry.objects.count()) == (before, entries)
    assert Person.objects.get(pk=row.person_id).name == WITHHELD
    assert Registration.objects.get(pk=row.pk).sound == "" != Registration.objects.get(pk=scene.rows[OTHERS].pk).sound


def test_a_sheet_that_listed_her_still_stands_under_its_hash_and_the_next_one_follows_it(scene):
    before = SecurityBatch.objects.values("body", "sha256").get()
    erased(scene)
    sheet = SecurityBatch.objects.get()
    assert {"body": sheet.body, "sha256": sheet.sha256} == before
    listed = rules.current(spelled([sheet]), [sheet.sha256])
    assert sorted(one.name for one in listed.values()) == [f"{OTHERS}name Family", WITHHELD]
    wanted = [one for one in listed.values() if one.name != WITHHELD]
    following = rules.supplement_to(spelled([sheet]), wanted, scene.edition.slug, 1, [sheet.sha256])
    assert (following.previous, len(following.removed)) == (sheet.sha256, 1)


def test_a_sheet_that_was_changed_is_seen_when_nobody_is_withheld_in_it(scene):
    sheet = SecurityBatch.objects.get()
    with pytest.raises(rules.BrokenChain):
        rules.current([spelled([sheet])[0].replace(b"BR", b"DE")], [sheet.sha256])


def test_her_letter_is_noise_and_the_others_can_be_read(scene):
    erased(scene)
    letters = {letter.case.person_id: letter for letter in VisaLetter.objects.select_related("case")}
    assert letter_bytes(letters[scene.people[OTHERS].id]).startswith(b"%PDF")
    with pytest.raises(VisaLetter.DoesNotExist):
        letter_bytes(letters[scene.people[HERS].id])
    assert b"PDF" not in bytes(letters[scene.people[HERS].id].body)


def test_a_backup_that_is_restored_without_her_key_reads_none_of_it(scene, tmp_path):
    """The sealed columns of a copy from before hold no word of hers, and another master key opens nothing."""
    copy = sqlite3.connect(tmp_path / "backup.sqlite3")
    connection.connection.backup(copy)
    copy.execute("DELETE FROM people_personkey")
    bodies = [row[0] for row in copy.execute("SELECT body FROM accreditation_securitybatch")]
    letters = [row[0] for row in copy.execute("SELECT body FROM accreditation_visaletter")]
    documents = [row[0] for row in copy.execute("SELECT sealed FROM registration_identitydocument")]
    papers = [row[0] for row in copy.execute("SELECT body FROM registration_storedfile WHERE kind = 'file'")]
    copy.close()
    assert (len(bodies), len(letters), len(documents), len(papers)) == (1, 2, 2, 2)
    told = b"".join([bodies[0].encode(), *letters, *documents, *papers])
    assert HERS.lower().encode() not in told.lower()
    assert {one.name for one in rules.read(unveiled(bodies[0], {})).added} == {WITHHELD}
    key = next(iter(PersonKey.objects.filter(person=scene.people[HERS]).values_list("wrapped", flat=True)))
    with pytest.raises(sealing.Unsealable):
        sealing.unwrap(bytes(key)[:-1] + bytes([bytes(key)[-1] ^ 1]), scene.people[HERS].id.bytes)


def test_her_own_copy_says_what_every_context_keeps(scene):
    """Every word of hers in the database is in her copy, but those that others wrote or that only machines read."""
    with zipfile.ZipFile(io.BytesIO(keepers.archive_of(scene.people[HERS].id))) as archive:
        names = archive.namelist()
        told = b"".join(archive.read(name) for name in names).decode(errors="replace")
    words = ("name", "latin", "mail", "phone", "position", "biography", "source", "belonging", "organisation", "post")
    words += ("text", "long", "paper", "picture", "entry", "note", "token", "view", "query", "typed")
    assert [word for word in words if (f"{HERS}{word}").lower() not in told.lower()] == ["typed"]
    assert sorted({name.partition(".")[0].partition("/")[0] for name in names}) == sorted(KEEPERS)
    assert OTHERS not in told


def test_who_still_speaks_is_not_erased_and_everything_stays(scene):
    before = rows_of(HERS)
    with clock.frozen(BEFORE):
        asked = ask_erasure(scene.people[HERS].id, scene.edition.id, by=SYSTEM)
        with pytest.raises(programme.SpeaksStill):
            erase_person(asked, by=scene.officer)
    assert rows_of(HERS) == before


def test_who_was_to_come_comes_no_more_and_her_places_go_to_others(scene):
    with clock.frozen(BEFORE):
        session = SessionRole.objects.filter(person=scene.people[HERS]).get().session
        programme.set_parts(session, [programme.Part(scene.people[OTHERS].id)], by=SYSTEM)
        used = Category.objects.get(pk=scene.category.pk).used
        erase_person(ask_erasure(scene.people[HERS].id, scene.edition.id, by=SYSTEM), by=scene.officer)
        deliver_all()
    assert Registration.objects.get(pk=scene.rows[HERS].pk).state == "withdrawn"
    assert Category.objects.get(pk=scene.category.pk).used == used - 1
    assert list(Badge.objects.filter(person=scene.people[HERS]).values_list("state", flat=True)) == ["blocked"]
    assert list(RosterBadge.objects.exclude(blocked_at=None).values_list("name", flat=True)) == [WITHHELD]
    assert not SignUp.objects.filter(person=scene.people[HERS]).exclude(state="withdrawn").exists()
