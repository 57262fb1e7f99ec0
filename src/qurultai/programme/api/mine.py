"""The API's stars and sign-ups: what is mine."""

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from qurultai.kit.access import SIGNED_IN, guard
from qurultai.kit.api import Plain
from qurultai.programme.actions.sign_ups import sign_up, withdraw_sign_up
from qurultai.programme.actions.stars import star_session, unstar_session
from qurultai.programme.models import SignUp
from qurultai.programme.policies import CREATE_SESSION_BOOKING, DELETE_SESSION_BOOKING, LIST_SESSION_BOOKINGS
from qurultai.programme.queries.visible import session_at_hand, session_visible_to, sign_ups_of, stars_of

router = Router(tags=["mine"])
STARS = "/editions/{edition}/my/stars"
SIGN_UPS = "/editions/{edition}/my/sign-ups"


class SignUpIn(Schema):
    """For which session."""

    session: Annotated[Plain, Field(min_length=1, max_length=40, description="Code of the session")]


class SignUpOut(Schema):
    """A place, or a place in the waiting list."""

    session: str
    state: Literal["confirmed", "waiting"]
    asked_at: dt.datetime


@router.get(STARS, response=list[str], operation_id="list_my_stars")
@guard(SIGNED_IN)
def stars(request: HttpRequest, edition: str) -> list[str]:
    """Codes of the sessions that I would like to see."""
    return stars_of(request.actor.person_id, request.edition.id)


@router.put(STARS + "/{code}", response={204: None}, operation_id="star_session")
@guard(SIGNED_IN)
def star(request: HttpRequest, edition: str, code: str) -> Status:
    """I would like to see this session."""
    star_session(session_visible_to(request.actor, request.edition, code), by=request.actor)
    return Status(204, None)


@router.delete(STARS + "/{code}", response={204: None}, operation_id="unstar_session")
@guard(SIGNED_IN)
def unstar(request: HttpRequest, edition: str, code: str) -> Status:
    """No longer."""
    unstar_session(session_at_hand(request.actor, request.edition, code), by=request.actor)
    return Status(204, None)


@router.get(SIGN_UPS, response=list[SignUpOut], operation_id="list_my_sign_ups")
@guard(LIST_SESSION_BOOKINGS)
def sign_ups(request: HttpRequest, edition: str) -> list[dict[str, Any]]:
    """My places and waiting places in sessions with limited places."""
    return [_told(place) for place in sign_ups_of(request.actor.person_id, request.edition.id)]


@router.post(SIGN_UPS, response={201: SignUpOut}, operation_id="sign_up")
@guard(CREATE_SESSION_BOOKING)
def new_sign_up(request: HttpRequest, edition: str, wanted: SignUpIn) -> Status:
    """Take a place, or one in the waiting list when all are taken; a second time changes nothing."""
    session = session_visible_to(request.actor, request.edition, wanted.session)
    return Status(201, _told(sign_up(session, request.actor.person_id, by=request.actor)))


@router.delete(SIGN_UPS + "/{code}", response={204: None}, operation_id="withdraw_sign_up")
@guard(DELETE_SESSION_BOOKING)
def withdrawn_sign_up(request: HttpRequest, edition: str, code: str) -> Status:
    """Give the place back; the first who waits gets it."""
    session = session_at_hand(request.actor, request.edition, code)
    withdraw_sign_up(session, request.actor.person_id, by=request.actor)
    return Status(204, None)


def _told(place: SignUp) -> dict[str, Any]:
    return {"session": place.session.code, "state": place.state, "asked_at": place.asked_at}
