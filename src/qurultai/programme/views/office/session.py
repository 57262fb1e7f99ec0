"""One session: its brief, people, time, state, places and wishes."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.editions.public import address, rooms_of
from qurultai.kit import access
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.people.public import key_of_code, people_to_choose
from qurultai.programme.actions.giving_back import take_part_away, take_time_away
from qurultai.programme.actions.placing import Part, place_session, set_parts
from qurultai.programme.actions.sessions import cancel_session, change_session, change_state, remove_session
from qurultai.programme.actions.sign_ups import set_places
from qurultai.programme.actions.wishes import add_wish, remove_wish
from qurultai.programme.forms.sessions import (
    PartForm,
    PlaceForm,
    PlacesForm,
    SessionForm,
    StateForm,
    WishForm,
    lines_of,
    local_instant,
)
from qurultai.programme.policies import CREATE_SESSION, DELETE_SESSION, TRANSITION_SESSION, UPDATE_SESSION
from qurultai.programme.queries.office.choosing import sessions_to_choose
from qurultai.programme.queries.office.listing import topics_of
from qurultai.programme.queries.office.session import other_session, session_in_office, whole
from qurultai.programme.wording import ROLES, STATE_COLOURS, STATES, WISHES, kind_of

FIELDS = (
    "title", "subtitle", "abstract", "description", "aim", "kind", "minutes", "expected_audience", "language",
    "interpretation", "equipment", "fixed", "alone", "waiver",
)  # fmt: skip
WORDS = frozenset({"title", "subtitle", "abstract", "description", "aim", "questions", "equipment"})


@require_safe
@guard(UPDATE_SESSION, load=session_in_office)
def session(request: HttpRequest, found: object) -> HttpResponse:
    """Everything about one session."""
    return _page(request, found)


def _page(request: HttpRequest, found: object, status: int = 200, **forms: object) -> HttpResponse:
    shown = whole(found)
    start = local_instant(found.booking.starts_at, request.edition.tz) if found.booking else None
    rooms = rooms_of(found.edition_id)
    fresh = {
        "place_form": PlaceForm(
            initial={"starts_at": start, "room": str(found.room_id or "")}, rooms=rooms, edition=found.edition
        ),
        "part_form": _part_form(request),
        "places_form": PlacesForm(initial={"places": shown.places.places if shown.places else None}),
        "wish_form": _wish_form(request, found),
        "state_form": StateForm(initial={"state": found.state}),
    }
    context = {
        "whole": shown,
        "session": found,
        "kind": found.source_kind or kind_of(found.kind),
        "state": STATES[found.state],
        "colour": STATE_COLOURS[found.state],
        "roles": [(role, ROLES[role.role]) for role in shown.roles],
        "wishes": [(wish, WISHES[wish.kind]) for wish in shown.wishes],
        "makes_programme": access.allowed(CREATE_SESSION, request.actor, edition_id=found.edition_id),
    }
    return render(request, "programme/office/session.html", context | fresh | forms, status=status)


def _part_form(request: HttpRequest, data: object = None) -> PartForm:
    look_up = people_to_choose(request.actor, request.edition)
    return PartForm(data, prefix="part", url=address("people_office:choices", request.edition), look_up=look_up)


def _wish_form(request: HttpRequest, found: object, data: object = None) -> WishForm:
    look_up = sessions_to_choose(request.actor, request.edition, besides=found)
    url = address("programme_office:session_choices", request.edition)
    return WishForm(data, prefix="wish", url=url, look_up=look_up)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_SESSION, load=session_in_office)
def change(request: HttpRequest, found: object) -> HttpResponse:
    """The brief, in three languages; the session's own people change its words only."""
    initial = {name: getattr(found, name) for name in FIELDS}
    initial |= {"topic": str(found.topic_id or ""), "questions": lines_of(found.questions)}
    form = SessionForm(request.POST or None, initial=initial, topics=topics_of(request.edition))
    back = address("programme_office:session", request.edition, code=found.code)
    if request.method == "POST" and form.is_valid():
        wanted = form.changes()
        if not access.allowed(CREATE_SESSION, request.actor, edition_id=found.edition_id):
            wanted = {name: value for name, value in wanted.items() if name in WORDS}
        try:
            change_session(found, wanted, by=request.actor)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    shown = {"form": form, "heading": str(found.title), "back": back, "draft": f"session-{found.code}"}
    return render(request, "programme/office/form.html", shown, status=422 if form.errors else 200)


def _done(request: HttpRequest, found: object, do: Callable[[], object], said: str, **typed: object) -> HttpResponse:
    """Do it and go back to the session; a refusal is shown there, above what was typed."""
    try:
        undo = do()
    except Refusal as refusal:
        fresh = session_in_office(request.actor, request.edition, found.code)
        return _page(request, fresh, refusal.status, no=refusal, **typed)
    undoable = address("office:undo", request.edition, key=undo) if isinstance(undo, UUID) else ""
    messages.success(request, said, extra_tags=undoable)
    return redirect(address("programme_office:session", request.edition, code=found.code))


