"""Making and changing sessions."""

import datetime as dt
from collections.abc import Callable, Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import slugify

from qurultai.calendar import public as calendar
from qurultai.kit import access, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.prepared import prepared
from qurultai.kit.ranges import During
from qurultai.kit.text import Text
from qurultai.programme import rules
from qurultai.programme.actions.openings import lay_openings
from qurultai.programme.actions.refusals import (
    Cancelled,
    CodeTaken,
    FieldUnknown,
    LengthRefused,
    StateRefused,
    StillTakesPlace,
    TitleMissing,
)
from qurultai.programme.events import SessionCancelled, SessionChanged, SessionCreated, SessionStateChanged
from qurultai.programme.models import Edition, Session
from qurultai.programme.policies import CREATE_SESSION, DELETE_SESSION, TRANSITION_SESSION, UPDATE_SESSION, state_now

WORDS = frozenset({"title", "subtitle", "abstract", "description", "aim", "questions", "equipment"})
"""What the people of a session may change themselves while it is a draft or confirmed."""
FIELDS = WORDS | {
    "code",
    "slug",
    "kind",
    "source_kind",
    "topic",
    "language",
    "interpretation",
    "minutes",
    "expected_audience",
    "fixed",
    "alone",
    "movable_from",
    "movable_until",
    "waiver",
}
LONGEST_MINUTES = 9 * 24 * 60


@action
def create_session(
    edition: Edition,
    *,
    title: Text,
    by: Actor,
    kind: str = Session.Kind.OTHER,
    minutes: int = 60,
    state: str = Session.State.CONFIRMED,
    **more: object,
) -> Session:
    """A new session without a time; `more` are fields of `FIELDS`, `guid` and `number`."""
    access.require(CREATE_SESSION, by, edition_id=edition.id)
    if unknown := sorted(more.keys() - FIELDS - {"guid", "number"}):
        raise FieldUnknown(field=unknown[0])
    if state not in (Session.State.DRAFT, Session.State.CONFIRMED):
        raise StateRefused(before=Session.State.DRAFT, after=state)
    _check(title, minutes)
    if Session.objects.filter(edition=edition, code=more.get("code")).exists():
        raise CodeTaken(code=more["code"])
    more.setdefault("slug", slugify(title.best("en"))[:300])
    session = Session.objects.create(edition=edition, title=title, kind=kind, minutes=minutes, state=state, **more)
    journal.record(SessionCreated(session.id, session.code), by=by, edition_id=edition.id)
    return session


@action
def change_session(session: Session, changes: Mapping[str, object], *, by: Actor) -> Session:
    """Change some fields; a placed session keeps its start and gets its new length; nothing new, nothing recorded."""
    session = locked(session)
    access.require(UPDATE_SESSION, by, session)
    if not access.allowed(CREATE_SESSION, by, edition_id=session.edition_id) and changes.keys() - WORDS:
        raise access.Denied(UPDATE_SESSION.name)
    if unknown := sorted(changes.keys() - FIELDS):
        raise FieldUnknown(field=unknown[0])
    changed = sorted(field for field, value in changes.items() if getattr(session, field) != value)
    if not changed:
        return session
    for field in changed:
        setattr(session, field, changes[field])
    if "kind" in changed and "source_kind" not in changed and session.source_kind:
        session.source_kind = ""
        changed.append("source_kind")
    _check(session.title, session.minutes)
    if "code" in changed and Session.objects.filter(edition=session.edition_id, code=session.code).exists():
        raise CodeTaken(code=session.code)
    session.save(update_fields=changed)
    _follow_on_calendar(session, changed, by)
    journal.record(SessionChanged(session.id, tuple(changed)), by=by, edition_id=session.edition_id)
    return session


@action
def change_state(session: Session, state: str, *, by: Actor, embargo_until: dt.datetime | None = None) -> Session:
    """From draft to confirmed, under embargo and back; cancelling and publishing are actions of their own."""
    session = locked(session)
    access.require(TRANSITION_SESSION, by, session)
    before = state_now(session)
    if before == state and session.embargo_until == embargo_until:
        return session
    alone = state in (Session.State.PUBLISHED, Session.State.CANCELLED)
    if alone or (before != state and not rules.states.may_follow(before, state)):
        raise StateRefused(before=before, after=state)
    session.state = state
    session.embargo_until = embargo_until if state == Session.State.EMBARGOED else None
    was_sealed, session.sealed = session.sealed, session.sealed and state == Session.State.EMBARGOED
    session.save(update_fields=["state", "embargo_until", "sealed"])
    journal.record(SessionStateChanged(session.id, before, state), by=by, edition_id=session.edition_id)
    if was_sealed:
        lay_openings(session.edition_id, by=by)
    return session


@action
def cancel_session(session: Session, *, by: Actor) -> Session:
    """It will not take place: everybody's time is given back and everybody is told. A second time changes nothing."""
    session = locked(session)
    access.require(TRANSITION_SESSION, by, session)
    if session.state == Session.State.CANCELLED:
        return session
    if session.booking_id:
        calendar.cancel(session.booking_id, by=by)
    waited = session.sealed and state_now(session) == Session.State.EMBARGOED
    session.state, session.booking, session.room, session.sealed = Session.State.CANCELLED, None, None, False
    session.save(update_fields=["state", "booking", "room", "sealed"])
    journal.record(SessionCancelled(session.id, session.code), by=by, edition_id=session.edition_id)
    if waited:
        lay_openings(session.edition_id, by=by)
    return session


@action
def remove_session(session: Session, *, by: Actor) -> None:
    """Take a draft or a cancelled session away altogether."""
    session = locked(session)
    if session.state not in (Session.State.DRAFT, Session.State.CANCELLED):
        access.require(CREATE_SESSION, by, edition_id=session.edition_id)
        raise StillTakesPlace
    access.require(DELETE_SESSION, by, session)
    if session.booking_id:
        calendar.cancel(session.booking_id, by=by)
    session.delete()


@prepared
def _whole(session_id: UUID) -> QuerySet[Session]:
    rows = Session.objects.select_for_update(of=("self",)).select_related("booking")
    return rows.filter(pk=session_id).order_by()


def locked(session: Session, ask: Callable[[UUID], list[Session]] = _whole) -> Session:
    """The session's row as it is now, locked until the commit, with its booking; its edition is the one known.

    `ask` reads it, whole or what of it matters.
    """
    for row in ask(session.pk):
        row.edition = session.edition
        return row
    raise Session.DoesNotExist


def alive(session: Session) -> Session:
    """The locked session. Raises Cancelled."""
    session = locked(session)
    if session.state == Session.State.CANCELLED:
        raise Cancelled
    return session


def _check(title: Text, minutes: int) -> None:
    if not title:
        raise TitleMissing
    if not 0 < minutes < LONGEST_MINUTES:
        raise LengthRefused


def _follow_on_calendar(session: Session, changed: list[str], by: Actor) -> None:
    if session.booking is None:
        return
    if "title" in changed:
        calendar.retitle(session.booking_id, session.title, by=by)
    if "minutes" in changed:
        calendar.move(session.booking_id, during=During.of(session.booking.starts_at, session.minutes), by=by)
