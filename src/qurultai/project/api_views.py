"""The API's two pages: its description for people and for programs."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qurultai.kit.access import OPEN, guard
from qurultai.kit.api import with_etag
from qurultai.project.api_schema import description


@require_safe
@guard(OPEN)
def openapi(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    request.answer_is_shared = True
    return with_etag(request, JsonResponse(description()))


@require_safe
@guard(OPEN)
def about(request: HttpRequest) -> HttpResponse:
    """What the API can do, as a page."""
    document = description()
    groups: dict[str, list[dict[str, object]]] = {}
    for address, operations in document["paths"].items():
        for method, operation in operations.items():
            row = {"method": method.upper(), "address": address, "operation": operation}
            row["public"] = {} in operation["security"]
            row["permission"] = operation["x-permission"]
            groups.setdefault(operation["tags"][0], []).append(row)
    return render(request, "project/api.html", {"groups": groups.items(), "base": settings.BASE_URL})
