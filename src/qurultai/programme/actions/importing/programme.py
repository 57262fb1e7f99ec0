"""The whole import as one action."""

import re

from django.db import transaction

from qurultai.editions import public as editions
from qurultai.kit import access, journal
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.kit.text import Text
from qurultai.programme.actions.importing.people import read_people
from qurultai.programme.actions.importing.reading import Reading, record_of
from qurultai.programme.actions.importing.report import ImportReport, LeftOut, Line
from qurultai.programme.actions.importing.sessions import Sessions
from qurultai.programme.actions.importing.venue import read_rooms, read_topics
from qurultai.programme.events import ProgrammeImported
from qurultai.programme.formats.document import Programme
from qurultai.programme.formats.identity import slugified
from qurultai.programme.formats.partial import completed_by
from qurultai.programme.models import Edition
from qurultai.programme.policies import CREATE_SESSION
from qurultai.programme.queries.documents import draft_document, sources_of

ELEMENTS = ("rooms", "topics", "items", "persons")
IDENTITY = {
    "room": ("rooms", "guid"),
    "topic": ("topics", "key"),
    "item": ("items", "guid"),
    "person": ("persons", "key"),
}


@action
def import_programme(
    document: Programme, *, by: Actor, edition: Edition | None = None, slug: str = "", cancel_vanished: bool = False
) -> ImportReport:
    """Read a programme into an edition (without one: into the edition of its acronym, made if it is new).

    A file is compared with what the last file said, so the same one twice changes nothing and corrections made here
    stay. A person in two sessions at once or a room used doubly is imported with soft claims and reported. Sessions
    that vanished from the file are reported, and cancelled with `cancel_vanished`.
    """
    report = ImportReport(left_out=LeftOut.all_of(document))
    edition = edition or editions_own(document, slug)
    if edition is None:
        edition = _create(document, slug or slug_of(document), by)
        report.added.append(_line(edition))
        current, whole = {}, None
    else:
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        access.require(CREATE_SESSION, by, edition_id=edition.id)
        whole = draft_document(edition)
        current = current_elements(whole)
    report.edition = edition
    document = completed_by(document, whole)
    reading = Reading(document, edition, by, sources_of(edition), current, report)
    _read_frame(reading)
    read_rooms(reading)
    read_topics(reading)
    read_people(reading)
    sessions = Sessions(reading)
    for position, item in enumerate(document.items):
        sessions.read(item, position)
    sessions.write()
    sessions.forget_vanished({item.guid for item in document.items}, cancel=cancel_vanished)
    reading.settle()
    if not report.nothing_new:
        journal.record(_fact(report), by=by, edition_id=edition.id)
    return report


def try_import(document: Programme, **how: object) -> ImportReport:
    """The report that `import_programme` would give; nothing is written."""
    with transaction.atomic():
        report = import_programme(document, **how)
        transaction.set_rollback(True)
    return report


def slug_of(document: Programme) -> str:
    """The address part that a programme's acronym or title makes."""
    candidates = (slugified(text)[:50].strip("-") for text in (document.acronym, *document.title.values()))
    return next((slug for slug in candidates if re.fullmatch(r"[a-z0-9][a-z0-9-]+", slug)), "programme")


def editions_own(document: Programme, slug: str) -> Edition | None:
    """The edition into which a programme belongs by its address part, if there is one."""
    return Edition.objects.filter(slug=slug or slug_of(document)).first()


def current_elements(document: Programme) -> dict[tuple[str, str], dict]:
    """The elements of a document by kind and identity, as plain JSON."""
    return {
        (kind, getattr(element, identity)): record_of(element)
        for kind, (name, identity) in IDENTITY.items()
        for element in getattr(document, name)
    }


def _create(document: Programme, slug: str, by: Actor) -> Edition:
    return editions.create_edition(
        slug=slug,
        name=Text(document.title),
        starts_on=document.starts_on,
        ends_on=document.ends_on,
        zone=document.zone,
        languages=list(document.languages),
        slot_minutes=document.slot_minutes,
        by=by,
    )


def _read_frame(reading: Reading) -> None:
    """Names, dates and zone of the forum: written where the file changed them, never over an edition of our own."""
    record = {name: value for name, value in record_of(reading.document).items() if name not in ELEMENTS}
    source = reading.sources.keyed("programme", "")
    made_here = source is None and _line(reading.edition) not in reading.report.added
    if source is not None and source.record != record:
        names = {"title": "name", "starts_on": "starts_on", "ends_on": "ends_on", "zone": "zone"}
        changes = {
            ours: getattr(reading.document, theirs)
            for theirs, ours in names.items()
            if source.record.get(theirs) != record[theirs]
        }
        if "name" in changes:
            changes["name"] = Text(changes["name"])
        if changes:
            editions.change_edition(reading.edition, changes, by=SYSTEM)
            reading.edition.refresh_from_db()
            reading.report.changed.append(_line(reading.edition))
    if not made_here:
        reading.remember("programme", "", None, 0, record)


def _line(edition: Edition) -> Line:
    return Line("edition", edition.slug, edition.name)


def _fact(report: ImportReport) -> ProgrammeImported:
    return ProgrammeImported(
        report.edition.id, len(report.added), len(report.changed), len(report.cancelled), len(report.clashes)
    )
