"""The office's pages show what is there, to those who may see it, in three languages."""

import datetime as dt
import re
from pathlib import Path

import pytest

import qurultai
from qurultai.editions.actions.forum import change_edition
from qurultai.editions.actions.venue import add_building, add_room
from qurultai.editions.models import Edition
from qurultai.editions.testing import an_edition, holder_of, signed_in
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal import Fact
from qurultai.kit.journal.facts import type_name
from qurultai.kit.models import Delivery, Event
from qurultai.kit.text import Text
from qurultai.office import words
from qurultai.registration.testing import a_category, a_draft, a_registration

SOURCE = Path(qurultai.__file__).parent
pytestmark = pytest.mark.django_db
PAGES = ["", "edition/", "edition/change/", "edition/copy/", "edition/places/", "edition/roles/", "journal/"]


@pytest.fixture
def edition():
    return an_edition("2027")


@pytest.fixture
def owner(edition):
    return signed_in(holder_of(edition, "admn"))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_the_owner_opens_every_page_in_every_language(owner, language, page):
    answer = owner.get(f"/{language}/office/{page}")
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text


@pytest.mark.parametrize("page", PAGES)
def test_a_participant_opens_none_of_them(edition, page):
    assert signed_in(holder_of(edition, "part")).get(f"/en/office/{page}").status_code in {403, 404}


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_asked_to_sign_in(edition, client, page):
    answer = client.get(f"/en/office/{page}")
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/en/sign-in/")


def test_a_wrong_date_is_said_at_its_field_and_nothing_typed_is_lost(owner, edition):
    answer = owner.post(
        "/en/office/edition/change/",
        {"name_en": "New name", "starts_on": "2027-09-14", "ends_on": "2027-09-13", "zone": "Asia/Almaty"},
    )
    assert answer.status_code == 422
    assert 'value="New name"' in answer.text
    assert Edition.objects.get().name == edition.name


def test_a_change_of_the_name_keeps_the_languages_that_were_not_touched(owner, edition):
    words = {"name_kk": "Жаңа", "name_ru": "Новый", "name_en": "New"}
    dates = {"starts_on": "2027-09-13", "ends_on": "2027-09-14", "zone": "Asia/Almaty"}
    assert owner.post("/en/office/edition/change/", {**words, **dates}).status_code == 302
    assert dict(Edition.objects.get().name) == {"kk": "Жаңа", "ru": "Новый", "en": "New"}


def test_next_years_edition_has_an_office_of_its_own(owner, edition):
    answer = owner.post(
        "/en/office/edition/copy/",
        {"name_en": "Next", "slug": "2028", "starts_on": "2028-09-11", "ends_on": "2028-09-12"},
    )
    assert answer.url == "/en/2028/office/edition/"
    assert "Next" in owner.get(answer.url).text


def test_a_room_is_added_and_changed(owner, edition):
    building = add_building(edition, Text(en="House"), by=SYSTEM)
    needs = {"equipment": "projector", "more_equipment": "booth, projector"}
    sent = {"name_en": "Hall", "capacity": "300", "building": str(building.id), **needs}
    assert owner.post("/en/office/edition/places/rooms/new/", sent).status_code == 302
    room = edition.rooms.get()
    assert (room.capacity, room.equipment, room.building) == (300, ["projector", "booth"], building)
    owner.post(f"/en/office/edition/places/rooms/{room.code}/", {**sent, "capacity": "350"})
    room.refresh_from_db()
    assert room.capacity == 350


def test_a_room_of_another_forum_is_not_found(owner, edition):
    foreign = add_room(an_edition("2028"), Text(en="Foreign"), by=SYSTEM)
    assert owner.get(f"/en/office/edition/places/rooms/{foreign.code}/").status_code == 404


def test_the_journal_shows_this_forums_facts_only(owner, edition):
    other = an_edition("2028", name=Text(en="Other"))
    change_edition(other, {"theme": Text(en="Secret theme")}, by=SYSTEM)
    foreign = Event.objects.filter(edition_id=other.id).last()
    own = Event.objects.filter(edition_id=edition.id).last()
    assert owner.get(f"/en/office/journal/{own.id}/").status_code == 200
    assert owner.get(f"/en/office/journal/{foreign.id}/").status_code == 404
    shown = {event.edition_id for event in owner.get("/en/office/journal/").context["list"].slice.rows}
    assert shown == {edition.id}


