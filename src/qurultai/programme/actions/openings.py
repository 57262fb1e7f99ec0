"""Embargoes end by themselves: the versions that will follow the one on air are laid ready, each at its instant."""

from uuid import UUID

from qurultai.kit import clock, journal, ready
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.kit.text import Text
from qurultai.programme.events import OpeningsChanged, ProgrammePublished, SessionStateChanged
from qurultai.programme.formats.document import Programme, from_json, to_json
from qurultai.programme.models import Edition, Session, Version
from qurultai.programme.queries.versions import out
from qurultai.programme.rules import embargoes
from qurultai.programme.rules.differences import difference, figures, plain

NOTE = Text(
    kk="Мерзімі аяқталған эмбаргодағы сессиялар ашылды.",
    ru="Открыты сессии, эмбарго на которые закончилось.",
    en="Sessions whose embargo has ended are open.",
)


def lay_openings(edition_id: UUID, *, by: Actor) -> None:
    """Make the versions that follow by themselves as the sealed sessions' embargoes stand now, and call off all others.

    Stands inside the transaction that changed an embargo, so nothing opens at an instant that no longer holds.
    """
    Version.objects.filter(edition_id=edition_id, published_at__gt=clock.now()).delete()
    ready.call_off(edition_id)
    last = out(edition_id).order_by("-number").first()
    if last is not None and last.sealed is not None:
        _follow(last, from_json(last.sealed))
    journal.record(OpeningsChanged(edition_id), by=by, edition_id=edition_id)


def _follow(last: Version, whole: Programme) -> None:
    rows = Session.objects.filter(
        edition_id=last.edition_id, state=Session.State.EMBARGOED, sealed=True, embargo_until__isnull=False
    )
    before, number = from_json(last.document), last.number
    shown = {item.guid for item in before.items}
    ends = {str(guid): until for guid, until in rows.values_list("guid", "embargo_until") if str(guid) not in shown}
    for at in sorted(set(ends.values())):
        number += 1
        after = embargoes.opened(whole, before, {guid for guid, until in ends.items() if until <= at}, str(number))
        Version.objects.create(
            edition_id=last.edition_id,
            number=number,
            name=after.version,
            note=NOTE,
            document=to_json(after),
            sealed=last.sealed,
            changes=plain(difference(before, after)),
            waived=last.waived,
            published_at=max(at, clock.now()),
            published_by_id=last.published_by_id,
        )
        before = after


@action
def settle_openings() -> int:
    """Write down what the clock has opened: states, and the fact that a version is out; returns how many sessions.

    Readers do not wait for it. A second time changes nothing.
    """
    over = Session.objects.filter(state=Session.State.EMBARGOED, sealed=True, embargo_until__lte=clock.now())
    sessions = list(over.select_for_update().order_by("id"))
    for session in sessions:
        fact = SessionStateChanged(session.id, session.state, Session.State.PUBLISHED)
        journal.record(fact, by=SYSTEM, edition_id=session.edition_id)
    kept = [session.id for session in sessions]
    Session.objects.filter(id__in=kept).update(state=Session.State.PUBLISHED, sealed=False, embargo_until=None)
    for edition in Edition.objects.filter(id__in={session.edition_id for session in sessions}).order_by("id"):
        version = out(edition.id).order_by("-number").first()
        journal.record(published_fact(version), by=SYSTEM, edition_id=edition.id)
    return len(sessions)


def published_fact(version: Version) -> ProgrammePublished:
    """The fact that a version is out, with how much it changed."""
    return ProgrammePublished(version.edition_id, version.id, version.number, *figures(version.changes))
