"""Writing sessions: which browsers somebody is signed in with, and signing out of them."""

import datetime as dt
from uuid import UUID

from django.contrib.sessions.models import Session

from qurultai.kit import access, clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.people.events import SessionsEnded
from qurultai.people.models import Account, BrowserSession
from qurultai.people.rules import SESSION_SECONDS


@action
def begin_session(account: Account, session_key: str, device: str) -> None:
    """Remember the browser in which somebody just signed in."""
    now = clock.now()
    known = {"account": account, "device": device, "began_at": now, "used_at": now}
    BrowserSession.objects.update_or_create(session_key=session_key, defaults=known)


@action
def note_session_use(session_key: str) -> None:
    """Remember that a browser was used now."""
    BrowserSession.objects.filter(session_key=session_key).update(used_at=clock.now())


@action
def end_sessions(keep: str | None = None, only: UUID | None = None, *, by: Actor) -> int:
    """Sign me out on one of my devices, or on all but the one whose key is `keep`; it acts on the next request (I9)."""
    access.require(access.SIGNED_IN, by)
    mine = BrowserSession.objects.filter(account__person_id=by.person_id).exclude(session_key=keep)
    keys = list((mine.filter(id=only) if only else mine).values_list("session_key", flat=True))
    ended, _rows = Session.objects.filter(session_key__in=keys).delete()
    if ended:
        journal.record(SessionsEnded(by.person_id, ended), by=by)
    return ended


def forget_old_sessions() -> None:
    """Drop what is left of sessions that are over; a chore, harmless when done twice."""
    now = clock.now()
    Session.objects.filter(expire_date__lt=now).delete()
    BrowserSession.objects.filter(used_at__lt=now - dt.timedelta(seconds=SESSION_SECONDS)).delete()