@require_POST
@guard(TRANSITION_SESSION, load=session_in_office)
def place(request: HttpRequest, found: object) -> HttpResponse:
    """Give it a time and a room."""
    form = PlaceForm(request.POST, rooms=rooms_of(found.edition_id), edition=found.edition)
    if not form.is_valid():
        return _page(request, found, 422, place_form=form)
    starts_at, on_clash = form.cleaned_data["starts_at"], "soft" if form.cleaned_data["clash"] else "refuse"
    return _done(
        request,
        found,
        lambda: place_session(found, starts_at, form.room_chosen(), by=request.actor, on_clash=on_clash),
        _("Placed. Everybody concerned is told."),
        place_form=form,
    )


@require_POST
@guard(TRANSITION_SESSION, load=session_in_office)
def unplace(request: HttpRequest, found: object) -> HttpResponse:
    """Take its time away."""
    return _done(request, found, lambda: take_time_away(found, by=request.actor), _("It has no time now."))


@require_POST
@guard(TRANSITION_SESSION, load=session_in_office)
def part(request: HttpRequest, found: object) -> HttpResponse:
    """Give somebody a part."""
    form = _part_form(request, request.POST)
    if not form.is_valid():
        return _page(request, found, 422, part_form=form)
    person_id = key_of_code(form.cleaned_data["person"].code)
    new = Part(person_id, form.cleaned_data["role"], form.cleaned_data["minutes"])
    parts = [*_parts(found), new]
    return _done(request, found, lambda: set_parts(found, parts, by=request.actor), _("Saved."), part_form=form)


@require_POST
@guard(TRANSITION_SESSION, load=session_in_office)
def part_removal(request: HttpRequest, found: object) -> HttpResponse:
    """Take a part away."""
    gone = [one for one in _parts(found) if f"{one.person_id}:{one.role}" == request.POST.get("part", "")]

    def take() -> UUID | None:
        return take_part_away(found, gone[0].person_id, gone[0].role, by=request.actor) if gone else None

    return _done(request, found, take, _("Saved."))


def _sure(request: HttpRequest, found: object) -> bool:
    return request.POST.get("sure", "").strip().casefold() == found.code.casefold()


def _parts(found: object) -> list[Part]:
    return [Part(role.person_id, role.role, role.minutes) for role in found.roles.all()]


@require_POST
@guard(TRANSITION_SESSION, load=session_in_office)
def state(request: HttpRequest, found: object) -> HttpResponse:
    """Draft, confirmed, under embargo."""
    form = StateForm(request.POST)
    if not form.is_valid():
        return _page(request, found, 422, state_form=form)
    wanted = form.cleaned_data
    return _done(
        request,
        found,
        lambda: change_state(found, wanted["state"], embargo_until=wanted["embargo_until"], by=request.actor),
        _("Saved."),
        state_form=form,
    )


@require_POST
@guard(TRANSITION_SESSION, load=session_in_office)
def cancel(request: HttpRequest, found: object) -> HttpResponse:
    """Cancel it, once its code is typed; everybody is told."""
    if not _sure(request, found):
        return _page(request, found, 422, unsure="cancellation")
    return _done(
        request, found, lambda: cancel_session(found, by=request.actor), _("Cancelled. Everybody concerned is told.")
    )


@require_POST
@guard(DELETE_SESSION, load=session_in_office)
def removal(request: HttpRequest, found: object) -> HttpResponse:
    """Take a draft or a cancelled session away altogether, once its code is typed."""
    if not _sure(request, found):
        return _page(request, found, 422, unsure="removal")
    remove_session(found, by=request.actor)
    messages.success(request, _("The session is gone."))
    return redirect(address("programme_office:sessions", request.edition))


@require_POST
@guard(TRANSITION_SESSION, load=session_in_office)
def places(request: HttpRequest, found: object) -> HttpResponse:
    """How many may sign up."""
    form = PlacesForm(request.POST)
    if not form.is_valid():
        return _page(request, found, 422, places_form=form)
    wanted = form.cleaned_data["places"]
    return _done(request, found, lambda: set_places(found, wanted, by=request.actor), _("Saved."), places_form=form)


@require_POST
@guard(TRANSITION_SESSION, load=session_in_office)
def wish(request: HttpRequest, found: object) -> HttpResponse:
    """How it stands to another session."""
    form = _wish_form(request, found, request.POST)
    if not form.is_valid():
        return _page(request, found, 422, wish_form=form)
    kind, other = form.cleaned_data["kind"], other_session(found, form.cleaned_data["other"].code)
    return _done(request, found, lambda: add_wish(kind, found, other, by=request.actor), _("Saved."), wish_form=form)


@require_POST
@guard(TRANSITION_SESSION, load=session_in_office)
def wish_removal(request: HttpRequest, found: object) -> HttpResponse:
    """Planning forgets a wish."""
    gone = [one for one in whole(found).wishes if str(one.pk) == request.POST.get("wish")]

    def forget() -> UUID | None:
        return remove_wish(gone[0], by=request.actor) if gone else None

    return _done(request, found, forget, _("Saved."))
