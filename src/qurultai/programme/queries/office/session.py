"""One session for those who make it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from qurultai.calendar import public as calendar
from qurultai.editions.public import address
from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.programme.models import Edition, Session, SessionRole, SignUp, Wish
from qurultai.programme.policies import UPDATE_SESSION
from qurultai.programme.queries.places import Places, places_of
from qurultai.programme.queries.sessions import sessions_visible_to


@dataclass(frozen=True)
class Whole:
    """A session with its people, places and wishes, and what its booking clashes with."""

    session: Session
    roles: list[SessionRole]
    places: Places | None
    confirmed: list[SignUp]
    waiting: list[SignUp]
    wishes: list[Wish]
    stars: int
    clashing: tuple[str, ...]


def session_in_office(actor: Actor, edition: Edition | None, code: str) -> Session:
    """A session by its code, if it exists for this person. Raises Session.DoesNotExist."""
    rows = sessions_visible_to(actor, edition).select_related("booking", "room", "topic", "edition")
    return rows.get(code=code)


def other_session(session: Session, code: str) -> Session:
    """Another session of the same edition by its code. Raises Session.DoesNotExist."""
    return Session.objects.exclude(pk=session.pk).get(edition=session.edition_id, code=code)


def pages_of(actor: Actor, edition: Edition, session_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Where the office works on each of these sessions, for whoever may; one query."""
    if not access.allowed(UPDATE_SESSION, actor, edition_id=edition.id):
        return {}
    codes = Session.objects.filter(edition=edition, id__in=list(session_ids)).values_list("id", "code")
    return {key: address("programme_office:session", edition, code=code) for key, code in codes}


def whole(session: Session) -> Whole:
    """Everything about a session; seven queries."""
    sign_ups = list(session.sign_ups.exclude(state=SignUp.State.WITHDRAWN).select_related("person"))
    wishes = Wish.objects.filter(first=session) | Wish.objects.filter(second=session)
    return Whole(
        session=session,
        roles=list(session.roles.select_related("person")),
        places=places_of([session.id]).get(session.id) if session.sign_up else None,
        confirmed=[one for one in sign_ups if one.state == SignUp.State.CONFIRMED],
        waiting=[one for one in sign_ups if one.state == SignUp.State.WAITING],
        wishes=list(wishes.select_related("first", "second")),
        stars=session.stars.count(),
        clashing=_clashing(session),
    )


def _clashing(session: Session) -> tuple[str, ...]:
    """Who or what is claimed by this session while something else holds the time."""
    if session.booking is None:
        return ()
    mine = [entry for entry in calendar.soft_claims(session.edition_id) if entry.booking_id == session.booking_id]
    names = calendar.names_of(key for entry in mine for key in entry.soft)
    return tuple(names[key] for entry in mine for key in entry.soft)
