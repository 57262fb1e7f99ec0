"""The API's description for programs: OpenAPI 3.1, made from the operations themselves."""

from functools import cache
from typing import Any

from qurultai.kit import access
from qurultai.kit.access import NOBODY, Permission
from qurultai.project.api import api, operations_of

PREFIX = "/api/v1"
PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457; `code` is stable, `title` is in the reader's language.",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "faults": {"type": "array", "items": {"type": "object"}},
    },
}
NOES = {
    "400": "The request cannot be read",
    "401": "Sign in, or send a good token",
    "403": "You may not do this",
    "404": "There is nothing at this address, for you",
    "405": "Not at this address",
    "409": "Not possible as things are",
    "415": "Only application/json",
    "422": "What was sent does not fit",
    "429": "Too many commands",
    "503": "Busy: try again",
}
FOR_COMMANDS = {"409", "415", "429"}
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "maxLength": 100},
    "description": "The same key and body again: the same answer, no second effect",
}
SECURITY = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token; its scopes are names of permissions"},
    "session": {"type": "apiKey", "in": "cookie", "name": "session", "description": "A browser session"},
}


@cache
def description() -> dict[str, Any]:
    """The whole OpenAPI document."""
    document = dict(api.get_openapi_schema(path_prefix=PREFIX))
    permissions = {api.get_openapi_operation_id(one): one.view_func.guard for one in operations_of(api)}
    permissions |= {one.operation_id: one.view_func.guard for one in operations_of(api) if one.operation_id}
    for operations in document["paths"].values():
        operations.pop("head", None)
        for method, operation in operations.items():
            _complete(operation, permissions[operation["operationId"]], reading=method == "get")
    components = document["components"]
    components["schemas"]["Problem"] = PROBLEM
    components["securitySchemes"] = SECURITY
    return {**document, "servers": [{"url": "/"}]}


def is_public(permission: Permission) -> bool:
    """Whether nobody in particular holds it."""
    return access.allowed(permission, NOBODY)


def _complete(operation: dict[str, Any], permission: Permission, *, reading: bool) -> None:
    """Add what holds for every operation: how one says no, whose it is, and the key of commands."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, words in NOES.items():
        if not (reading and status in FOR_COMMANDS):
            operation["responses"].setdefault(status, {"description": words, "content": content})
    operation["responses"] = {str(status): answer for status, answer in operation["responses"].items()}
    if reading:
        operation["responses"]["304"] = {"description": "Not changed since the ETag in If-None-Match"}
    else:
        operation["parameters"] = [*operation["parameters"], KEY]
    operation["x-permission"] = permission.name
    operation["security"] = [{}] if is_public(permission) else [{"token": []}, {"session": []}]
