"""Sessions: when one began, was last used and last proved; how long it lasts, and what it must have shown for staff."""

from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth import get_user, logout
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from qurultai.kit import clock
from qurultai.kit.access import NOBODY, Actor, passkey_roles, staff_roles
from qurultai.people import queries, rules
from qurultai.people.actions.sessions import begin_session, note_session_use
from qurultai.people.models import Account

BEGAN, USED, PROVED, STRONG = "began_at", "used_at", "proved_at", "strong"
LED = "led_to_passkey"
NOTE_SECONDS = 60
"""How often the last use is written down."""


def _now() -> int:
    return int(clock.now().timestamp())


def begin(request: HttpRequest, account: Account, *, strong: bool) -> None:
    """Mark the session that a sign-in has just renewed; `strong` when a passkey or a demonstration's link did it."""
    session, now = request.session, _now()
    session[BEGAN] = session[USED] = session[PROVED] = now
    session[STRONG] = strong
    if session.session_key is None:
        session.create()
    begin_session(account, session.session_key, rules.device_of(request.headers.get("User-Agent", "")[:400]))


def prove(request: HttpRequest, *, strong: bool) -> None:
    """Mark that she has just shown again that it is she."""
    request.session[PROVED] = _now()
    request.session[STRONG] = strong or request.session.get(STRONG, False)


def still_signed_in(request: HttpRequest) -> bool:
    """Whether the session is still there and its account open, asked anew: for answers that take their time (I9)."""
    now = SimpleNamespace(session=SessionStore(request.session.session_key))
    return get_user(now).is_authenticated


def is_recent(request: HttpRequest) -> bool:
    """Whether she proved within ten minutes, in this very session, that it is she."""
    return request.user.is_authenticated and _now() - request.session.get(PROVED, 0) < rules.FRESH_SECONDS


def is_strong(request: HttpRequest) -> bool:
    """Whether a passkey stands behind this session."""
    return bool(request.session.get(STRONG))


def actor_of_session(request: HttpRequest, actor: Actor) -> Actor:
    """Who asks in this session: nobody when it is over, and without her staff's roles as long as a passkey is missing.

    Sets `request.passkey_missing` and `request.was`, the person whose session has just ended.
    """
    held = frozenset().union(*actor.roles.values())
    staff, now, session = bool(held & staff_roles()), _now(), request.session
    if BEGAN not in session or rules.session_is_over(now, session[BEGAN], session[USED], staff=staff):
        request.was = actor.person_id
        logout(request)
        return NOBODY
    if now - session[USED] >= NOTE_SECONDS:
        session[USED] = now
        note_session_use(session.session_key)
    if not held & passkey_roles() or is_strong(request):
        return actor
    request.passkey_missing = True
    roles = {edition: held - staff_roles() for edition, held in actor.roles.items()}
    return Actor(actor.person_id, roles, actor.scopes)


def first_to_a_passkey(request: HttpRequest) -> HttpResponse | None:
    """After a sign-in that is not enough for her work, the first page of the cabinet leads to what is missing."""
    if not request.passkey_missing or request.method != "GET" or "/my/" not in request.path or LED in request.session:
        return None
    request.session[LED] = True
    return redirect(settings.PASSKEY_URL)


def person_before(request: HttpRequest) -> str | None:
    """Who sends a form: whoever is signed in, or whose session her browser still names although it is over."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    was = request.actor.person_id or request.was or queries.person_of_session(key)
    return str(was) if was else None