def test_only_the_data_protection_officer_downloads_the_journal(owner, edition):
    assert owner.get("/en/office/journal/export.csv").status_code == 403
    officer = signed_in(holder_of(edition, "dpo"))
    rows = b"".join(officer.get("/en/office/journal/export.csv").streaming_content).decode().splitlines()
    assert len(rows) == 1 + Event.objects.filter(edition_id=edition.id).count()


def test_stuck_deliveries_are_seen_and_tried_again(owner, edition):
    event = Event.objects.filter(edition_id=edition.id).first()
    now = dt.datetime.now(dt.UTC)
    stuck = Delivery.objects.create(event=event, listener="nobody:listens", state="stuck", attempts=10, due_at=now)
    assert owner.get("/en/office/").context["stuck"] == 1
    owner.post("/en/office/journal/retrial/")
    stuck.refresh_from_db()
    assert (stuck.state, stuck.attempts) == ("pending", 0)


def test_the_number_of_queries_does_not_grow_with_the_rooms(owner, edition, django_assert_num_queries):
    def queries():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            owner.get("/en/office/edition/places/")
        return len(seen)

    add_room(edition, Text(en="One"), by=SYSTEM)
    one = queries()
    add_room(edition, Text(en="Two"), by=SYSTEM)
    add_room(edition, Text(en="Three"), by=SYSTEM)
    assert queries() == one


def test_the_programme_manager_sees_sessions_and_clashes_on_her_first_page(edition):
    manager = signed_in(holder_of(edition, "prog"))
    labels = [figure.label for figure in manager.get("/en/office/").context["figures"]]
    assert labels == ["person", "countries", "sessions", "without a time", "clashes"]


def test_protocol_sees_on_its_first_page_who_is_registered_and_who_waits_for_a_decision(edition):
    by_hand = a_category(edition, approval="by_hand")
    a_registration(a_category(edition))
    a_registration(by_hand)
    a_registration(by_hand)
    a_draft(by_hand)
    a_registration(a_category(an_edition("2028")))
    officer = signed_in(holder_of(edition, "prot"))
    figures = [figure for figure in officer.get("/en/office/").context["figures"] if "state=" in figure.url]
    assert [(one.label, one.value, one.alarm) for one in figures] == [
        ("registered", 1, False),
        ("to decide on", 2, True),
    ]
    assert [len(officer.get(one.url).context["list"].slice.rows) for one in figures] == [1, 2]


def test_every_fact_has_a_name():
    kinds = [kind for kind in Fact.__subclasses__() if kind.__module__.endswith(".events")]
    of_contexts = [kind for kind in kinds if (SOURCE / kind.__module__.split(".")[1] / "events.py").exists()]
    told = {type_name(kind) for kind in of_contexts}
    assert told == set(words.FACTS)


def test_only_the_page_at_hand_is_marked_in_the_navigation(owner):
    groups = owner.get("/en/office/edition/roles/").context["nav_items"]
    assert [str(link["label"]) for group in groups for link in group["children"] if link["current"]] == ["Roles"]


def test_whoever_works_for_the_forum_finds_the_office_from_her_own_pages(edition, owner):
    guest = signed_in(holder_of(edition, "part"))
    links = [[link["url"] for link in one.get("/en/my/").context["tool_links"]] for one in (owner, guest)]
    assert links == [["/en/office/"], []]


def test_a_role_that_was_withdrawn_comes_back(owner, edition):
    holder_of(edition, "prog")
    grant = edition.grants.get(role="prog")
    page = owner.post(f"/en/office/edition/roles/{grant.id}/withdrawal/", follow=True).text
    assert not edition.grants.filter(role="prog").exists()
    owner.post(re.search(r'action="([^"]*/office/undo/[^"]*)"', page)[1])
    assert edition.grants.get(role="prog").person_id == grant.person_id


def test_the_journal_says_what_a_fact_is_about_to_whom_it_exists(owner, edition):
    person = holder_of(edition, "part")
    fact = Event.objects.create(
        type="x.Y",
        edition_id=edition.id,
        happened_at=clock.now(),
        payload={"person_id": str(person.id), "note_id": "none"},
    )
    assert person.name in owner.get("/en/office/journal/").text
    assert f"<dd>{person.name}</dd>" in owner.get(f"/en/office/journal/{fact.id}/").text
