"""Import: all or nothing, twice is once, real clashes are kept and reported; and the way back out again."""

from dataclasses import replace

import pytest

from qurultai.calendar.public import soft_claims
from qurultai.editions.models import Edition, Room
from qurultai.editions.public import edition_for
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM, Denied
from qurultai.kit.errors import Refusal
from qurultai.kit.models import Event
from qurultai.kit.text import Text
from qurultai.people.models import Person
from qurultai.programme import public as programme
from qurultai.programme.formats.assumed import Assumed
from qurultai.programme.formats.testing import generated
from qurultai.programme.models import Session, SessionRole, Source, Topic
from qurultai.programme.queries.documents import columns
from qurultai.programme.testing import a_participant, a_venue, facts, manager, placed, plain

pytestmark = pytest.mark.django_db


def small(**more):
    return generated(talks=12, rooms=3, days=1, **more)


def rows():
    """Everything that an import may write."""
    return [
        list(model.objects.order_by("pk").values()) for model in (Session, SessionRole, Person, Room, Source, Edition)
    ]


def changed_item(document, number, **more):
    items = list(document.items)
    items[number] = replace(items[number], **more)
    return replace(document, items=tuple(items))


def test_a_file_makes_an_edition_with_its_rooms_topics_people_and_sessions():
    document = small()
    report = programme.import_programme(document, by=SYSTEM)
    edition = edition_for("space-days-2027")
    assert (edition.name["kk"], edition.zone, edition.starts_on) == (
        "Ғарыш күндері 2027",
        "Asia/Almaty",
        document.starts_on,
    )
    assert (Session.objects.count(), Room.objects.count(), len(report.sessions(report.added))) == (12, 3, 12)


def test_the_same_file_twice_changes_no_row_and_tells_no_fact():
    programme.import_programme(small(), by=SYSTEM)
    before, events = rows(), Event.objects.count()
    report = programme.import_programme(small(), by=SYSTEM)
    assert (report.nothing_new, report.unchanged) == (True, 12)
    assert (rows() == before, Event.objects.count()) == (True, events)


def test_a_dry_run_writes_nothing_and_reports_the_same():
    tried = programme.try_import(small(), by=SYSTEM)
    assert (Session.objects.count(), Edition.objects.count(), Event.objects.count()) == (0, 0, 0)
    done = programme.import_programme(small(), by=SYSTEM)
    assert [line.title for line in tried.added] == [line.title for line in done.added]


@pytest.mark.parametrize("kind", ["xml", "json", "xlsx"])
def test_import_publish_export_import_loses_nothing(kind):
    document = generated(talks=40, rooms=4, days=2)
    edition = programme.import_programme(document, by=SYSTEM).edition
    programme.publish_programme(edition, note=Text(), by=SYSTEM, waive={"languages", "clashes"})
    on_air = programme.current_version(edition.id).document
    body = programme.write(kind, on_air, programme.Occasion("en", clock.now()))
    again = programme.read(f"schedule.{kind}", body)
    assert plain(on_air) == plain(replace(document, persons=tuple(replace(p, email="") for p in document.persons)))
    assert again == on_air
    assert programme.import_programme(again, by=SYSTEM, edition=edition).nothing_new


def test_what_changed_in_the_file_changes_here_and_what_was_corrected_here_stays():
    document = small()
    edition = programme.import_programme(document, by=SYSTEM).edition
    item = document.items[0]
    session = Session.objects.get(guid=item.guid)
    programme.change_session(session, {"abstract": Text(en="Corrected here")}, by=SYSTEM)
    newer = changed_item(document, 0, title={"en": "Renamed in the file"})
    report = programme.import_programme(newer, by=SYSTEM, edition=edition)
    session.refresh_from_db()
    assert (session.title, session.abstract) == (Text(en="Renamed in the file"), Text(en="Corrected here"))
    assert [line.code for line in report.changed] == [session.code]


def test_a_session_that_moved_in_the_file_moves_on_the_calendar():
    document = small()
    edition = programme.import_programme(document, by=SYSTEM).edition
    last = document.items[-1]
    programme.import_programme(changed_item(document, -1, starts_at=last.ends_at), by=SYSTEM, edition=edition)
    assert Session.objects.get(guid=last.guid).booking.starts_at == last.ends_at


