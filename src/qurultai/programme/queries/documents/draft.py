"""The document of an edition as it would be published now."""

from collections import defaultdict
from uuid import UUID

from qurultai.kit import clock
from qurultai.programme.formats.document import Programme, arranged
from qurultai.programme.models import Edition, Session, SessionRole, Topic
from qurultai.programme.queries.documents import parts
from qurultai.programme.queries.documents.frame import frame_of
from qurultai.programme.queries.documents.naming import rooms_of, standing_of
from qurultai.programme.queries.documents.sources import sources_of
from qurultai.programme.queries.places import places_of

SHOWN = (Session.State.CONFIRMED, Session.State.PUBLISHED, Session.State.EMBARGOED)


def draft_document(edition: Edition, *, with_sealed: bool = False) -> Programme:
    """Everything that would be public if it were published now: placed, not cancelled, not under embargo.

    `with_sealed` adds what is under embargo, for what opens by itself later: it is for no reader. What the file of an
    imported edition said beyond our columns is in it, so that an export loses nothing.
    """
    sources = sources_of(edition)
    sessions = sessions_under_embargo(edition) + public_sessions(edition) if with_sealed else public_sessions(edition)
    roles = _roles_of(edition, {session.id for session in sessions})
    places = _places_of(sessions)
    items = tuple(parts.item_of(one, roles[one.id], places.get(one.id), sources) for one in sessions)
    people = list({role.person_id: role.person for of in roles.values() for role in of}.values())
    standing = standing_of(people, edition)
    topics = sorted(Topic.objects.filter(edition=edition), key=lambda topic: sources.position("topic", topic.id))
    whole = Programme(
        **frame_of(edition, sources, items),
        rooms=rooms_of(edition, sources),
        topics=tuple(parts.topic_of(topic, sources) for topic in topics),
        items=items,
        persons=tuple(parts.person_of(person, standing.get(person.id), sources) for person in people),
    )
    return arranged(whole)


def public_sessions(edition: Edition) -> list[Session]:
    """The placed sessions that would be public now."""
    now = clock.now()
    rows = Session.objects.filter(edition=edition, state__in=SHOWN, booking__isnull=False)
    return [
        session
        for session in rows.select_related("booking", "topic")
        if session.state != Session.State.EMBARGOED
        or (session.embargo_until is not None and session.embargo_until <= now)
    ]


def sessions_under_embargo(edition: Edition) -> list[Session]:
    """The placed sessions whose embargo has not ended."""
    rows = Session.objects.filter(edition=edition, state=Session.State.EMBARGOED, booking__isnull=False)
    waiting = rows.exclude(embargo_until__lte=clock.now())
    return list(waiting.select_related("booking", "topic"))


def _roles_of(edition: Edition, session_ids: set[UUID]) -> dict[UUID, list[SessionRole]]:
    roles: dict[UUID, list[SessionRole]] = defaultdict(list)
    for role in SessionRole.objects.filter(session__edition=edition).select_related("person"):
        if role.session_id in session_ids:
            roles[role.session_id].append(role)
    return roles


def _places_of(sessions: list[Session]) -> dict[UUID, int]:
    limited = places_of(session.id for session in sessions if session.sign_up)
    return {session_id: places.places for session_id, places in limited.items()}
