"""The API's description: OpenAPI 3.1 that holds, tried with random requests, and a page for people."""

import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from qurultai.project.api_schema import description

schema = schemathesis.openapi.from_dict(description())
schema.app = get_wsgi_application()
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture
def connected(cast):
    """The cast; requests stay in the test's own connection, as Django's own test client keeps them."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield cast
    for signal in ends:
        signal.connect(close_old_connections)


def test_the_description_is_openapi_3_1_and_its_schemas_are_json_schema():
    document = description()
    assert document["openapi"].startswith("3.1")
    for part in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(part)
    ids = [one["operationId"] for methods in document["paths"].values() for one in methods.values()]
    assert len(ids) == len(set(ids))
    assert all(one["description"] for methods in document["paths"].values() for one in methods.values())


def test_every_operation_names_its_permission_and_whether_it_needs_a_token(cast, client):
    served = client.get("/api/v1/openapi.json").json()
    public = {
        one["operationId"]
        for methods in served["paths"].values()
        for one in methods.values()
        if one["security"] == [{}]
    }
    assert public == {
        "list_editions", "read_edition", "list_versions", "read_version", "read_programme", "list_sessions",
        "read_session", "list_speakers", "read_speaker", "list_rooms", "list_topics", "search", "list_categories",
    }  # fmt: skip


def test_people_read_the_description_as_a_page(cast, client):
    page = client.get("/api/v1/", headers={"Accept-Language": "kk"})
    assert (page.status_code, page["Content-Language"]) == (200, "kk")
    for path in description()["paths"]:
        assert path in page.content.decode()


EXAMPLES = settings(
    max_examples=8,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("role", ["anon", "prog"])
@schema.parametrize()
@EXAMPLES
def test_random_requests_never_break_it_and_get_what_the_description_says(connected, case, role):
    if "edition" in case.path_parameters:
        case.path_parameters["edition"] = "own"
    cookies = {name: morsel.value for name, morsel in connected.clients[role].cookies.items()}
    answer = case.call(cookies=cookies)
    case.validate_response(answer, checks=CHECKS)
    json.loads(answer.content or b"null")
