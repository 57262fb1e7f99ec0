"""The table of sessions, a new one, and topics."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.editions.public import address
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.kit.ui import tables
from qurultai.kit.ui.choosing import proposals
from qurultai.programme.actions.bulk import change_many
from qurultai.programme.actions.sessions import create_session
from qurultai.programme.actions.topics import add_topic, change_topic, remove_topic
from qurultai.programme.forms.sessions import BulkForm, SessionForm, TopicForm
from qurultai.programme.policies import CREATE_SESSION
from qurultai.programme.queries.office.choosing import sessions_to_choose
from qurultai.programme.queries.office.listing import all_listed, listed, topics_of
from qurultai.programme.queries.office.topics import topic_in_office
from qurultai.programme.views.office.tables import sessions_table

MOST_TICKED = 500


@require_safe
@guard(CREATE_SESSION)
def sessions(request: HttpRequest) -> HttpResponse:
    """All sessions, searched, filtered and sorted as the address says."""
    table = sessions_table(request)
    wanted = tables.asked(request, table)
    found = listed(request.actor, request.edition, wanted, table.size)
    shown = {"list": tables.shown(request, table, wanted, found, bulk=True), "form": BulkForm(topics=table.filters[1])}
    return render(request, "programme/office/sessions.html", shown)


@require_safe
@guard(CREATE_SESSION)
def sessions_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The sessions that the table shows, all pages of them, for a spreadsheet."""
    table = sessions_table(request)
    wanted = tables.asked(request, table)
    rows = all_listed(request.actor, request.edition, wanted)
    return tables.file_of(wanted.columns, rows, kind, table.caption, f"sessions-{request.edition.slug}")


@require_POST
@guard(CREATE_SESSION)
def bulk(request: HttpRequest) -> HttpResponse:
    """One change to all ticked sessions, which can be undone."""
    form = BulkForm(request.POST, topics=sessions_table(request).filters[1])
    back = f"{address('programme_office:sessions', request.edition)}?{request.POST.get('query', '')[:2000]}"
    if not form.is_valid() or not request.POST.getlist("ticked"):
        messages.error(request, _("Tick sessions and choose what shall happen to them."))
        return redirect(back)
    try:
        topics = topics_of(request.edition)
        state, changes = form.wanted({topic.slug: topic for topic in topics})
        ticked = request.POST.getlist("ticked")[:MOST_TICKED]
        count, undo = change_many(request.edition, ticked, by=request.actor, state=state, changes=changes)
    except Refusal as refusal:
        messages.error(request, _("Nothing was changed. %(why)s") % {"why": refusal})
        return redirect(back)
    said = ngettext("%(n)s session is changed.", "%(n)s sessions are changed.", count) % {"n": count}
    messages.success(request, said, extra_tags=address("office:undo", request.edition, key=undo) if undo else "")
    return redirect(back)


@require_safe
@guard(CREATE_SESSION)
def choices(request: HttpRequest) -> HttpResponse:
    """Sessions that fit what is being written."""
    return proposals(request, sessions_to_choose(request.actor, request.edition))


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
            messages.success(request, _("The session is created. Now give it people and a time."))
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
    undo = remove_topic(found, by=request.actor)
    said = _("The topic is gone; its sessions have none now.")
    messages.success(request, said, extra_tags=address("office:undo", request.edition, key=undo) if undo else "")
    return redirect(address("programme_office:topics", request.edition))
