"""The gate's page: a shell without anybody's data, kept by browsers; what it shows comes to the paired device."""

import hashlib
import json
from pathlib import Path

from csp.decorators import csp_update
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qurultai.kit.access import OPEN, guard
from qurultai.onsite.wording import in_all_languages

BUILT = ("gate/gate.js", "gate/camera.js", "gate/reader.wasm")
BESIDE = (
    "qurultai/qurultai.css", "qurultai/gate.css", "qurultai/theme.js", "qurultai/favicon.svg", "qurultai/qurultai.js",
    *(f"qurultai/fonts/golos-{subset}.woff2" for subset in ("cyrillic", "cyrillic-ext", "latin", "latin-ext")),
)  # fmt: skip
WORKER = "gate/worker.js"
CAMERA = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()"


def _built() -> bool:
    """Whether the page's program was made of its sources (`make` does it)."""
    return finders.find(WORKER) is not None


@require_safe
@guard(OPEN)
@csp_update({"script-src": ["'wasm-unsafe-eval'"], "worker-src": ["'self'"]})
def page(request: HttpRequest) -> HttpResponse:
    """The page, in all languages at once."""
    shown = {"built": _built(), "words": in_all_languages()}
    if shown["built"]:
        shown |= {name.split("/")[1].split(".")[0]: static(name) for name in BUILT}
    answer = render(request, "onsite/gate.html", shown)
    answer["Permissions-Policy"] = CAMERA
    return answer


@require_safe
@guard(OPEN)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page on the device, with the names of the files that it keeps."""
    if not _built():
        raise Http404
    files = [static(name) for name in (*BUILT, *BESIDE)]
    program = Path(finders.find(WORKER)).read_text("utf-8")
    version = hashlib.sha256((program + "".join(files)).encode()).hexdigest()[:16]
    head = f"const FILES={json.dumps(files)},VERSION={json.dumps(version)};\n"
    answer = HttpResponse(head + program, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
@guard(OPEN)
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to install the page."""
    told = {
        "name": _("Gate"),
        "short_name": _("Gate"),
        "start_url": "/gate/",
        "scope": "/gate/",
        "display": "standalone",
        "background_color": "#0a0b2c",
        "theme_color": "#0a0b2c",
        "icons": [
            {"src": static(f"onsite/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in (192, 512)
        ],
    }
    answer = JsonResponse(told, content_type="application/manifest+json")
    answer["Cache-Control"] = "no-cache"
    return answer