def test_somebody_in_two_sessions_at_once_is_kept_softly_and_reported():
    document = small()
    twice = document.items[0]
    other = next(item for item in document.items[1:] if item.starts_at == twice.starts_at and item.room != twice.room)
    number = document.items.index(other)
    document = changed_item(document, number, contributors=twice.contributors or other.contributors)
    report = programme.import_programme(document, by=SYSTEM)
    assert report.clashes != []
    assert SessionRole.objects.filter(session__guid=other.guid).count() == len(document.items[number].contributors)
    assert len(soft_claims(report.edition.id)) > 0


def test_two_sessions_in_one_room_at_once_are_both_there():
    document = small()
    first = document.items[0]
    number = next(n for n, item in enumerate(document.items) if n and item.starts_at == first.starts_at)
    report = programme.import_programme(changed_item(document, number, room=first.room), by=SYSTEM)
    rooms = set(
        Session.objects.filter(guid__in=[first.guid, document.items[number].guid]).values_list("room", flat=True)
    )
    assert (len(rooms), report.clashes != []) == (1, True)


def test_vanished_sessions_are_reported_and_cancelled_only_when_asked():
    document = small()
    edition = programme.import_programme(document, by=SYSTEM).edition
    shorter = replace(document, items=document.items[1:])
    told = programme.import_programme(shorter, by=SYSTEM, edition=edition)
    states = [Session.objects.get(guid=document.items[0].guid).state]
    programme.import_programme(shorter, by=SYSTEM, edition=edition, cancel_vanished=True)
    states.append(Session.objects.get(guid=document.items[0].guid).state)
    programme.import_programme(document, by=SYSTEM, edition=edition)
    states.append(Session.objects.get(guid=document.items[0].guid).state)
    assert ([line.kind for line in told.vanished], states) == (["session"], ["confirmed", "cancelled", "confirmed"])


def test_nothing_is_half_imported(monkeypatch):
    from qurultai.programme.actions.importing import programme as importing

    def fails(self):
        raise Refusal

    monkeypatch.setattr(importing.Reading, "settle", fails)
    with pytest.raises(Refusal):
        programme.import_programme(small(), by=SYSTEM)
    assert (Session.objects.count(), Edition.objects.count(), Person.objects.count(), Event.objects.count()) == (0,) * 4


@pytest.mark.parametrize("acronym", ["office", "my", "programme"])
def test_a_programme_cannot_take_a_reserved_address(acronym):
    with pytest.raises(Refusal):
        programme.import_programme(replace(small(), acronym=acronym), by=SYSTEM)


def test_a_file_goes_into_an_edition_of_ones_own_without_changing_its_name():
    venue = a_venue()
    placed(venue, "Ours")
    report = programme.import_programme(small(), by=manager(venue), edition=venue.edition)
    venue.edition.refresh_from_db()
    assert (venue.edition.name, Session.objects.count()) == (Text(en="test"), 13)
    assert [line.kind for line in report.added].count("edition") == 0


def test_a_participant_imports_nothing():
    venue = a_venue()
    _person, actor = a_participant(venue)
    with pytest.raises(Denied):
        programme.import_programme(small(), by=actor, edition=venue.edition)


def test_only_the_operator_makes_a_new_edition():
    venue = a_venue()
    with pytest.raises(Denied):
        programme.import_programme(small(), by=manager(venue))


def test_an_export_of_ones_own_programme_imported_again_changes_nothing():
    venue = a_venue()
    placed(venue, "Ours", Person.objects.create(name="Baqyt"))
    programme.set_places(placed(venue, "Theirs", minute=60), 5, by=SYSTEM)
    body = programme.write_xml(programme.draft_document(venue.edition), "en")
    report = programme.import_programme(programme.read("x.xml", body), by=SYSTEM, edition=venue.edition)
    assert (report.nothing_new, report.vanished) == (True, [])


def test_one_fact_tells_what_an_import_did():
    report = programme.import_programme(small(), by=SYSTEM)
    (fact,) = facts("ProgrammeImported")
    assert (fact.added, fact.changed, fact.cancelled) == (len(report.added), 0, 0)


@pytest.mark.parametrize(
    ("name", "kept"), [("42", "Speaker 42"), (" Aru  K. ", "Aru K."), ("x" * 300, "x" * 200), ("", "Speaker")]
)
def test_names_that_cannot_stand_are_made_so(name, kept):
    assert columns.person_name(name) == kept


def test_a_column_that_still_says_what_the_record_says_is_spelled_as_in_the_record():
    record = {"name": {"en": "Orbits"}, "colour": "#12345"}
    assert columns.restored(record, {"name": {"en": "Orbits"}, "colour": ""}, columns.topic_columns) == record
    own = columns.restored(record, {"name": {"en": "Other"}, "colour": ""}, columns.topic_columns)
    assert own == {"name": {"en": "Other"}, "colour": "#12345"}


