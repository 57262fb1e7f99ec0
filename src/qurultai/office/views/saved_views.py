"""Saved views of the office's tables: kept, shared, deleted and brought back by those whose they are."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from qurultai.editions.public import address
from qurultai.kit import saved_views
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.office.policies import READ_HOME
from qurultai.office.views.back import back_where_she_came_from


@require_POST
@guard(READ_HOME)
def save(request: HttpRequest) -> HttpResponse:
    """Keep what the table shows under a name."""
    sent = {name: request.POST.get(name, "") for name in ("table", "name", "query", "shared")}
    shared = sent["shared"] == "yes"
    try:
        saved_views.save_view(
            request.edition.id, sent["table"], sent["name"], sent["query"], by=request.actor, shared=shared
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The view is saved."))
    return back_where_she_came_from(request)


@require_POST
@guard(READ_HOME, load=saved_views.my_view)
def sharing(request: HttpRequest, view: object) -> HttpResponse:
    """Show it to the whole office, or to oneself only."""
    shared = request.POST.get("shared") == "yes"
    saved_views.share_view(view, shared)
    said = _("The whole office sees the view now.") if shared else _("Only you see the view now.")
    messages.success(request, said)
    return back_where_she_came_from(request)


@require_POST
@guard(READ_HOME, load=saved_views.my_view)
def removal(request: HttpRequest, view: object) -> HttpResponse:
    """Delete it; the message has a button that brings it back."""
    saved_views.remove_view(view)
    undo = address("office:bring_view_back", request.edition, key=view.id)
    messages.success(request, _("The view is deleted."), extra_tags=undo)
    return back_where_she_came_from(request)


@require_POST
@guard(READ_HOME, load=saved_views.my_view)
def bring_back(request: HttpRequest, view: object) -> HttpResponse:
    """Undo the deletion."""
    saved_views.bring_view_back(view)
    messages.success(request, _("The view is back."))
    return back_where_she_came_from(request)
