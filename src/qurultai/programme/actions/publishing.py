"""Publishing: a version is the whole document, made once and never changed."""

from collections.abc import Collection
from dataclasses import replace

import msgspec

from qurultai.kit import access, clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.text import Text
from qurultai.programme.actions.refusals import NothingNew, NotPublishable
from qurultai.programme.events import ProgrammePublished
from qurultai.programme.formats.document import Programme, to_json
from qurultai.programme.models import Edition, Session, Version
from qurultai.programme.policies import TRANSITION_SESSION
from qurultai.programme.queries.blocks import blocks_of
from qurultai.programme.queries.documents import draft_document
from qurultai.programme.queries.versions import current_version
from qurultai.programme.rules.differences import Difference, difference
from qurultai.programme.rules.publishing import not_waived


@action
def publish_programme(
    edition: Edition, *, note: Text, by: Actor, waive: Collection[str] = (), name: str = ""
) -> Version:
    """Put the draft on air as the next version, with a note for the readers.

    `waive` names what is published nevertheless: "languages" (R11) and "clashes" (R2). Raises NotPublishable with what
    blocks it, and NothingNew when the last version says the same. What is under embargo is not in it.
    """
    access.require(TRANSITION_SESSION, by, edition_id=edition.id)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    draft = draft_document(edition)
    if blocks := not_waived(blocks_of(edition, draft), waive):
        raise NotPublishable(tuple(blocks))
    last = current_version(edition.id)
    number = last.number + 1 if last else 1
    if last and unnamed(last.document) == unnamed(draft):
        raise NothingNew
    document = named(draft, name or ("" if last else draft.version) or str(number))
    change = difference(last.document if last else None, document)
    version = Version.objects.create(
        edition=edition,
        number=number,
        name=document.version,
        note=note,
        document=to_json(document),
        changes=msgspec.to_builtins(change),
        waived=sorted(waive),
        published_at=clock.now(),
        published_by_id=by.person_id,
    )
    _mark_published(edition, document)
    journal.record(_fact(version, change), by=by, edition_id=edition.id)
    return version


def unnamed(document: Programme) -> Programme:
    """The document without its version's name, for comparing."""
    return named(document, "")


def named(document: Programme, version: str) -> Programme:
    """The document under a version's name."""
    return replace(document, version=version)


def _mark_published(edition: Edition, document: Programme) -> None:
    states = (Session.State.CONFIRMED, Session.State.EMBARGOED)
    shown = {item.guid for item in document.items}
    ids = [
        id_
        for id_, guid in Session.objects.filter(edition=edition, state__in=states).values_list("id", "guid")
        if str(guid) in shown
    ]
    Session.objects.filter(id__in=ids).update(state=Session.State.PUBLISHED, embargo_until=None)


def _fact(version: Version, change: Difference) -> ProgrammePublished:
    figures = (len(change.added), len(change.removed), len(change.moved), len(change.changed))
    return ProgrammePublished(version.edition_id, version.id, version.number, *figures)
