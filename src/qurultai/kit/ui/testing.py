"""Serves the gallery to a browser from within a test: real template, real static files, the product's own headers."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.test import RequestFactory
from django.utils import translation

from qurultai.kit.ui.views import gallery

ORIGIN = "http://gallery.localhost"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


def policy() -> str:
    """The content security policy as the product sends it."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def address(language: str = "en", layout: str = "office") -> str:
    """Where the served gallery stands."""
    return f"{ORIGIN}/{language}/gallery/?layout={layout}"


def serve_gallery(context: Any) -> None:
    """Answer a Playwright context's requests to the gallery's origin; what is sent there by POST gets an empty page."""
    context.route(f"{ORIGIN}/**", _answer)


def _answer(route: Any) -> None:
    path = urlsplit(route.request.url).path
    if path.startswith(settings.STATIC_URL):
        file = Path(settings.STATIC_ROOT) / path.removeprefix(settings.STATIC_URL)
        route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
    else:
        headers = {"Content-Security-Policy": policy()}
        route.fulfill(body=_page(route.request.url), content_type="text/html; charset=utf-8", headers=headers)


def _page(url: str) -> str:
    parts = urlsplit(url)
    request = RequestFactory().get(parts.path, parse_qs(parts.query))
    with translation.override(parts.path.split("/")[1]):
        return gallery(request).content.decode()
