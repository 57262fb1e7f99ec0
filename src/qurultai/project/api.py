"""The API as one whole: the contexts' operations behind one door each, and every "no" as problem+json."""

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Any

import msgspec
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.operation import Operation
from ninja.renderers import BaseRenderer

from qurultai.calendar.api import router as calendar
from qurultai.editions.api import router as editions
from qurultai.kit.api import with_etag
from qurultai.kit.middleware import problem
from qurultai.office.api import router as office
from qurultai.people.api import router as people
from qurultai.programme import api as programme
from qurultai.project.api_door import Door
from qurultai.registration.api import router as registration

CODES = {400: "bad_request", 404: "not_found", 405: "method", 415: "media_type", 429: "too_many_requests"}


class AsJson(BaseRenderer):
    """Answers as UTF-8 JSON."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """The bytes."""
        return msgspec.json.encode(data)


class Api(NinjaAPI):
    """Ninja with strong ETags."""

    def create_response(self, request: HttpRequest, data: Any, **more: Any) -> HttpResponse:
        """The answer with its ETag, or 304."""
        return with_etag(request, super().create_response(request, data, **more))


def said_no(status: int) -> HttpResponse:
    """A problem whose words follow from its status."""
    words = {
        400: _("This request cannot be read."),
        404: _("There is nothing at this address."),
        405: _("This cannot be done at this address."),
        415: _("Send the body as application/json."),
        429: _("Too many requests. Please wait a moment."),
    }
    return problem(status, CODES.get(status, "refused"), words.get(status, _("This is not possible.")))


def not_found(request: HttpRequest, error: Exception) -> HttpResponse:
    """404 for what is not there and for what is not there for this reader."""
    return said_no(404)


def other_no(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Ninja's own refusals."""
    answer = said_no(error.status_code)
    if isinstance(error, Throttled):
        answer["Retry-After"] = str(int(error.wait or 1) + 1)
    return answer


def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422 with the place of each fault; what was sent is not repeated."""
    faults = [{"place": [str(part) for part in fault["loc"]], "fault": fault["type"]} for fault in error.errors[:20]]
    return problem(422, "invalid", _("Something that was sent does not fit this operation."), faults=faults)


def assembled() -> Api:
    """The API with every context's router and a door before each operation."""
    made = Api(
        renderer=AsJson(),
        title="Qurultai",
        version=version("qurultai"),
        urls_namespace="api",
        docs_url=None,
        openapi_url=None,
        auth=None,
    )
    made.add_exception_handler(Http404, not_found)
    made.add_exception_handler(ObjectDoesNotExist, not_found)
    made.add_exception_handler(HttpError, other_no)
    made.add_exception_handler(ValidationError, not_valid)
    parts = (programme.published, programme.sessions, programme.mine, programme.office)
    put_doors(made, [editions, people, calendar, office, registration, *parts])
    return made


def put_doors(made: NinjaAPI, routers: Iterable[Router]) -> None:
    """Add the routers, each operation behind its door; raises AttributeError for one without a guard."""
    for router in routers:
        made.add_router("", router)
    for operation in operations_of(made):
        operation.auth_callbacks = [Door(operation.view_func.guard, has_body=bool(_body_of(operation)))]
        if operation.methods == ["GET"]:
            operation.methods.append("HEAD")


def _body_of(operation: Operation) -> list[Any]:
    return [model for model in operation.models if model.__ninja_param_source__ == "body"]


def operations_of(made: NinjaAPI) -> Iterator[Operation]:
    """Every operation of an API."""
    for bound in made._get_bound_routers():
        for view in bound.path_operations.values():
            yield from view.operations


api = assembled()
