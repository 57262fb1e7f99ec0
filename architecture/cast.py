"""Who and what the access tests work with: two forums with objects in every state, and one person for each role.

Every sensitive field holds a word of its own, a canary, which must turn up nowhere but where the matrix lets it.
"""

import datetime as dt
from dataclasses import dataclass

from django.test import Client

from architecture.forum import Forum
from qurultai.accreditation.testing import (
    a_clearance,
    a_desk,
    a_letter,
    a_pile,
    a_visa_rule,
    a_zone,
    an_asked_pile,
    cleared,
)
from qurultai.calendar.models import FeedAddress
from qurultai.calendar.public import book
from qurultai.editions.models import Edition, Grant
from qurultai.editions.public import actor_of, add_building, add_room, add_tables, create_edition, grant_role
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM, Actor, roles
from qurultai.kit.models import Event, SavedView, Undo
from qurultai.kit.ranges import During
from qurultai.kit.text import Text
from qurultai.notices.models import Message
from qurultai.onsite.actions.problems import set_quota
from qurultai.onsite.actions.scans import heard_of, receive_scans
from qurultai.onsite.models import Problem, Quota
from qurultai.onsite.policies import actor_of as actor_of_device
from qurultai.onsite.queries.evidence import ms_of
from qurultai.onsite.testing import PaperDevice, a_gate
from qurultai.onsite.tests.mint import Mint, a_roster
from qurultai.people.models import ApiToken
from qurultai.people.public import (
    NewOrganisation,
    NewPerson,
    add_organisation,
    add_person,
    affiliate,
    ask_erasure,
    leave_act,
    make_token,
)
from qurultai.people.testing import browser_of
from qurultai.programme.models import PlanRun, Session
from qurultai.programme.public import (
    Part,
    add_topic,
    add_wish,
    cancel_session,
    change_state,
    create_session,
    place_session,
    publish_programme,
    set_parts,
    set_places,
    sign_up,
    star_session,
)
from qurultai.registration.public import (
    NewField,
    keep_identity,
    submit_registration,
    withdraw_registration,
)
from qurultai.registration.testing import (
    a_category,
    a_copy,
    a_draft,
    a_form,
    a_group,
    a_photo,
    a_registration,
    an_invitation,
)

NOW = dt.datetime(2027, 9, 1, 6, 0, tzinfo=dt.UTC)
"""When the tests play: twelve days before the forum."""
EMBARGO = dt.datetime(2027, 9, 10, 6, 0, tzinfo=dt.UTC)
FIRST_DAY = dt.date(2027, 9, 13)
FAR = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
NINE = dt.datetime(2027, 9, 13, 4, 0, tzinfo=dt.UTC)
MACHINES = frozenset({"pub", "anon"})
STATES = ("draft", "confirmed", "embargoed", "published", "cancelled")


def canary(what: str, forum: str) -> Text:
    """A secret in three languages; each says what it is and of which forum."""
    return Text({tag: f"CNRY-{what}-{forum}-{tag}" for tag in ("kk", "ru", "en")})


@dataclass
class Cast:
    """Both forums, and a signed-in browser for each role of the first."""

    own: Forum
    foreign: Forum
    clients: dict[str, Client]

    def actor(self, role: str) -> Actor:
        """Who holds a role, as an action sees her."""
        return actor_of(self.own.people[role].id)


def make_cast(now: dt.datetime = NOW) -> Cast:
    """Everything, through the same actions as everybody uses, as of one instant."""
    with clock.frozen(now):
        own, foreign = _forum("own", at_root=True), _forum("foreign", at_root=False)
        return Cast(own, foreign, {role: _browser(own, role) for role in [*sorted(roles() - {"pub"}), "none"]})


