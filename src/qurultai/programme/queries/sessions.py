"""Sessions for actions and for the office."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from qurultai.kit import clock
from qurultai.kit.access import Actor, allowed
from qurultai.programme.models import Edition, Session
from qurultai.programme.policies import READ_SESSION


def session_row(session_id: UUID) -> Session:
    """A session by id, for an action."""
    return Session.objects.get(pk=session_id)


def sessions_visible_to(actor: Actor, edition: Edition | None) -> QuerySet[Session]:
    """The sessions of an edition that exist for somebody: published ones for everybody, the others as roles grant."""
    if edition is None or not allowed(READ_SESSION, actor, edition_id=edition.id):
        return Session.objects.none()
    rows = Session.objects.filter(edition=edition).select_related("edition")
    if allowed(READ_SESSION, actor, Session(edition=edition)):
        return rows
    with_a_part = rows.filter(roles__person_id=actor.person_id) if actor.signed_in else rows.none()
    mine = [session.id for session in with_a_part.distinct() if allowed(READ_SESSION, actor, session)]
    return rows.filter(public_now() | Q(id__in=mine))


def sessions_named_to(actor: Actor, edition: Edition | None, session_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The titles of those of these sessions that exist for the reader, in the active language."""
    rows = sessions_visible_to(actor, edition).filter(id__in=set(session_ids)).values_list("id", "title")
    return {key: str(title) for key, title in rows}


def public_now() -> Q:
    """Published, or sealed in a version and its embargo over at this instant (I5: by the clock, not by a job)."""
    return public_at(clock.now())


def public_at(now: dt.datetime) -> Q:
    """The same at another instant."""
    over = Q(state=Session.State.EMBARGOED, sealed=True, embargo_until__lte=now)
    return Q(state=Session.State.PUBLISHED) | over
