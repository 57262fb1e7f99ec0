"""When the database or the disk cannot do it now: 503 in words, with a time to try again, and nothing is lost."""

import errno

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

RETRY_AFTER_SECONDS = 3
PASSING = (
    *("locked", "busy", "disk is full", "disk I/O", "deadlock", "could not serialize"),
    *("connection", "terminating", "starting up", "shutting down", "recovery mode", "No space left"),
)
"""What a database says when the same command may succeed a little later."""
FULL = {errno.ENOSPC, errno.EDQUOT}


def is_busy(error: BaseException | None) -> bool:
    """Whether this error, or the one behind it, passes by itself or when the disk is freed."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError) and any(word in str(error) for word in PASSING):
            return True
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def busy(request: HttpRequest) -> HttpResponse:
    """The answer: a problem for programs, a page for people, plain words when even the page needs the database."""
    text = _("The forum is very busy. Nothing was saved. Please try again in a few seconds.")
    if request.path_info.startswith("/api/"):
        body = {"type": "about:blank", "title": text, "status": 503, "code": "busy"}
        answer: HttpResponse = JsonResponse(body, status=503, content_type="application/problem+json")
    else:
        try:
            answer = render(request, "kit/refused.html", {"code": "busy", "text": text}, status=503)
        except (DatabaseError, OSError):
            answer = HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")
    answer["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return answer
