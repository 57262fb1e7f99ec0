"""One change to many sessions at once, in one transaction, that can be undone as one step."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from qurultai.kit import access, undoing
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Refusal
from qurultai.programme.actions.refusals import OneRefused
from qurultai.programme.actions.sessions import cancel_session, change_session, change_state
from qurultai.programme.models import Edition, Session, Topic
from qurultai.programme.policies import CREATE_SESSION

UNDO = "programme.sessions"


@action
def change_many(
    edition: Edition, codes: Iterable[str], *, by: Actor, state: str = "", changes: Mapping[str, object] | None = None
) -> tuple[int, UUID | None]:
    """Give sessions a state or change fields of theirs; how many changed, and how to undo it.

    All or none. Raises OneRefused, which names the session that cannot be changed so and says why.
    """
    access.require(CREATE_SESSION, by, edition_id=edition.id)
    before = []
    for session in Session.objects.filter(edition=edition, code__in=list(codes)).order_by("pk"):
        was = _kept(session)
        try:
            if state:
                change_state(session, state, by=by)
            if changes:
                change_session(session, changes, by=by)
        except Refusal as why:
            raise OneRefused(title=session.title, why=why) from why
        session.refresh_from_db()
        if _kept(session) != was:
            before.append(was)
    undo = undoing.offer(UNDO, {"sessions": before}, by=by, edition_id=edition.id) if before else None
    return len(before), undo


def _kept(session: Session) -> dict[str, Any]:
    return {
        "id": str(session.pk),
        "state": session.state,
        "embargo_until": session.embargo_until.isoformat() if session.embargo_until else None,
        "topic": str(session.topic_id) if session.topic_id else None,
        "fixed": session.fixed,
    }


@action
def undo_change_many(before: Mapping[str, Any], *, by: Actor, edition_id: UUID) -> None:
    """Give the sessions back what they had; one that is gone meanwhile stays gone."""
    access.require(CREATE_SESSION, by, edition_id=edition_id)
    topics = {str(topic.pk): topic for topic in Topic.objects.filter(edition=edition_id)}
    for was in before["sessions"]:
        session = Session.objects.filter(edition=edition_id, pk=was["id"]).first()
        if session is None:
            continue
        if was["state"] == Session.State.CANCELLED:
            session = cancel_session(session, by=by)
        elif session.state != was["state"]:
            until = Session._meta.get_field("embargo_until").to_python(was["embargo_until"])
            session = change_state(session, was["state"], by=by, embargo_until=until)
        change_session(session, {"topic": topics.get(was["topic"]), "fixed": was["fixed"]}, by=by)
