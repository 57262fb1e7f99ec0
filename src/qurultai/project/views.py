"""Addresses without a language."""

import logging
import re

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import check_for_language, get_language_from_request
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from qurultai.kit.access import OPEN, guard
from qurultai.kit.idempotency import FORMS

logger = logging.getLogger(__name__)
MOST_OF_A_REPORT = 8192
DIRECTIVE = re.compile(r'"(?:effective-?directive|violated-directive)"\s*:\s*"([a-z-]{1,60})', re.I)


@guard(OPEN)
def front(request: HttpRequest) -> HttpResponse:
    """Lead to the front page in the reader's language."""
    answer = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    answer["Vary"] = "Accept-Language, Cookie"
    return answer


@guard(OPEN)
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@csrf_exempt
@require_POST
@guard(OPEN)
def reports(request: HttpRequest) -> HttpResponse:
    """Write down what a browser refused to do for us: one short line of the log, without anybody's data."""
    if request.content_type in FORMS:
        return HttpResponse(status=415)
    if found := DIRECTIVE.search(request.body[:MOST_OF_A_REPORT].decode(errors="replace")):
        logger.warning("a browser held something back on a page of ours: %s", found[1])
    return HttpResponse(status=204)


@require_POST
@guard(OPEN)
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language and go on with the same page in it."""
    language = request.POST.get("language", "")
    if not check_for_language(language) or language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    page = request.POST.get("next", "/")
    first, _, rest = page.lstrip("/").partition("/")
    target = f"/{language}/{rest}" if page.startswith("/") and first in dict(settings.LANGUAGES) else f"/{language}/"
    answer = HttpResponseRedirect(target)
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 24 * 3600, samesite="Lax", httponly=True)
    return answer
