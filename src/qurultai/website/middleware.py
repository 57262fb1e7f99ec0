"""Serves ready pages before anything else runs: the same bytes for everybody, whoever asks."""

from collections.abc import Callable
from functools import cache

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware

from qurultai.kit import ready
from qurultai.kit.middleware import Fences
from qurultai.website.memo import Memo
from qurultai.website.pointer import pointers
from qurultai.website.rules.negotiation import best_encoding, has_it
from qurultai.website.rules.places import place_of

Answer = Callable[[HttpRequest], HttpResponse]
CACHING = "public, max-age=0, must-revalidate"
memo = Memo()


class ReadyPages:
    """Answers GET and HEAD without a query string from the release on air; every other request goes on."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        in_the_clear = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        if in_the_clear or request.method not in {"GET", "HEAD"} or request.META.get("QUERY_STRING"):
            return self.get_response(request)
        return answer_ready(request) or self.get_response(request)


def answer_ready(request: HttpRequest) -> HttpResponse | None:
    """The ready page at the request's address; None when the release on air has none. Reads nothing personal."""
    on_air = pointers()
    place = place_of(request.path_info, on_air)
    if place is None or place[0] not in on_air:
        return None
    slug, path = place
    edition_id, release = on_air[slug]
    encoding = best_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""), ready.ENCODINGS)
    key = (edition_id, release, path, encoding)
    stored = memo.get(key, lambda: ready.find(*key))
    return None if stored is None else answer_of(request, stored, language=path.split("/", 2)[1])


def answer_of(request: HttpRequest, stored: ready.Stored, language: str) -> HttpResponse:
    """200 with the bytes, or 304 when the reader has them; the server leaves the body of a HEAD out."""
    headers = {
        **standing_headers(request.is_secure()),
        "Content-Language": language,
        "Cache-Control": CACHING,
        "Vary": "Accept-Encoding",
        "ETag": stored.etag,
    }
    if (known := request.META.get("HTTP_IF_NONE_MATCH")) and has_it(known, stored.etag):
        answer = HttpResponse(status=304, headers=headers)
        del answer["Content-Type"]
        return answer
    if stored.encoding != ready.IDENTITY:
        headers["Content-Encoding"] = stored.encoding
    headers["Content-Length"] = str(len(stored.body))
    body = b"" if request.method == "HEAD" else stored.body
    return HttpResponse(body, content_type=stored.content_type, headers=headers)


@cache
def standing_headers(secure: bool) -> dict[str, str]:
    """What the dynamic pages' middleware writes on every answer, taken from that middleware itself."""
    request = HttpRequest()
    request.META = {"wsgi.url_scheme": "https" if secure else "http", "SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    request._get_scheme = lambda: "https" if secure else "http"
    chain: Answer = lambda _request: HttpResponse()  # noqa: E731 - the innermost link
    for middleware in (XFrameOptionsMiddleware, Fences, CSPMiddleware, SecurityMiddleware):
        chain = middleware(chain)
    return {name: value for name, value in chain(request).items() if name != "Content-Type"}
