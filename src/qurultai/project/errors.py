"""Error pages that need nothing but a template."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qurultai.editions.public import address
from qurultai.kit.busy import busy, is_busy
from qurultai.kit.kept import typed_in
from qurultai.kit.middleware import is_api, problem

WAYS = {
    "programme": "website:programme",
    "speakers": "website:speakers",
    "search": "website:search",
    "my": "cabinet:home",
}


def _answer(request: HttpRequest, status: int, code: str) -> HttpResponse:
    if is_api(request):
        return problem(status, code, code.replace("_", " "))
    return render(request, f"{status}.html", {"code": code, "ways": _ways_on(request, status)}, status=status)


def _ways_on(request: HttpRequest, status: int) -> dict[str, str]:
    """Where whoever lost her way in a forum may go on."""
    edition = getattr(request, "edition", None) if status in {403, 404} else None
    return {name: address(page, edition) for name, page in WAYS.items()} if edition else {}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; 503 when a session could not be saved on a full disk."""
    if is_busy(exception):
        return busy(request)
    return _answer(request, 400, "bad_request")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _answer(request, 403, "denied")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token; what was typed on our own page can be sent again with a fresh one."""
    if request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}" and not is_api(request):
        return render(request, "people/kept.html", {"typed": typed_in(request, None)}, status=403)
    return _answer(request, 403, "form_expired")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _answer(request, 404, "not_found")


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without touching the database; 503 for trouble that passes, wherever on the way it came up."""
    if is_busy(sys.exc_info()[1]):
        return busy(request)
    return _answer(request, 500, "server_error")
