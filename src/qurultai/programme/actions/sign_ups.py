"""Signing up for sessions with limited places (R6, I1): a place and its time are taken in one transaction."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from qurultai.calendar import public as calendar
from qurultai.editions import public as editions
from qurultai.kit import access, clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.prepared import first, prepared
from qurultai.programme import rules
from qurultai.programme.actions.refusals import ClashesWithAgenda, HasAPart, SignUpClosed
from qurultai.programme.actions.sessions import locked
from qurultai.programme.events import (
    PlaceGivenBack,
    PlacesChanged,
    PlaceTaken,
    WaitingListJoined,
    WaitingPersonPromoted,
)
from qurultai.programme.models import Session, SessionRole, SignUp
from qurultai.programme.policies import (
    CREATE_SESSION_BOOKING,
    DELETE_SESSION_BOOKING,
    TRANSITION_SESSION,
    state_now,
)

ATTENDEE = "attendee"
"""A purpose that yields: it never holds up the move of a session (calendar)."""


@action
def set_places(session: Session, places: int | None, *, by: Actor) -> Session:
    """So many places, with sign-up; None: no sign-up. More places are given to those who wait, in order of asking."""
    session = locked(session)
    access.require(TRANSITION_SESSION, by, session)
    if places is not None:
        calendar.set_places(session.id, places)
    if session.sign_up != (places is not None):
        session.sign_up = places is not None
        session.save(update_fields=["sign_up"])
    journal.record(PlacesChanged(session.id, places), by=by, edition_id=session.edition_id)
    if places is not None:
        _promote(session, by)
    return session


@action
def sign_up(session: Session, person_id: UUID, *, by: Actor) -> SignUp:
    """Take a place, or one in the waiting list when all are taken; a second time changes nothing.

    Raises SignUpClosed, HasAPart, and ClashesWithAgenda when a place is free but the person's time is not.
    """
    session = locked(session, _what_decides)
    place = _place_of(session, person_id) or SignUp(person_id=person_id, state=SignUp.State.WITHDRAWN)
    place.session = session
    access.require(CREATE_SESSION_BOOKING, by, place)
    if place.state != SignUp.State.WITHDRAWN:
        return place
    _check_open(session, person_id)
    _promote(session, by)
    place.asked_at = clock.now()
    if calendar.take_place(session.id):
        _join(session, person_id, by)
        place.state, fact = SignUp.State.CONFIRMED, PlaceTaken(session.id, person_id)
    else:
        place.state, fact = SignUp.State.WAITING, WaitingListJoined(session.id, person_id)
    place.save()
    journal.record(fact, by=by, edition_id=session.edition_id)
    return place


@action
def withdraw_sign_up(session: Session, person_id: UUID, *, by: Actor) -> None:
    """Give the place back; the first who waits and is free gets it. A second time changes nothing."""
    session = locked(session, _what_decides)
    place = _place_of(session, person_id)
    access.require(DELETE_SESSION_BOOKING, by, place or SignUp(session=session, person_id=person_id))
    if place is None or place.state == SignUp.State.WITHDRAWN:
        return
    had_place = place.state == SignUp.State.CONFIRMED
    place.state = SignUp.State.WITHDRAWN
    place.save(update_fields=["state"])
    journal.record(PlaceGivenBack(session.id, person_id, had_place), by=by, edition_id=session.edition_id)
    if had_place:
        calendar.give_back(session.id)
        if session.booking_id:
            calendar.leave(session.booking_id, person_id, by=by)
        _promote(session, by)


def return_attendees(session: Session, by: Actor) -> None:
    """Claim the time of those who have places for a session that was placed anew; softly where it is not free."""
    for place in session.sign_ups.filter(state=SignUp.State.CONFIRMED):
        calendar.join(session.booking_id, place.person_id, purpose=ATTENDEE, by=by, on_clash="soft")


def _check_open(session: Session, person_id: UUID) -> None:
    starts_at = session.booking.starts_at if session.booking else None
    phase = editions.phase_of(session.edition_id, "sign_up")
    closed = rules.sign_ups.closed_because(
        state=state_now(session), sign_up=session.sign_up, starts_at=starts_at, phase=phase, now=clock.now()
    )
    if closed:
        raise SignUpClosed(closed)
    if _parts_in(session.id, person_id):
        raise HasAPart


@prepared
def _what_decides(session_id: UUID) -> QuerySet[Session]:
    """What of a session decides over its places."""
    rows = Session.objects.select_for_update(of=("self",)).select_related("booking").filter(pk=session_id).order_by()
    return rows.only("edition", "code", "state", "embargo_until", "sealed", "sign_up", "booking__starts_at")


def _place_of(session: Session, person_id: UUID) -> SignUp | None:
    return first(_places_of(session.id, person_id))


@prepared
def _places_of(session_id: UUID, person_id: UUID) -> QuerySet[SignUp]:
    return SignUp.objects.filter(session_id=session_id, person_id=person_id).order_by()


@prepared
def _parts_in(session_id: UUID, person_id: UUID) -> QuerySet[SessionRole]:
    return SessionRole.objects.filter(session_id=session_id, person_id=person_id).order_by().values_list("id")


@prepared
def _waiting_for(session_id: UUID) -> QuerySet[SignUp]:
    return SignUp.objects.filter(session_id=session_id, state=SignUp.State.WAITING).order_by("asked_at", "id")


def _join(session: Session, person_id: UUID, by: Actor) -> None:
    try:
        calendar.join(session.booking_id, person_id, purpose=ATTENDEE, by=by)
    except calendar.TimeTaken as taken:
        raise ClashesWithAgenda(taken.clashes) from taken


def _promote(session: Session, by: Actor) -> None:
    """Give free places to those who wait, in order of asking; who is busy at that time stays in the list."""
    if session.booking_id is None or not calendar.places_left([session.id]).get(session.id):
        return
    for place in _waiting_for(session.id):
        if not calendar.take_place(session.id):
            return
        try:
            with transaction.atomic():
                calendar.join(session.booking_id, place.person_id, purpose=ATTENDEE, by=by)
        except calendar.TimeTaken:
            calendar.give_back(session.id)
            continue
        place.state = SignUp.State.CONFIRMED
        place.save(update_fields=["state"])
        fact = WaitingPersonPromoted(session.id, place.person_id)
        journal.record(fact, by=by, edition_id=session.edition_id)
