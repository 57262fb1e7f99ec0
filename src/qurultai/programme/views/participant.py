"""A participant browses the programme, marks sessions and takes places in them."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from qurultai.editions.public import address
from qurultai.kit import clock
from qurultai.kit.access import SIGNED_IN, guard
from qurultai.kit.errors import Refusal
from qurultai.programme.actions.refusals import ClashesWithAgenda
from qurultai.programme.actions.sign_ups import sign_up as take
from qurultai.programme.actions.sign_ups import withdraw_sign_up
from qurultai.programme.actions.stars import star_session, unstar_session
from qurultai.programme.queries.participant import (
    Filters,
    Programme,
    Seen,
    hindrances,
    programme_for,
    session_for,
    waiting_before,
)
from qurultai.programme.queries.sessions import session_row
from qurultai.programme.wording import kind_of

LONGEST_QUERY = 100


@require_safe
@guard(SIGNED_IN)
def sessions(request: HttpRequest) -> HttpResponse:
    """The published programme with my marks and places, filtered as the address says."""
    programme = programme_for(request.actor, request.edition)
    if programme is None:
        return render(request, "programme/participant/nothing.html")
    filters = _filters(request, programme)
    shown = {
        "found": programme.found(filters),
        "filters": filters,
        "days": _day_tabs(request, programme, filters),
        "kinds": [(kind, kind_of(kind)) for kind in programme.kinds()],
        "topics": [(topic.key, topic.name) for topic in programme.document.topics],
        "now": clock.now(),
    }
    return render(request, "programme/participant/sessions.html", shown)


def _filters(request: HttpRequest, programme: Programme) -> Filters:
    asked = request.GET
    try:
        day = dt.date.fromisoformat(asked.get("day", ""))
    except ValueError:
        day = None
    return Filters(
        query=asked.get("q", "")[:LONGEST_QUERY],
        day=day if day in programme.days() else None,
        topic=asked.get("topic", ""),
        kind=asked.get("kind", ""),
        starred="starred" in asked,
        free="free" in asked,
        mine="mine" in asked,
    )


def _day_tabs(request: HttpRequest, programme: Programme, filters: Filters) -> list[dict]:
    query = request.GET.copy()
    query.pop("day", None)
    rest = f"&{query.urlencode()}" if query else ""
    every = {"label": _("All days"), "url": f"?{query.urlencode()}", "current": filters.day is None}
    days = [
        {"label": day, "url": f"?day={day.isoformat()}{rest}", "current": day == filters.day, "day": day}
        for day in programme.days()
    ]
    return [every, *days]


@require_safe
@guard(SIGNED_IN, load=session_for)
def session(request: HttpRequest, seen: Seen) -> HttpResponse:
    """One session: what it is about, and my place in it."""
    return render(request, "programme/participant/session.html", _shown(request, seen))


@require_safe
@guard(SIGNED_IN, load=session_for)
def mine(request: HttpRequest, seen: Seen) -> HttpResponse:
    """What I have to do with a session, for its public page, whose bytes are everybody's: a part of its own."""
    return render(request, "programme/participant/_mine.html", {"seen": seen})


def _shown(request: HttpRequest, seen: Seen, **more: object) -> dict[str, object]:
    waits = seen.mine == "waiting"
    before = waiting_before(seen.id, request.actor.person_id) if waits else None
    known = {"seen": seen, "before": before, "kind": kind_of(seen.item.kind), "now": clock.now()}
    return {**known, "hindrances": seen.clashes, **more}


@require_POST
@guard(SIGNED_IN, load=session_for)
def star(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Mark a session."""
    star_session(session_row(seen.id), by=request.actor)
    return _starred(request, seen, on=True)


@require_POST
@guard(SIGNED_IN, load=session_for)
def unstar(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Take the mark away."""
    unstar_session(session_row(seen.id), by=request.actor)
    return _starred(request, seen, on=False)


def _starred(request: HttpRequest, seen: Seen, *, on: bool) -> HttpResponse:
    if request.htmx:
        return render(request, "programme/participant/_star.html", {"seen": seen, "on": on})
    return _back(request, seen)


def _back(request: HttpRequest, seen: Seen) -> HttpResponse:
    return redirect(address("programme_participant:session", request.edition, code=seen.code))


@require_POST
@guard(SIGNED_IN, load=session_for)
def sign_up(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Take a place, or one in the waiting list; a clash with my agenda is named."""
    try:
        place = take(session_row(seen.id), request.actor.person_id, by=request.actor)
    except Refusal as refusal:
        return _place(request, seen, refusal=refusal)
    said = _("You have a place.") if place.state == "confirmed" else _("You are on the waiting list.")
    return _place(request, seen, said=said)


@require_POST
@guard(SIGNED_IN, load=session_for)
def withdraw(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Give my place back."""
    withdraw_sign_up(session_row(seen.id), request.actor.person_id, by=request.actor)
    return _place(request, seen, said=_("Your place is free for somebody else now."))


def _place(request: HttpRequest, seen: Seen, *, said: str = "", refusal: Refusal | None = None) -> HttpResponse:
    """The place's own part of the page for htmx; the whole page, or its address, without."""
    if not request.htmx and refusal is None:
        messages.success(request, said)
        return _back(request, seen)
    now = session_for(request.actor, request.edition, seen.code)
    shown = _shown(request, now, said=said, refusal=refusal)
    if isinstance(refusal, ClashesWithAgenda):
        named = {clash.booking_id for clash in refusal.clashes}
        shown["hindrances"] = hindrances(request.actor, request.edition, named)
    template = "_place.html" if request.htmx else "session.html"
    return render(request, f"programme/participant/{template}", shown, status=refusal.status if refusal else 200)
