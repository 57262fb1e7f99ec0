"""Stars: what somebody would like to see."""

from collections.abc import Iterable
from uuid import UUID

from qurultai.kit import access, journal
from qurultai.kit.access import SIGNED_IN, Actor
from qurultai.kit.action import action
from qurultai.programme.events import SessionStarred, SessionUnstarred, StarsImported
from qurultai.programme.models import Session, Star
from qurultai.programme.policies import CREATE_SESSION, READ_SESSION


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


@action
def star_many(edition_id: UUID, stars: Iterable[tuple[UUID, UUID]], *, by: Actor) -> int:
    """Marks of many people at once as (person, session), from another system; those that are there stay."""
    access.require(CREATE_SESSION, by, edition_id=edition_id)
    held = set(Star.objects.filter(session__edition_id=edition_id).values_list("person_id", "session_id"))
    new = [Star(person_id=person, session_id=session) for person, session in dict.fromkeys(stars).keys() - held]
    Star.objects.bulk_create(new, batch_size=1000)
    if new:
        journal.record(StarsImported(len(new)), by=by, edition_id=edition_id)
    return len(new)
