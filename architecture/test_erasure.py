"""Erasure of a whole person (I12): her words are in every table, file and page; afterwards a byte-wise look at the data
folder finds none, and nothing of anybody else's is lost."""

import datetime as dt
import io
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection

from qurultai.accreditation.actions import batches, printing, visas
from qurultai.accreditation.models import SecurityBatch, VisaCase
from qurultai.accreditation.queries.letters import letter_pdf
from qurultai.accreditation.queries.sheets import spelled
from qurultai.accreditation.rules import batches as rules
from qurultai.accreditation.testing import a_visa_rule, cleared
from qurultai.calendar.public import feed_address
from qurultai.calendar.testing import NINE
from qurultai.editions.public import actor_of, grant_role
from qurultai.kit import clock, keepers, saved_views, sealing, undoing
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.models import Command, Delivery, ReadyPage
from qurultai.kit.text import Text
from qurultai.onsite.actions.problems import resolve_problem
from qurultai.onsite.models import Problem, RosterBadge
from qurultai.onsite.queries.evidence import ms_of
from qurultai.onsite.testing import PaperDevice, a_gate
from qurultai.people.actions.erasing import ask_erasure, erase_person, sweep_now
from qurultai.people.models import Person
from qurultai.people.public import NewOrganisation, NewPerson, add_organisation, add_person, affiliate, make_token
from qurultai.people.testing import browser_of
from qurultai.programme import public as programme
from qurultai.programme.models import Source, Version
from qurultai.programme.testing import a_venue, placed, published
from qurultai.registration.actions.files import keep_file
from qurultai.registration.actions.identities import keep_identity
from qurultai.registration.actions.invitations import send_wave
from qurultai.registration.models import Invitation, Registration
from qurultai.registration.public import NewField, save_draft, submit_registration
from qurultai.registration.testing import a_category, a_draft, a_form
from qurultai.registration.tests.pictures import jpeg
from qurultai.wiring import KEEPERS

HERS, OTHERS = "Jyxq", "Wvkz"
"""What every word of hers, and of somebody else, begins with; no language and no name has it."""
BEFORE = NINE - dt.timedelta(days=12)
AFTER = NINE + dt.timedelta(days=9)
QUESTIONS = (
    NewField("text", Text(en="Text")),
    NewField("long_text", Text(en="Long")),
    NewField("file", Text(en="Copy")),
    NewField("photo", Text(en="Photo")),
    NewField("document", Text(en="Document")),
    NewField("consent", Text(en="Photo in public"), purpose="photo"),
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
        programme_words = {name: value for name, value in typed.items()}

        save_draft(row, programme_words, by=SYSTEM)
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
                record={"name": person.name, "email": person.email},
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
            programme.star_session(later, by=actor_of(person.id))

    def _cleared(self):
        from qurultai.accreditation.models import Clearance

        batches.make_batch(self.edition, by=SYSTEM)
        rows = Clearance.objects.filter(edition=self.edition)
        batches.decide(self.edition, {row.pk: "cleared" for row in rows}, by=SYSTEM)
        for case in VisaCase.objects.select_related("edition", "registration"):
            visas.change_case(case, state="submitted", by=SYSTEM)
            sign = HERS if case.person_id == self.people[HERS].id else OTHERS
            visas.change_case(case, state="number_received", entry_number=f"{sign}entry", by=SYSTEM)
            case.refresh_from_db()
            visas.issue_letters(self.edition, [case], {case.id: "en"}, letter_pdf, by=SYSTEM)
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
            make_token(f"{sign}token", ["people.person_public.read"], days=9, edition_id=self.edition.id, by=SYSTEM_AS(me))
            saved_views.save_view(self.edition.id, "people", f"{sign}view", f"q={sign}query", by=me)
            undoing.offer("people.affiliation", {"words": f"{sign}undo"}, by=me, edition_id=self.edition.id)
            feed_address(person.id, by=SYSTEM, edition_id=self.edition.id)
            cache.set(f"{sign}cached", f"{sign}cache")
            serial = RosterBadge.objects.get(edition=self.edition, name__startswith=sign).serial
            device.tells(browser, [device.writes(serial, ms_of(clock.now())) for _ in range(2)])
            for problem in Problem.objects.filter(serial=serial):
                resolve_problem(problem, f"{sign}note", by=SYSTEM)
            Command.objects.create(
                key=f"answer-{sign}", fingerprint="x", done_at=clock.now(), status=200, body=f"{sign}answer".encode()
            )
        Delivery.objects.filter(pk=Delivery.objects.first().pk).update(error=f"Traceback {HERS}error {OTHERS}error")


def SYSTEM_AS(actor):
    """The installation, acting as somebody."""
    from dataclasses import replace

    return replace(actor, system=True)


def found(sign):
    """Every place in the data folder in which a word of somebody's stands, with what stands there."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    wanted = re.compile(rb"(?i)" + sign.encode() + rb"[a-z0-9]*")
    places = []
    for file in sorted(Path(settings.DATA).rglob("*")):
        if file.is_file():
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
                told |= {(name, head) for head, value in zip(heads, row, strict=True) if sign.lower() in str(value).lower()}
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
    others = sorted(rows_of(OTHERS))
    erased(scene)
    assert rows_of(HERS) == []
    assert found(HERS) == []
    assert [one for one in others if one not in rows_of(OTHERS)] == []
