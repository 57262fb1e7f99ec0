"""Files at fixed addresses: for robots, browsers that install the site, and people who find a hole."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static

from qurultai.kit import clock, ready
from qurultai.kit.access import OPEN, guard
from qurultai.website.pointer import pointers
from qurultai.website.rules.places import LANGUAGES, in_language

SHARED = {"Cache-Control": "public, max-age=300"}


@guard(OPEN)
def robots(request: HttpRequest) -> HttpResponse:
    """What robots shall leave alone, and where the sitemap is."""
    closed = "".join(
        f"Disallow: /{tag}/{part}/\n" for tag in LANGUAGES for part in ("my", "office", "sign-in", "search")
    )
    text = f"User-agent: *\n{closed}Disallow: /api/\nDisallow: /calendar/\nSitemap: {settings.BASE_URL}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=SHARED)


@guard(OPEN)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page of every edition on air, each with its other languages."""
    pages = []
    for slug, (edition_id, release) in sorted(pointers().items()):
        for path in ready.paths_of(edition_id, release):
            if path.endswith("/"):
                addresses = [(tag, settings.BASE_URL + _at(in_language(path, tag), slug)) for tag in LANGUAGES]
                pages.append((settings.BASE_URL + _at(path, slug), addresses))
    body = render_to_string("website/sitemap.xml", {"pages": pages})
    return HttpResponse(body, content_type="application/xml; charset=utf-8", headers=SHARED)


def _at(path: str, slug: str) -> str:
    _, language, rest = path.split("/", 2)
    return f"/{language}/{slug}/{rest}" if slug else path


@guard(OPEN)
def manifest(request: HttpRequest) -> HttpResponse:
    """What a telephone needs to put the forum on its home screen."""
    name = str(request.edition) if request.edition else "Qurultai"
    value = {
        "name": name,
        "short_name": name[:24],
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#0a0b2c",
        "theme_color": "#0a0b2c",
        "icons": [{"src": static("qurultai/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(value, content_type="application/manifest+json", headers=SHARED)


@guard(OPEN)
def favicon(request: HttpRequest) -> HttpResponse:
    """The sign, for browsers that ask for it by its old name."""
    return HttpResponseRedirect(static("qurultai/favicon.svg"), headers=SHARED)


@guard(OPEN)
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole (RFC 9116); it expires half a year after it is asked for."""
    expires = (clock.now() + dt.timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    text = (
        f"Contact: mailto:{settings.DEFAULT_FROM_EMAIL}\n"
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}\n"
        f"Preferred-Languages: {', '.join(LANGUAGES)}\n"
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt\n"
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=SHARED)