def test_without_what_the_file_said_last_a_correction_made_here_would_be_lost():
    document = small()
    edition = programme.import_programme(document, by=SYSTEM).edition
    session = Session.objects.get(guid=document.items[0].guid)
    programme.change_session(session, {"abstract": Text(en="Corrected here")}, by=SYSTEM)
    Source.objects.filter(kind="item").delete()
    report = programme.import_programme(document, by=SYSTEM, edition=edition)
    session.refresh_from_db()
    assert (report.nothing_new, session.abstract == Text(en="Corrected here")) == (False, False)


def test_a_room_that_a_file_names_in_one_language_keeps_its_names_and_size():
    first = small()
    programme.import_programme(first, by=SYSTEM)
    room = Room.objects.order_by("pk").first()
    Room.objects.filter(pk=room.pk).update(
        name=Text(kk="Таразы зертханасы", ru="Лаборатория Таразы", en="Tarazy"), capacity=60
    )
    Source.objects.filter(kind="room").delete()
    element = next(one for one in first.rooms if one.guid)
    says = replace(element, guid="another-file", name={"ru": "Лаборатория Таразы"}, capacity=None)
    document = replace(first, rooms=(says,), items=tuple(replace(item, room=says.guid) for item in first.items))
    programme.import_programme(document, edition=edition_for("space-days-2027"), by=SYSTEM)
    kept = Room.objects.get(pk=room.pk)
    assert (dict(kept.name), kept.capacity) == (
        {"kk": "Таразы зертханасы", "ru": "Лаборатория Таразы", "en": "Tarazy"},
        60,
    )


def test_a_topic_that_a_file_names_in_one_language_is_found_and_keeps_its_names():
    first = small()
    programme.import_programme(first, by=SYSTEM)
    topic = Topic.objects.get(slug=next(one.slug or one.key for one in first.topics))
    names = {"kk": "Байланыс", "ru": "Связь", "en": "Links"}
    Topic.objects.filter(pk=topic.pk).update(name=Text(names), colour="#123456")
    Source.objects.filter(kind="topic").delete()
    says = replace(first.topics[0], key="svyaz", slug="", name={"ru": "Связь"}, colour="")
    document = replace(first, topics=(says,), items=tuple(replace(item, topic="svyaz") for item in first.items))
    known = Topic.objects.count()
    programme.import_programme(document, edition=edition_for("space-days-2027"), by=SYSTEM)
    kept = Topic.objects.get(pk=topic.pk)
    assert (Topic.objects.count(), dict(kept.name), kept.colour) == (known, names, "#123456")


@pytest.mark.parametrize("name", ["ics", "xcs", "csv"])
def test_a_file_that_cannot_say_everything_changes_nothing_that_it_does_not_say(name):
    document = small()
    edition = programme.import_programme(document, by=SYSTEM).edition
    draft = programme.draft_document(edition)
    body = programme.write(name, draft, programme.Occasion("ru", clock.now()))
    assumed = Assumed(edition.zone, "en", edition.slug, str(edition.name), programme.kinds_of(edition))
    read = programme.read(f"x.{name}", body, assumed)
    before = rows()
    report = programme.import_programme(read, by=SYSTEM, edition=edition)
    assert (report.nothing_new, report.vanished, rows() == before) == (True, [], True)
    later = changed_item(read, 0, minutes=20, starts_at=read.items[0].starts_at)
    report = programme.import_programme(later, by=SYSTEM, edition=edition)
    session = Session.objects.get(guid=later.items[0].guid)
    was = next(item for item in draft.items if item.guid == str(session.guid))
    assert (session.minutes, session.abstract, len(report.changed)) == (20, was.abstract, 1)


def test_a_speaker_whom_a_file_only_names_is_the_one_of_that_name_at_the_forum():
    document = small()
    edition = programme.import_programme(document, by=SYSTEM).edition
    people = Person.objects.count()
    named = tuple(
        replace(one, key=f"new {one.name}", guid="", code="", number=None, email="") for one in document.persons
    )
    keys = {old.key: new.key for old, new in zip(document.persons, named, strict=True)}
    items = tuple(
        replace(item, contributors=tuple(replace(part, person=keys[part.person]) for part in item.contributors))
        for item in document.items
    )
    programme.import_programme(replace(document, persons=named, items=items), by=SYSTEM, edition=edition)
    assert Person.objects.count() == people
