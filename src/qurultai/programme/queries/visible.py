"""One visible session, drafts, and what somebody has marked and signed up for."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from qurultai.kit.access import Actor, allowed
from qurultai.kit.prepared import prepared
from qurultai.programme.models import Edition, Session, SignUp, Star
from qurultai.programme.policies import LIST_SESSION_DRAFTS, READ_SESSION
from qurultai.programme.queries.sessions import sessions_visible_to


def session_visible_to(actor: Actor, edition: Edition | None, code: str) -> Session:
    """One of those that exist for somebody (`sessions_visible_to`). Raises Session.DoesNotExist."""
    if edition is None or not allowed(READ_SESSION, actor, edition_id=edition.id):
        raise Session.DoesNotExist
    for session in _coded(edition.id, code):
        session.edition = edition
        if allowed(READ_SESSION, actor, session):
            return session
    raise Session.DoesNotExist


@prepared
def _coded(edition_id: UUID, code: str) -> QuerySet[Session]:
    return Session.objects.filter(edition_id=edition_id, code=code).order_by()


def session_at_hand(actor: Actor, edition: Edition | None, code: str) -> Session:
    """One that is visible, or that somebody marked or signed up for when it was. Raises Session.DoesNotExist."""
    visible = sessions_visible_to(actor, edition).values("id")
    mine = Q(stars__person_id=actor.person_id) | Q(sign_ups__person_id=actor.person_id)
    rows = Session.objects.filter(Q(id__in=visible) | mine, edition=edition, code=code)
    return rows.select_related("edition").distinct().get()


def drafts_visible_to(actor: Actor, edition: Edition | None) -> QuerySet[Session]:
    """Sessions as they stand in the office, for those who work on all or on some of them."""
    if edition is None or not allowed(LIST_SESSION_DRAFTS, actor, edition_id=edition.id):
        return Session.objects.none()
    rows = Session.objects.filter(edition=edition).select_related("topic", "booking", "room")
    if allowed(LIST_SESSION_DRAFTS, actor, Session(edition=edition)):
        return rows
    return rows.filter(roles__person_id=actor.person_id).distinct()


def stars_of(person_id: UUID, edition_id: UUID) -> list[str]:
    """The codes of the sessions that somebody marked."""
    rows = Star.objects.filter(person_id=person_id, session__edition_id=edition_id)
    return list(rows.order_by("session__code").values_list("session__code", flat=True))


def sign_ups_of(person_id: UUID, edition_id: UUID) -> Iterable[SignUp]:
    """Somebody's places and waiting places, in order of asking; a withdrawn one is none."""
    rows = SignUp.objects.filter(person_id=person_id, session__edition_id=edition_id)
    return rows.exclude(state=SignUp.State.WITHDRAWN).select_related("session")
