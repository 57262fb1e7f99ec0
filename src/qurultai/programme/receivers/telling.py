"""Tells the people of a session what concerns them, once each (R4): moves and cancellations of published sessions,
and what became of their sign-up."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qurultai.calendar.events import AttendanceClashed, BookingCancelled, BookingMoved
from qurultai.editions.public import PlaceName, places_named
from qurultai.kit.models import Event
from qurultai.kit.ranges import During
from qurultai.notices import public as notices
from qurultai.programme.actions.placing import KIND
from qurultai.programme.events import PlaceGivenBack, PlaceTaken, WaitingListJoined, WaitingPersonPromoted
from qurultai.programme.models import Session
from qurultai.programme.queries.telling import is_public, session_for_notice

MOVED = (_("Moved"), _("A session in your agenda has a new time or place."))
CANCELLED = (_("Cancelled"), _("A session in your agenda will not take place."))
CLASHED = (
    _("Please choose"),
    _("A session moved, and now two things in your agenda are at the same time. Please choose."),
)
PLACE = (_("You have a place"), _("You have a place in this session."))
WAITING = (
    _("Waiting list"),
    _("All places are taken. You are on the waiting list and will hear from us when one comes free."),
)
PROMOTED = (_("A place came free"), _("A place came free: you now have a place in this session."))
WITHDRAWN = (_("Withdrawn"), _("You withdrew from this session. Your place is given to somebody else."))
Occasion = tuple[Promise, Promise]


def tell_of_move(fact: BookingMoved, event: Event) -> None:
    """Everybody in a published session that moved hears of it once, with the old time (and place) and the new."""
    session = _published(fact.kind, fact.subject_id)
    if session:
        before = During(fact.was_starts_at, fact.was_ends_at)
        key = f"moved:{fact.booking_id}:{fact.change_number}"
        left = set(fact.was_place_ids) - set(fact.place_ids)
        _tell(session, fact.person_ids, MOVED, key, before=before, before_places=list(places_named(left).values()))


def tell_of_cancellation(fact: BookingCancelled, event: Event) -> None:
    """Everybody in a published session that is cancelled hears of it once."""
    session = _published(fact.kind, fact.subject_id)
    if session:
        before = During(fact.starts_at, fact.ends_at)
        _tell(session, fact.person_ids, CANCELLED, f"cancelled:{fact.booking_id}:{fact.change_number}", before=before)


def tell_of_clash(fact: AttendanceClashed, event: Event) -> None:
    """Attendees to whom a move gave two things at once are asked to choose."""
    session = _published(fact.kind, fact.subject_id)
    if session:
        _tell(session, fact.person_ids, CLASHED, f"clashed:{fact.booking_id}:{fact.change_number}")


def tell_of_place(fact: PlaceTaken, event: Event) -> None:
    """A confirmation by mail."""
    _tell_one(fact, PLACE, event)


def tell_of_waiting(fact: WaitingListJoined, event: Event) -> None:
    """A confirmation by mail."""
    _tell_one(fact, WAITING, event)


def tell_of_promotion(fact: WaitingPersonPromoted, event: Event) -> None:
    """Good news by mail."""
    _tell_one(fact, PROMOTED, event)


def tell_of_withdrawal(fact: PlaceGivenBack, event: Event) -> None:
    """A confirmation by mail, for those who had a place."""
    if fact.had_place:
        _tell_one(fact, WITHDRAWN, event)


def _published(kind: str, session_id: UUID | None) -> Session | None:
    session = session_for_notice(session_id) if kind == KIND and session_id else None
    return session if session and is_public(session) else None


def _tell_one(
    fact: PlaceTaken | WaitingListJoined | WaitingPersonPromoted | PlaceGivenBack, occasion: Occasion, event: Event
) -> None:
    session = session_for_notice(fact.session_id)
    if session:
        _tell(session, [fact.person_id], occasion, f"sign-up:{event.id}")


def _tell(
    session: Session,
    people: Iterable[UUID],
    occasion: Occasion,
    key: str,
    *,
    before: During | None = None,
    before_places: Sequence[PlaceName] = (),
) -> None:
    heading, sentence = occasion
    facts = {
        "forum": session.edition.name,
        "heading": heading,
        "sentence": sentence,
        "session": session,
        "before": before,
        "before_places": before_places,
        "agenda_url": f"{settings.BASE_URL}/",
    }
    for person_id in people:
        notices.send(
            key=key,
            person_id=person_id,
            template="programme/mail/session",
            facts=facts,
            edition_id=session.edition_id,
            zone=session.edition.tz,
        )
