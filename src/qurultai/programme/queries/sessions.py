"""Sessions for actions and for the office."""

from uuid import UUID

from django.db.models import QuerySet

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.programme.models import Edition, Session
from qurultai.programme.policies import CREATE_SESSION, READ_SESSION


def session_row(session_id: UUID) -> Session:
    """A session by id, for an action."""
    return Session.objects.get(pk=session_id)


def sessions_visible_to(actor: Actor, edition: Edition | None) -> QuerySet[Session]:
    """All sessions for whoever makes the programme; else the published ones and those in which one has a part."""
    if edition is None:
        return Session.objects.none()
    rows = Session.objects.filter(edition=edition)
    if access.allowed(CREATE_SESSION, actor, edition_id=edition.id):
        return rows
    ids = [session.id for session in rows if access.allowed(READ_SESSION, actor, session)]
    return rows.filter(id__in=ids)
