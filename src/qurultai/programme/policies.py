"""Named permissions of the programme, and how a session, a sign-up and a version relate to a person."""

from uuid import UUID

from qurultai.kit import clock
from qurultai.kit.access import Actor, Noun
from qurultai.programme.models import Session, SessionRole
from qurultai.programme.rules import embargoes


def _has_a_part(actor: Actor, session: object) -> bool:
    return actor.signed_in and SessionRole.objects.filter(session_id=session.id, person_id=actor.person_id).exists()


def _is_mine(actor: Actor, place: object) -> bool:
    return actor.signed_in and place.person_id == actor.person_id


def _edition_of(place: object) -> UUID | None:
    return place.session.edition_id


def state_now(session: object) -> str | None:
    """A session's state by the clock: what an embargo's end opened is published (I5)."""
    if isinstance(session, Session):
        return embargoes.state_at(session.state, session.embargo_until, sealed=session.sealed, now=clock.now())
    return getattr(session, "state", None)


SESSION = Noun("programme.session", state=state_now, grp=_has_a_part)
LIST_SESSIONS = SESSION.verb("list")
READ_SESSION = SESSION.verb("read")
CREATE_SESSION = SESSION.verb("create")
UPDATE_SESSION = SESSION.verb("update")
TRANSITION_SESSION = SESSION.verb("transition")
DELETE_SESSION = SESSION.verb("delete")
EXPORT_SESSION = SESSION.verb("export")

SESSION_DRAFT = Noun("programme.session_draft", grp=_has_a_part)
LIST_SESSION_DRAFTS = SESSION_DRAFT.verb("list")
"""To see sessions as they stand in the office, before anybody publishes them."""

SESSION_BOOKING = Noun("programme.session_booking", edition=_edition_of, own=_is_mine)
LIST_SESSION_BOOKINGS = SESSION_BOOKING.verb("list")
READ_SESSION_BOOKING = SESSION_BOOKING.verb("read")
CREATE_SESSION_BOOKING = SESSION_BOOKING.verb("create")
DELETE_SESSION_BOOKING = SESSION_BOOKING.verb("delete")

SPEAKER_PROFILE = Noun("programme.speaker_profile")
LIST_SPEAKER_PROFILES = SPEAKER_PROFILE.verb("list")
READ_SPEAKER_PROFILE = SPEAKER_PROFILE.verb("read")
UPDATE_SPEAKER_PROFILE = SPEAKER_PROFILE.verb("update")
TRANSITION_SPEAKER_PROFILE = SPEAKER_PROFILE.verb("transition")
