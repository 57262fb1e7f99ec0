"""Public pages made on request: before the first release is on air, and for what no release holds."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from qurultai.kit import limits
from qurultai.kit.access import OPEN, guard
from qurultai.website import queries
from qurultai.website.pages import NotThere, rendered
from qurultai.website.pages.filtering import FIELDS
from qurultai.website.pages.rendering import HTML, frame, soon

BEFORE_VERSIONS = {"home", "past", "about"}
"""Pages that say something before a programme is published."""


def public(name: str) -> Callable[..., HttpResponse]:
    """The view of a public page or file: the same bytes for everybody."""

    @guard(OPEN)
    def view(request: HttpRequest, **parts: str) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        if request.edition is None:
            return render(request, "website/no_forum.html", {"nav_items": []}, status=200 if name == "home" else 404)
        site = queries.site_of(request.edition, get_language())
        try:
            if site.published is None and name not in BEFORE_VERSIONS:
                return _answer(soon(site, name, parts), HTML, site.language, 404 if parts else 200)
            page = rendered(site, name, parts)
        except NotThere as missing:
            raise Http404 from missing
        return _answer(page.body, page.content_type, site.language)

    view.__name__ = name
    return view


def _answer(body: bytes, content_type: str, language: str, status: int = 200) -> HttpResponse:
    headers = {"Cache-Control": "no-cache", "Content-Language": language}
    return HttpResponse(body, content_type=content_type, status=status, headers=headers)


every_session = public("programme")


@guard(OPEN)
def programme(request: HttpRequest) -> HttpResponse:
    """The programme, or what somebody filters of it: made on request, but for nobody in particular."""
    wanted = {name: value for name in FIELDS if (value := request.GET.get(name, "")[:100])}
    site = queries.site_of(request.edition, get_language()) if wanted and request.edition else None
    if site is None or site.published is None or request.method not in {"GET", "HEAD"}:
        return every_session(request)
    limits.spend(request, limits.SEARCH)
    page = rendered(site, "programme", {}, wanted)
    return _answer(page.body, page.content_type, site.language)


@guard(OPEN)
def search(request: HttpRequest) -> HttpResponse:
    """Find in everything public."""
    if request.edition is None:
        raise Http404
    site = queries.site_of(request.edition, get_language())
    words = request.GET.get("q", "").strip()[:200]
    if words:
        limits.spend(request, limits.SEARCH)
    context = {
        **frame(site, "search", site.address("website:search")),
        "words": words,
        "results": queries.found(site, words) if words and site.published else queries.Results(),
    }
    return render(request, "website/search.html", context)
