"""Names on the public site are today's: of the forum, its rooms and its people; everything else waits for a version."""

import datetime as dt

import pytest

from qurultai.editions.public import add_room, change_edition, change_room, set_walk
from qurultai.editions.testing import an_edition
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.models import ReadyPage
from qurultai.kit.text import Text
from qurultai.people import public as people
from qurultai.people.models import Person
from qurultai.programme import public as programme
from qurultai.programme.testing import in_three, placed
from qurultai.website.tests.conftest import forget


def page(client, path: str) -> str:
    """A page as its readers get it after the worker has done what is due."""
    deliver_all()
    forget()
    return client.get(path, headers={"accept-encoding": "identity"}).content.decode()


def aru() -> Person:
    return Person.objects.get(name="Aru Serik")


def test_a_room_renamed_is_renamed_on_every_page_at_once_and_no_version_is_made(client, on_air, session):
    change_room(on_air.hall, {"name": in_three("Great Hall")}, by=SYSTEM)
    for path in (
        "/en/programme/",
        "/en/rooms/",
        f"/en/programme/sessions/{session.code}/",
        "/en/programme/schedule.xml",
    ):
        assert ("Great Hall" in page(client, path), path) == (True, path)
    assert "Great Hall" in client.get(f"/api/v1/editions/{on_air.edition.slug}/rooms").content.decode()
    assert "Great Hall (қаз)" in page(client, "/kk/programme/")
    assert [hit.title for hit in programme.search(on_air.edition.id, "great", "en", ("room",)).hits] == ["Great Hall"]
    assert len(programme.versions(on_air.edition.id)) == 1
    with pytest.raises(programme.NothingNew):
        programme.publish_programme(on_air.edition, note=Text(), by=SYSTEM, waive={"languages"})


def test_a_new_room_and_new_minutes_on_foot_are_there_at_once(client, on_air):
    add_room(on_air.edition, in_three("Planetarium"), building=on_air.hall.building, by=SYSTEM)
    assert "Planetarium" in page(client, "/ru/rooms/")
    set_walk(on_air.hall.building, on_air.far.building, 17, by=SYSTEM)
    assert "17" in page(client, "/en/rooms/hall/")


def test_the_forums_name_is_changed_in_files_too(client, on_air):
    change_edition(on_air.edition, {"name": in_three("Orbit Days")}, by=SYSTEM)
    assert page(client, "/en/programme/schedule.xml").count("<title>Orbit Days</title>") == 1


def test_a_speaker_who_changed_her_name_is_shown_under_it(client, on_air, session):
    people.change_person(aru(), {"name": "Aru Bolat"}, by=SYSTEM)
    shown = page(client, f"/en/programme/sessions/{session.code}/")
    assert ("Aru Bolat" in shown, "Aru Serik" in shown) == (True, False)
    assert [hit.title for hit in programme.search(on_air.edition.id, "bolat", "en", ("speaker",)).hits] == ["Aru Bolat"]


def test_position_and_organisation_stand_in_the_readers_language_as_called_on_the_forums_days(client, on_air, session):
    house = people.add_organisation(people.NewOrganisation(name=in_three("Sky Works")), by=SYSTEM)
    people.affiliate(aru(), house, position=in_three("Engineer"), by=SYSTEM)
    first = on_air.edition.starts_on
    people.rename_organisation(house, in_three("Star Works"), since=first - dt.timedelta(days=1), by=SYSTEM)
    people.rename_organisation(house, in_three("Late Works"), since=first + dt.timedelta(days=90), by=SYSTEM)
    shown = page(client, f"/ru/programme/sessions/{session.code}/")
    assert "Engineer (рус), Star Works (рус)" in shown
    assert '"jobTitle":"Engineer"' in page(client, "/en/programme/schedule.jsonld")
    assert "Star Works" in page(client, "/en/programme/schedule.json")
    [speaker] = client.get(f"/api/v1/editions/{on_air.edition.slug}/speakers?language=kk").json()["items"]
    assert (speaker["position"], speaker["organisation"]) == ("Engineer (қаз)", "Star Works (қаз)")
    assert "Sky Works" not in shown + page(client, "/en/programme/schedule.xml")


def test_words_and_times_of_sessions_do_not_follow(client, on_air, session):
    programme.change_session(session, {"title": in_three("Comets")}, by=SYSTEM)
    change_room(on_air.hall, {"name": in_three("Great Hall")}, by=SYSTEM)
    assert ("Orbits" in page(client, "/en/programme/"), "Comets" in page(client, "/en/programme/")) == (True, False)


def test_a_change_that_shows_nowhere_renders_nothing(on_air):
    before = ReadyPage.objects.count()
    people.change_person(aru(), {"phone": "+7 700 000 00 00"}, by=SYSTEM)
    deliver_all()
    assert ReadyPage.objects.count() == before


def test_another_forum_keeps_its_names(client, on_air):
    other = an_edition("2028")
    change_edition(other, {"name": in_three("Elsewhere")}, by=SYSTEM)
    assert "Elsewhere" not in page(client, "/en/")


def test_without_the_renewal_the_old_name_would_stay(client, on_air, monkeypatch):
    monkeypatch.setattr("qurultai.programme.receivers.naming.renew_names", lambda edition_id, by: False)
    change_room(on_air.hall, {"name": in_three("Great Hall")}, by=SYSTEM)
    assert "Great Hall" not in page(client, "/en/programme/")


def test_a_room_that_is_added_after_publishing_does_not_wait_with_the_next_session(client, on_air):
    placed(on_air, "Unpublished", minute=120, room=on_air.side)
    change_room(on_air.side, {"name": in_three("Small Hall")}, by=SYSTEM)
    shown = page(client, "/en/rooms/side/")
    assert ("Small Hall" in shown, "Unpublished" in shown) == (True, False)
