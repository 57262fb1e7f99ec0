"""What every request passes: refusals and denials turned into pages, and commands done once."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from qurultai.kit import idempotency, kept
from qurultai.kit.access import NOBODY, Denied, NotRecent
from qurultai.kit.busy import busy, is_busy
from qurultai.kit.errors import Refusal
from qurultai.kit.limits import TooOften

logger = logging.getLogger(__name__)
MOST_MEGABYTES = 100
"""The largest file in a request; a longer request is refused before it is read."""
Answer = Callable[[HttpRequest], HttpResponse]


def is_api(request: HttpRequest) -> bool:
    """Whether the answer must be problem+json instead of a page."""
    return request.path_info.startswith("/api/")


def came_from(request: HttpRequest) -> str:
    """The path of the page that holds the form, if it is one of ours; else the front page."""
    referer = urlsplit(request.headers.get("Referer", ""))
    return referer.path or "/" if referer.netloc == request.get_host() else "/"


def shown_at(request: HttpRequest) -> str:
    """Where the result of a command shows: the form's page, or the API's own address."""
    return request.path if is_api(request) else came_from(request)


def problem(status: int, code: str, text: str, **more: object) -> JsonResponse:
    """An RFC 9457 problem with our stable code."""
    body = {"type": "about:blank", "title": text, "status": status, "code": code, **more}
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return JsonResponse(body, status=status, content_type="application/problem+json", headers=headers)


def _way_on(request: HttpRequest, error: Denied) -> tuple[int, str, str, str | None]:
    """What a denial means: status and words for a program, and the page that helps, if any does."""
    if not request.actor.signed_in:
        return 401, "sign_in", _("Please sign in."), settings.LOGIN_URL
    if request.passkey_missing:
        return 403, "passkey_needed", _("This work needs a sign-in with a passkey."), settings.PASSKEY_URL
    if isinstance(error, NotRecent):
        return 403, "sign_in_again", _("Please show once more that it is you."), settings.AGAIN_URL
    return 403, "denied", _("You may not do this."), None


def only_reading(request: HttpRequest) -> AbstractContextManager:
    """On SQLite a page that is only looked at cannot write outside an explicit transaction."""
    safe = request.method in {"GET", "HEAD", "OPTIONS"}
    return connection.reading() if safe and hasattr(connection, "reading") else nullcontext()


class Refusals:
    """Turns a Refusal into 409, 422 or 429, Denied into sign-in or 403, a busy database into 503 with Retry-After."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not hasattr(request, "actor"):
            request.actor, request.edition, request.passkey_missing = NOBODY, None, False
            request.is_recent, request.whose_form = (lambda: False), (lambda: None)
        if int(request.META.get("CONTENT_LENGTH") or 0) > (MOST_MEGABYTES + 1) * 2**20:
            text = _("This is more than %(limit)s MB. Nothing was read.") % {"limit": MOST_MEGABYTES}
            return self._said_no(request, 413, "too_large", text)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer the expected kinds of "no"; everything else stays a bug and a 500."""
        if isinstance(error, Denied):
            return self._denied(request, error)
        if isinstance(error, Refusal):
            return self._refused(request, error)
        if isinstance(error, idempotency.DoneElsewhere):
            return HttpResponse(status=303, headers={"Location": "."})  # replaced by the first answer in Commands
        if isinstance(error, idempotency.KeyReused):
            text = _("This form was already sent with other answers. Reload the page and send it again.")
            return self._said_no(request, 422, "idempotency_key_reused", text)
        if is_busy(error):
            return busy(request)
        return None

    def _refused(self, request: HttpRequest, error: Refusal) -> HttpResponse:
        answer = self._said_no(request, error.status, error.code, str(error))
        if isinstance(error, TooOften):
            answer["Retry-After"] = str(error.places["seconds"])
        return answer

    def _denied(self, request: HttpRequest, error: Denied) -> HttpResponse:
        status, code, text, page = _way_on(request, error)
        if is_api(request) and status == 401:
            return problem(401, code, text)
        if is_api(request) or page is None:
            return self._said_no(request, 403, code, text)
        return self._led(request, reverse(page))

    def _led(self, request: HttpRequest, page: str) -> HttpResponse:
        """To a page that makes it possible, and back; what was typed waits meanwhile."""
        back, secret = request.get_full_path(), None
        if request.method not in {"GET", "HEAD"}:
            back, whose = came_from(request), request.whose_form()
            if whose is not None:
                secret, back = kept.keep(kept.typed_in(request, whose)), reverse(settings.KEPT_URL)
                if secret is None:
                    text = _("Please sign in again in another tab, then come back to this one and send the form again.")
                    return self._said_no(request, 401, "sign_in_and_send_again", text)
        answer = redirect_to_login(back, page)
        if request.headers.get("HX-Request"):
            answer = HttpResponse(status=204, headers={"HX-Redirect": answer["Location"]})
        if secret:
            kept.remember_in(answer, secret)
        return answer

    def _said_no(self, request: HttpRequest, status: int, code: str, text: str) -> HttpResponse:
        if is_api(request):
            return problem(status, code, text)
        template = f"{status}.html" if status in {403, 429} else "kit/refused.html"
        return render(request, template, {"code": code, "text": text}, status=status)


class Commands:
    """Answers a repeated POST as it was answered the first time (I8)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        pending = idempotency.pending_of(request) if request.method not in {"GET", "HEAD", "OPTIONS"} else None
        if pending is None:
            with only_reading(request):
                return self.get_response(request)
        try:
            if (before := idempotency.earlier_answer(pending, shown_at(request))) is not None:
                return before
            with idempotency.command(pending):
                answer = self.get_response(request)
        except idempotency.KeyReused as reused:
            return Refusals(self.get_response).process_exception(request, reused)
        if pending.lost_race and (before := idempotency.earlier_answer(pending, shown_at(request))) is not None:
            return before
        self._keep(pending, answer)
        return answer

    @staticmethod
    def _keep(pending: idempotency.Pending, answer: HttpResponse) -> None:
        """What is committed is answered, even if the answer cannot be kept: the key then leads to the result."""
        try:
            idempotency.keep_answer(pending, answer)
        except OperationalError as error:
            if not is_busy(error):
                raise
            logger.warning("an answer could not be kept: %s", error)


UNUSED = "accelerometer camera display-capture geolocation gyroscope microphone midi payment usb"
PERMISSIONS = ", ".join(f"{power}=()" for power in UNUSED.split())
"""What no page of ours may use unless its view says so; passkeys stay allowed."""


class Fences:
    """Says on every answer what a browser must not do with it, beside the policy of contents (decision 4)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer["Cross-Origin-Resource-Policy"] = "same-origin"
        answer.setdefault("Permissions-Policy", PERMISSIONS)
        answer["Reporting-Endpoints"] = f'reports="{settings.REPORTS_PATH}"'
        return answer


class Private:
    """Nothing that was made for a session is ever kept by a cache, shared or not, unless a view said otherwise."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if not answer.has_header("Cache-Control"):
            answer["Cache-Control"] = "no-store"
            patch_vary_headers(answer, ["Cookie"])
        return answer