def _browser(forum: Forum, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role not in MACHINES:
        browser_of(forum.people[role], client)
    return client


def _forum(name: str, *, at_root: bool) -> Forum:
    last = FIRST_DAY + dt.timedelta(days=1)
    edition = create_edition(
        slug=name, name=Text(kk=f"{name} кк", ru=f"{name} ру", en=name), starts_on=FIRST_DAY, ends_on=last, by=SYSTEM
    )
    if at_root and not edition.at_root:
        Edition.objects.filter(id=edition.id).update(at_root=True)
        edition.refresh_from_db()
    forum = Forum(edition)
    _venue(forum)
    _people(forum, name)
    _programme(forum, name)
    _registration(forum, name)
    _accreditation(forum, name)
    _secrets(forum, name)
    _on_site(forum, name)
    return forum


def _venue(forum: Forum) -> None:
    house = add_building(forum.edition, Text(kk="Үй", ru="Дом", en="House"), by=SYSTEM)
    forum.buildings = [house, add_building(forum.edition, Text(kk="Қонақүй", ru="Отель", en="Hotel"), by=SYSTEM)]
    for number in (1, 2, 3):
        name = Text(kk=f"Зал {number} кк", ru=f"Зал {number}", en=f"Hall {number}")
        forum.rooms.append(add_room(forum.edition, name, by=SYSTEM, building=house, capacity=50))
    add_tables(forum.rooms[2], [1, 2], by=SYSTEM)


def _people(forum: Forum, name: str) -> None:
    company = add_organisation(NewOrganisation(name=Text(kk="Компания кк", ru="Компания", en="Company")), by=SYSTEM)
    forum.organisation = company
    forum.company_b = add_organisation(NewOrganisation(name=Text(kk="Екінші", ru="Вторая", en="Second")), by=SYSTEM)
    for role in [*sorted(roles() - MACHINES), "none", "stranger"]:
        new = NewPerson(
            name=f"{name} {role}", email=f"cnry-mail-{name}-{role}@example.org", phone=f"CNRY-phone-{name}-{role}"
        )
        forum.people[role] = add_person(new, by=SYSTEM, edition_id=forum.edition.id)
        if role not in {"none", "stranger"}:
            grant_role(forum.edition, forum.people[role].id, role, by=SYSTEM)
    forum.grant = Grant.objects.get(edition=forum.edition, role="part")
    since = dt.date(2020, 1, 1)
    for role in ("comp", "head", "memb", "stranger"):
        affiliate(forum.people[role], company, by=SYSTEM, since=since, speaks_for=role in {"comp", "head"})


def _programme(forum: Forum, name: str) -> None:
    forum.topic = add_topic(forum.edition, Text(kk="Тақырып", ru="Тема", en="Topic"), by=SYSTEM, slug=f"{name}-topic")
    for hour, state in enumerate(STATES):
        title = (
            Text(kk="Жарияланған", ru="Опубликовано", en="Published") if state == "published" else canary(state, name)
        )
        session = create_session(forum.edition, title=title, by=SYSTEM, state="draft", code=f"{name[:1].upper()}{hour}")
        session = place_session(session, NINE + dt.timedelta(hours=hour), forum.rooms[0], by=SYSTEM)
        speaker = "spkr" if state == "draft" else "stranger"
        set_parts(session, [Part(forum.people[speaker].id)], by=SYSTEM)
        if state not in {"draft", "published"}:
            session = change_state(session, "confirmed", by=SYSTEM)
        if state == "published":
            session = change_state(session, "confirmed", by=SYSTEM)
            set_places(session, 1, by=SYSTEM)
        if state == "embargoed":
            session = change_state(session, "embargoed", by=SYSTEM, embargo_until=EMBARGO)
        if state == "cancelled":
            cancel_session(session, by=SYSTEM)
        forum.sessions[state] = session
    confirmed = forum.sessions["confirmed"]
    Session.objects.filter(id=confirmed.id).update(state="draft")
    forum.version = publish_programme(forum.edition, note=Text(kk="Бір", ru="Один", en="One"), by=SYSTEM)
    Session.objects.filter(id=confirmed.id).update(state="confirmed")
    add_wish("before", forum.sessions["draft"], forum.sessions["published"], by=SYSTEM)
    for session in forum.sessions.values():
        session.refresh_from_db()


def _registration(forum: Forum, name: str) -> None:
    questions = (NewField(type="text", key=key, label=Text(en=key)) for key in ("first", "second"))
    forum.form = a_form(forum.edition, *questions)
    forum.unused = a_category(forum.edition, f"Unused {name}")
    pictures = a_form(forum.edition, NewField(type="consent", label=Text(en="Photo"), key="pictures", purpose="photo"))
    forum.category = a_category(forum.edition, f"Guest {name}", approval="by_hand", capacity=9, form=pictures)
    forum.registration = a_registration(
        forum.category, forum.people["stranger"], organisation=f"CNRY-application-{name}", country="KZ"
    )
    a_photo(forum.registration, f"CNRY-portrait-{name}".encode())
    forum.group = a_group(forum.category, forum.people["head"])
    forum.member = a_registration(forum.category, forum.people["jury"], group=forum.group)
    left = a_registration(forum.category, forum.people["seek"], group=forum.group)
    forum.left = withdraw_registration(left, by=SYSTEM)
    forum.invitation = an_invitation(forum.category, organisation=f"CNRY-application-{name}")
    an_invitation(forum.category, "Second", wave=2, sent=False)
    drafted = a_draft(a_category(forum.edition, f"With documents {name}"), forum.people["gsta"])
    keep_identity(drafted, {"number": f"CNRY-passport-{name}", "citizenship": "KZ"}, by=SYSTEM)
    a_copy(drafted, f"%PDF-1.7 CNRY-passport-{name}".encode())
    forum.passport = submit_registration(drafted, by=SYSTEM)
    forum.asked_erasure = ask_erasure(forum.people["none"].id, forum.edition.id, by=SYSTEM)
    leave_act(forum.edition.id, "identities", {"registration.identities": 3}, [], by=SYSTEM)
    forum.draft = a_draft(forum.category, forum.people["team"], organisation=f"CNRY-application-{name}")
    left = a_registration(forum.category, forum.people["agen"])
    forum.withdrawn = withdraw_registration(left, by=SYSTEM)


def _accreditation(forum: Forum, name: str) -> None:
    forum.guest = a_category(forum.edition, "Badge holder")
    a_zone(forum.edition, 1)
    forum.rule = a_visa_rule(forum.edition, "IN")
    [clearance] = cleared(forum.guest, f"{name} holder", organisation=f"CNRY-badge-{name}", country="IN")
    forum.badge_code = clearance.registration.code
    forum.letter = a_letter(clearance.registration)
    a_clearance(forum.guest, f"{name} waits")
    forum.desk, forum.pile = a_desk(forum.edition), a_pile(forum.edition)
    forum.asked = an_asked_pile(forum.edition)


def _on_site(forum: Forum, name: str) -> None:
    """Somebody is inside, twice, by a gate with a device; her organisation has a quota."""
    mint, company = Mint(), forum.company_b
    badges = [mint.badge(serial, f"CNRY-inside-{name}", organisation_id=company.id) for serial in (1, 2)]
    a_roster(forum.edition, badges, mint)
    forum.gate = a_gate(forum.edition)
    device = PaperDevice(forum.gate)
    forum.device = device.row
    at = ms_of(clock.now())
    pieces = [device.writes(1, at), device.writes(1, at + 60_000)]
    receive_scans(device.row, pieces, heard_of(device.row, [(0, 0, 5)], 0), by=actor_of_device(device.row))
    forum.problem = Problem.objects.get(edition=forum.edition)
    set_quota(forum.edition, company.id, 3, 1, by=SYSTEM)
    forum.quota = Quota.objects.get(edition=forum.edition)


def _secrets(forum: Forum, name: str) -> None:
    edition, people = forum.edition, forum.people
    published = forum.sessions["published"]
    star_session(published, by=actor_of(people["part"].id))
    sign_up(published, people["part"].id, by=actor_of(people["part"].id))
    during = During.of(NINE + dt.timedelta(hours=8), 60)
    booking = book(
        edition_id=edition.id, kind="absence", title=canary("private", name), during=during,
        people={people["stranger"].id: "absence"}, places=(), by=SYSTEM,
    )  # fmt: skip
    forum.booking_id = booking.id
    forum.plan = PlanRun.objects.create(edition=edition, state="impossible", asked_at=clock.now())
    forum.view = SavedView.objects.create(
        table="people", name=f"CNRY-view-{name}", query="q=cnry", edition_id=edition.id, person_id=people["admn"].id
    )
    forum.undo = Undo.objects.create(
        kind="programme.sessions",
        before={"sessions": []},
        until=FAR,
        edition_id=edition.id,
        person_id=people["prog"].id,
    )
    forum.feed = FeedAddress.objects.create(person=people["stranger"], address=f"CNRY-feed-{name}")
    forum.event = Event.objects.create(
        type="programme.SessionChanged", edition_id=edition.id, happened_at=clock.now(),
        payload={"session_id": str(published.id), "fields": [f"CNRY-journal-{name}"]},
    )  # fmt: skip
    forum.message = Message.objects.create(
        key=f"cnry-{name}", person=people["stranger"], edition_id=edition.id, template="x", language="en",
        subject=f"CNRY-subject-{name}", text=f"CNRY-letter-{name}", html=f"CNRY-letter-{name}", queued_at=clock.now(),
    )  # fmt: skip
    made = make_token(
        f"CNRY-token-{name}",
        ["programme.session_draft.list"],
        edition_id=edition.id,
        by=actor_of(people["admn"].id),
        days=60,
    )
    forum.token, forum.secrets["token"] = made.token, made.secret
    forum.hers = ApiToken.objects.create(
        edition_id=edition.id, person=people["tokn"], name=f"CNRY-token-{name}-tokn", secret_hash=f"tokn-{name}",
        scopes=["programme.session.list"], made_at=clock.now(), expires_at=clock.now() + dt.timedelta(days=60),
    )  # fmt: skip
