"""The table of sessions, a new one, and topics."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.editions.public import address
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.kit.ui.choosing import proposals
from qurultai.programme.actions.sessions import create_session
from qurultai.programme.actions.topics import add_topic, change_topic, remove_topic
from qurultai.programme.forms.sessions import SessionForm, TopicForm
from qurultai.programme.policies import CREATE_SESSION
from qurultai.programme.queries.office.choosing import sessions_to_choose
from qurultai.programme.queries.office.listing import Listing, Row, listed, topics_of
from qurultai.programme.queries.office.topics import topic_in_office
from qurultai.programme.wording import KINDS, STATE_COLOURS, STATES, kind_of

ON_A_PAGE = 100
FILTERS = ("kind", "topic", "state", "day", "sort")


@require_safe
@guard(CREATE_SESSION)
def sessions(request: HttpRequest) -> HttpResponse:
    """All sessions, searched, filtered and sorted as the address says."""
    asked = Listing(request.GET.get("q", "")[:100], *(request.GET.get(name, "")[:120] for name in FILTERS))
    rows = listed(request.actor, request.edition, asked)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": [_shown(row) for row in page.object_list],
        "asked": asked,
        "kinds": KINDS.items(),
        "states": STATES.items(),
        "topics": topics_of(request.edition),
        "days": sorted({row.starts_at.astimezone(request.edition.tz).date() for row in rows if row.starts_at}),
        "columns": [
            {"key": "when", "label": _("When"), "sortable": True},
            {"key": "title", "label": _("Title"), "sortable": True},
            {"key": "kind", "label": _("Kind"), "sortable": True},
            {"key": "room", "label": _("Room")},
            {"key": "speakers", "label": _("People")},
            {"key": "stars", "label": _("Stars"), "sortable": True, "number": True},
            {"key": "state", "label": _("State"), "sortable": True},
        ],
    }
    return render(request, "programme/office/sessions.html", shown)


@require_safe
@guard(CREATE_SESSION)
def choices(request: HttpRequest) -> HttpResponse:
    """Sessions that fit what is being written."""
    return proposals(request, sessions_to_choose(request.actor, request.edition))


def _shown(row: Row) -> dict[str, object]:
    session = row.session
    return {
        "row": row,
        "session": session,
        "kind": session.source_kind or kind_of(session.kind),
        "state": STATES[session.state],
        "colour": STATE_COLOURS[session.state],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@guard(CREATE_SESSION)
def new_session(request: HttpRequest) -> HttpResponse:
    """A new session."""
    form = SessionForm(request.POST or None, topics=topics_of(request.edition))
    if request.method == "POST" and form.is_valid():
        try:
            session = create_session(request.edition, by=request.actor, **form.changes())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The session stands. Now give it people and a time."))
            return redirect(address("programme_office:session", request.edition, code=session.code))
    shown = {"form": form, "heading": _("New session"), "back": address("programme_office:sessions", request.edition)}
    return render(request, "programme/office/form.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(CREATE_SESSION)
def topics(request: HttpRequest) -> HttpResponse:
    """The topics, and a form for a new one."""
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_topic(request.edition, form.cleaned_data["name"], colour=form.cleaned_data["colour"], by=request.actor)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(address("programme_office:topics", request.edition))
    shown = {"form": form, "topics": topics_of(request.edition)}
    return render(request, "programme/office/topics.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(CREATE_SESSION, load=topic_in_office)
def topic(request: HttpRequest, found: object) -> HttpResponse:
    """Change a topic's name or colour."""
    form = TopicForm(request.POST or None, initial={"name": found.name, "colour": found.colour})
    back = address("programme_office:topics", request.edition)
    if request.method == "POST" and form.is_valid():
        change_topic(found, {name: form.cleaned_data[name] for name in ("name", "colour")}, by=request.actor)
        messages.success(request, _("Saved."))
        return redirect(back)
    shown = {"form": form, "heading": _("Topic"), "back": back}
    return render(request, "programme/office/form.html", shown, status=422 if form.errors else 200)


@require_POST
@guard(CREATE_SESSION, load=topic_in_office)
def topic_removal(request: HttpRequest, found: object) -> HttpResponse:
    """Take a topic away; its sessions stay."""
    remove_topic(found, by=request.actor)
    messages.success(request, _("The topic is gone; its sessions have none now."))
    return redirect(address("programme_office:topics", request.edition))
