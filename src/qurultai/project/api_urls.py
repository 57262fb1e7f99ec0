"""The API: its description for people and for programs, and every operation."""

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from qurultai.project import api_views
from qurultai.project.api import api, said_no


def with_problem(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A method that an address does not know is a problem, too."""

    @functools.wraps(view)
    def seen(request: HttpRequest, **parts: object) -> HttpResponse:
        answer = view(request, **parts)
        if answer.status_code != 405:
            return answer
        refused = said_no(405)
        refused["Allow"] = answer["Allow"]
        return refused

    seen.is_operation = True
    return seen


def operations() -> list[URLPattern]:
    """The addresses of the operations; ninja's own root page is left out."""
    found: list[URLPattern] = [pattern for pattern in api.urls[0] if pattern.name != "api-root"]
    for pattern in found:
        pattern.callback = with_problem(pattern.callback)
    return found


urlpatterns = [
    path("", api_views.about, name="api_about"),
    path("openapi.json", api_views.openapi, name="api_openapi"),
    *operations(),
]
