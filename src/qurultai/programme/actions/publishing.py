"""Publishing: a version is the whole document, made once and never changed."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from qurultai.kit import access, clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.text import Text
from qurultai.programme.actions.openings import lay_openings, published_fact
from qurultai.programme.actions.refusals import NothingNew, NotPublishable
from qurultai.programme.formats.document import Programme, from_json, to_json
from qurultai.programme.models import Edition, Session, Version
from qurultai.programme.policies import TRANSITION_SESSION
from qurultai.programme.queries.blocks import blocks_of
from qurultai.programme.queries.documents import draft_document
from qurultai.programme.queries.versions import out
from qurultai.programme.rules.differences import difference, plain
from qurultai.programme.rules.publishing import not_waived


@action
def publish_programme(
    edition: Edition, *, note: Text, by: Actor, waive: Collection[str] = (), name: str = ""
) -> Version:
    """Put the draft on air as the next version, with a note for the readers.

    `waive` names what is published nevertheless: "languages" (R11) and "clashes" (R2). Raises NotPublishable with what
    blocks it, and NothingNew when the last version says the same. What is under embargo is not in it, but is
    kept with it and opens by itself as a version of its own when the embargo ends; no new version comes when only that
    changed.
    """
    access.require(TRANSITION_SESSION, by, edition_id=edition.id)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    draft, whole = draft_document(edition), draft_document(edition, with_sealed=True)
    if blocks := not_waived(blocks_of(edition, whole), waive):
        raise NotPublishable(tuple(blocks))
    last, sealed = out(edition.id).order_by("-number").first(), _sealed(draft, whole)
    if last and unnamed(from_json(last.today or last.document)) == unnamed(draft):
        if last.sealed == sealed:
            raise NothingNew
        version = last
        version.sealed = sealed
        version.save(update_fields=["sealed"])
    else:
        version = _next(last, draft, name, by=by, edition=edition, sealed=sealed, note=note, waived=sorted(waive))
    _mark(edition, draft, whole)
    lay_openings(edition.id, by=by)
    if version is not last:
        journal.record(published_fact(version), by=by, edition_id=edition.id)
    return version


def _sealed(draft: Programme, whole: Programme) -> dict[str, Any] | None:
    """The document with what waits, as it is stored; None when nothing waits."""
    return to_json(unnamed(whole)) if len(whole.items) > len(draft.items) else None


def _next(last: Version | None, draft: Programme, name: str, *, by: Actor, edition: Edition, **said: Any) -> Version:
    Version.objects.filter(edition=edition, published_at__gt=clock.now()).delete()
    number = last.number + 1 if last else 1
    document = named(draft, name or ("" if last else draft.version) or str(number))
    return Version.objects.create(
        edition=edition,
        number=number,
        name=document.version,
        document=to_json(document),
        changes=plain(difference(from_json(last.document) if last else None, document)),
        published_at=clock.now(),
        published_by_id=by.person_id,
        **said,
    )


def unnamed(document: Programme) -> Programme:
    """The document without its version's name, for comparing."""
    return named(document, "")


def named(document: Programme, version: str) -> Programme:
    """The document under a version's name."""
    return replace(document, version=version)


def _mark(edition: Edition, draft: Programme, whole: Programme) -> None:
    """The sessions in the document are published; those that only the sealed one has wait for their embargo's end."""
    states = (Session.State.CONFIRMED, Session.State.EMBARGOED)
    shown, known = ({item.guid for item in document.items} for document in (draft, whole))
    rows = Session.objects.filter(edition=edition, state__in=states)
    guids = {id_: str(guid) for id_, guid in rows.values_list("id", "guid")}
    published = [id_ for id_, guid in guids.items() if guid in shown]
    waiting = [id_ for id_, guid in guids.items() if guid in known - shown]
    rows.exclude(id__in=waiting).update(sealed=False)
    rows.filter(id__in=waiting).update(sealed=True)
    rows.filter(id__in=published).update(state=Session.State.PUBLISHED, embargo_until=None)
