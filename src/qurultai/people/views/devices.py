"""The devices that I am signed in with, and what I had typed when a session ended."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.kit import kept
from qurultai.kit.access import SIGNED_IN, guard
from qurultai.people import queries
from qurultai.people.actions.sessions import end_sessions


@require_safe
@guard(SIGNED_IN)
def devices(request: HttpRequest) -> HttpResponse:
    """Where I am signed in: on what, since when, last used when."""
    shown = {"sessions": queries.my_sessions(request.actor), "here": request.session.session_key}
    return render(request, "people/devices.html", shown)


@require_POST
@guard(SIGNED_IN, load=queries.my_session)
def end(request: HttpRequest, session: object) -> HttpResponse:
    """Sign me out on one of them."""
    end_sessions(only=session.id, by=request.actor)
    messages.success(request, _("You are signed out there. This takes effect with the next request."))
    return redirect("devices")


@require_POST
@guard(SIGNED_IN)
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign me out on all but this one."""
    end_sessions(keep=request.session.session_key, by=request.actor)
    messages.success(request, _("You are signed out on all your other devices."))
    return redirect("devices")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(SIGNED_IN)
def kept_form(request: HttpRequest) -> HttpResponse:
    """What I had typed when my session turned out to be over: to send now, or to throw away."""
    typed = kept.kept_for(request)
    if request.method == "POST" and typed:
        kept.forget_kept(request.COOKIES[settings.KEPT_COOKIE_NAME])
        messages.success(request, _("Thrown away."))
    if request.method == "POST":
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "people/kept.html", {"typed": typed}, status=200 if typed else 410)
