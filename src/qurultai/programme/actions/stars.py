"""Stars: what somebody would like to see."""

from qurultai.kit import access, journal
from qurultai.kit.access import SIGNED_IN, Actor
from qurultai.kit.action import action
from qurultai.programme.events import SessionStarred, SessionUnstarred
from qurultai.programme.models import Session, Star
from qurultai.programme.policies import READ_SESSION


@action
def star_session(session: Session, *, by: Actor) -> None:
    """Mark a session that one may see; a second time changes nothing."""
    access.require(SIGNED_IN, by)
    access.require(READ_SESSION, by, session)
    _star, made = Star.objects.get_or_create(session=session, person_id=by.person_id)
    if made:
        journal.record(SessionStarred(session.id, by.person_id), by=by, edition_id=session.edition_id)


@action
def unstar_session(session: Session, *, by: Actor) -> None:
    """Take the mark away; a second time changes nothing."""
    access.require(SIGNED_IN, by)
    gone, _rows = Star.objects.filter(session=session, person_id=by.person_id).delete()
    if gone:
        journal.record(SessionUnstarred(session.id, by.person_id), by=by, edition_id=session.edition_id)
