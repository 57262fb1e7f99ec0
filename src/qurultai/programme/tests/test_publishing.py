"""R11 and the versions: complete or waived, never changed, with a public change log."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.management import call_command
from icalendar import Calendar

from qurultai.kit import clock
from qurultai.kit.access import SYSTEM, Denied
from qurultai.kit.text import Text
from qurultai.programme import public as programme
from qurultai.programme.actions.refusals import NothingNew, NotPublishable
from qurultai.programme.formats.testing import generated
from qurultai.programme.models import Session, Version
from qurultai.programme.rules.differences import difference
from qurultai.programme.rules.publishing import Block, Words, incomplete, not_waived
from qurultai.programme.testing import NINE, a_participant, a_person, a_session, a_venue, facts, manager, placed

pytestmark = pytest.mark.django_db
THREE = {"kk": "а", "ru": "б", "en": "c"}


@pytest.fixture
def venue():
    venue = a_venue()
    for room in (venue.hall, venue.side, venue.far):
        room.name = Text({tag: f"{room.name['en']} {tag}" for tag in ("kk", "ru", "en")})
        room.save()
    return venue


def publish(venue, **more):
    return programme.publish_programme(venue.edition, **{"note": Text(), "by": SYSTEM} | more)


def test_words_are_complete_in_three_languages_or_waived():
    things = [
        Words("session", "A", "A", {"title": THREE, "abstract": {}}),
        Words("session", "B", "B", {"title": {"en": "c"}, "abstract": {}}),
        Words("session", "C", "C", {"title": THREE, "abstract": {"ru": "б", "en": "c"}}),
        Words("session", "D", "D", {"title": {"en": "c"}}, waiver="A guest's own text"),
    ]
    assert [(block.subject, block.fields, block.languages) for block in incomplete(things)] == [
        ("B", ("title",), ("kk", "ru")),
        ("C", ("abstract",), ("kk",)),
    ]


def test_a_waiver_lifts_its_own_kind_of_block_only():
    blocks = [Block("incomplete", "session", "A", "A"), Block("clash", "session", "B", "B")]
    assert [block.subject for block in not_waived(blocks, {"languages"})] == ["B"]
    with pytest.raises(KeyError):
        not_waived(blocks, {"everything"})


def test_a_difference_tells_what_was_added_removed_moved_and_changed():
    before = generated(talks=4, rooms=2, days=1)
    moved = replace(before.items[0], starts_at=before.items[0].starts_at + dt.timedelta(hours=5))
    renamed = replace(before.items[1], title={"en": "New name"}, contributors=())
    added = replace(before.items[2], guid="11111111-1111-4111-8111-111111111111")
    found = difference(before, replace(before, items=(moved, renamed, added, before.items[3])))
    assert [[one.guid for one in kind] for kind in (found.added, found.removed, found.moved, found.changed)] == [
        [added.guid],
        [before.items[2].guid],
        [moved.guid],
        [renamed.guid],
    ]
    assert found.moved[0].fields == ("time",)


def test_the_first_version_is_no_news():
    assert not difference(None, generated(talks=4, rooms=2, days=1))


def test_a_complete_programme_is_published_without_a_waiver(venue):
    session = placed(venue)
    publish(venue)
    session.refresh_from_db()
    assert (session.state, Version.objects.get().waived) == ("published", [])


def test_incomplete_words_block_and_name_the_session(venue):
    session = placed(venue)
    programme.change_session(session, {"abstract": Text(en="Only English")}, by=SYSTEM)
    with pytest.raises(NotPublishable) as refused:
        publish(venue)
    assert [(block.subject, block.languages) for block in refused.value.blocks] == [(session.code, ("kk", "ru"))]
    programme.change_session(session, {"waiver": "A guest's own text"}, by=SYSTEM)
    assert publish(venue).number == 1


def test_somebody_taken_twice_blocks_until_waived(venue):
    speaker = a_person("Baqyt")
    placed(venue, "First", speaker)
    other = a_session(venue, "Second", speaker)
    programme.place_session(other, NINE, venue.side, by=SYSTEM, on_clash="soft")
    with pytest.raises(NotPublishable) as refused:
        publish(venue, waive={"languages"})
    assert [(block.code, block.subject, block.fields) for block in refused.value.blocks] == [
        ("clash", other.code, ("Baqyt",))
    ]
    assert publish(venue, waive={"clashes"}).waived == ["clashes"]


def test_what_is_under_embargo_is_not_in_the_document_before_its_time(venue):
    placed(venue, "Open")
    secret = placed(venue, "CNRY-secret", minute=120)
    until = NINE - dt.timedelta(hours=1)
    with clock.frozen(NINE - dt.timedelta(days=1)):
        programme.change_state(secret, "embargoed", embargo_until=until, by=SYSTEM)
        version = publish(venue)
        assert "CNRY-secret" not in str(version.document)
    with clock.frozen(until - dt.timedelta(seconds=1)):
        assert len(programme.draft_document(venue.edition).items) == 1
    with clock.frozen(until):
        assert len(programme.draft_document(venue.edition).items) == 2


def test_drafts_cancelled_and_placeless_sessions_are_not_public(venue):
    placed(venue, "Open")
    placed(venue, "Draft", minute=60, state="draft")
    programme.cancel_session(placed(venue, "Gone", minute=120), by=SYSTEM)
    a_session(venue, "Nowhere")
    assert [item.title["en"] for item in programme.draft_document(venue.edition).items] == ["Open"]


def test_versions_are_numbered_and_tell_their_difference(venue):
    session = placed(venue)
    publish(venue)
    with pytest.raises(NothingNew):
        publish(venue)
    programme.place_session(session, NINE, venue.side, by=SYSTEM)
    publish(venue, note=Text(en="A larger room"))
    second, first = programme.versions(venue.edition.id)
    assert (second.number, first.number, second.note) == (2, 1, Text(en="A larger room"))
    assert [(change["code"], change["fields"]) for change in second.changes["moved"]] == [(session.code, ["room"])]
    assert [(fact.number, fact.moved) for fact in facts("ProgrammePublished")] == [(1, 0), (2, 1)]


def test_a_published_version_does_not_follow_later_changes(venue):
    session = placed(venue, "Before")
    publish(venue)
    programme.change_session(session, {"title": Text(kk="Кейін", ru="После", en="After")}, by=SYSTEM)
    assert programme.current_version(venue.edition.id).document.items[0].title["en"] == "Before"


def test_only_who_may_publishes(venue):
    placed(venue)
    _person, actor = a_participant(venue)
    with pytest.raises(Denied):
        publish(venue, by=actor)
    assert publish(venue, by=manager(venue)).published_by.name == "Manager"


def test_no_mail_address_is_ever_in_a_document(venue):
    placed(venue, "Open", a_person("Baqyt", email="cnry@example.org"))
    assert "cnry" not in str(publish(venue).document)


def test_an_imported_programme_keeps_the_name_of_its_version():
    edition = programme.import_programme(
        replace(generated(talks=4, rooms=2, days=1), version="Gacrux"), by=SYSTEM
    ).edition
    version = programme.publish_programme(edition, note=Text(), by=SYSTEM, waive={"languages", "clashes"})
    assert (version.number, version.name) == (1, "Gacrux")
    assert set(Session.objects.values_list("state", flat=True)) == {"published"}


def test_without_the_check_of_languages_an_incomplete_programme_would_be_published(venue, monkeypatch):
    session = placed(venue)
    programme.change_session(session, {"abstract": Text(en="Only English")}, by=SYSTEM)
    monkeypatch.setattr("qurultai.programme.queries.blocks.incomplete", lambda things: [])
    assert publish(venue).number == 1


def test_without_the_embargo_the_secret_would_be_in_the_document(venue, monkeypatch):
    secret = placed(venue, "CNRY-secret")
    with clock.frozen(NINE - dt.timedelta(days=1)):
        programme.change_state(secret, "embargoed", embargo_until=NINE, by=SYSTEM)
        rows = Session.objects.select_related("booking", "topic")
        monkeypatch.setattr(
            "qurultai.programme.queries.documents.draft.public_sessions", lambda edition: list(rows.all())
        )
        monkeypatch.setattr("qurultai.programme.queries.documents.draft.sessions_under_embargo", lambda edition: [])
        assert "CNRY-secret" in str(publish(venue).document)


def test_a_moved_session_has_a_higher_number_in_the_calendar_of_the_command_line(venue, tmp_path):
    session = placed(venue)
    publish(venue)
    out = tmp_path / "programme.ics"
    numbers = []
    for hours in (0, 2):
        if hours:
            room = session.room
            programme.place_session(session, room=room, starts_at=NINE + dt.timedelta(hours=hours), by=SYSTEM)
            publish(venue)
        call_command("export", "ics", out=out, language="en")
        event = Calendar.from_ical(out.read_bytes()).walk("VEVENT")[0]
        numbers.append((str(event["uid"]) == str(session.guid), event["sequence"]))
    assert numbers == [(True, 0), (True, 1)]
