"""Every call that the access tests make: an address of one forum with one object, by one method."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from architecture.cast import Cast
from architecture.forum import Forum
from architecture.routes import operations, pages
from architecture.samples import OPERATIONS, PAGES, Sample
from qurultai.kit.access import Permission

LANGUAGE = "en/"
_PLACE = re.compile(r"<(?:[a-z]+:)?(\w+)>|\{(?:[a-z]+:)?(\w+)\}")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@dataclass(frozen=True)
class Way:
    """A route with a method: what stands in its address, what guards it, what it takes."""

    name: str
    address: str
    method: str
    permission: Permission
    load: Callable | None
    sample: Sample
    is_api: bool

    def path(self, place: Forum, parts: dict) -> str:
        """The address as a page of a forum."""
        filled = _PLACE.sub(
            lambda match: str({"edition": place.edition.slug, **parts}[match[1] or match[2]]), self.address
        )
        if self.is_api:
            return f"/api/v1{filled}"
        if place.edition.at_root or not filled.startswith(LANGUAGE):
            return f"/{filled}"
        return f"/{LANGUAGE}{place.edition.slug}/{filled.removeprefix(LANGUAGE)}"

    @property
    def of_a_forum(self) -> bool:
        """Whether the address belongs to one forum."""
        return "{edition}" in self.address if self.is_api else self.address.startswith(LANGUAGE)


class NoSample(AssertionError):
    """A new address that the tests cannot call yet: add it to samples.py."""


def ways() -> Iterator[Way]:
    """Every page by GET and by POST, every operation by its method. Raises NoSample."""
    for address, view in pages():
        known = address.removeprefix(LANGUAGE)
        if known not in PAGES and "<" in address:
            raise NoSample(known)
        for method in ("GET", "POST"):
            yield Way(known, address, method, view.guard, view.load, PAGES.get(known, Sample()), is_api=False)
    for operation in operations():
        parts = set(_PLACE.findall(operation.path)) - {("", "edition")}
        if operation.operation_id not in OPERATIONS and (parts or operation.methods[0] not in {"GET", "DELETE"}):
            raise NoSample(operation.operation_id)
        guarded, sample = operation.view_func, OPERATIONS.get(operation.operation_id, Sample())
        yield Way(
            operation.operation_id, operation.path, operation.methods[0], guarded.guard, None, sample, is_api=True
        )


@dataclass
class Answer:
    """What came back, and which statements wrote."""

    response: HttpResponse
    written: list[str]

    @property
    def status(self) -> int:
        """The status; sign-in's redirect counts as 401."""
        code = self.response.status_code
        return 401 if code == 302 and self.response["Location"].startswith("/en/sign-in/?next=") else code


def call(client: Client, way: Way, path: str, forum: Forum, body: dict | None = None, *, keep: bool = False) -> Answer:
    """Make a call and undo whatever it did, unless it was answered "no": then it must have done nothing (`tables`).

    What it writes of its own session does not count. `body` is sent instead of the sample's;
    `keep` leaves what was done.
    """
    written: list[str] = []

    def watch(execute, sql, params, many, context):
        if sql.startswith(WRITES) and '"django_session"' not in sql:
            written.append(sql[:200])
        return execute(sql, params, many, context)

    body = dict(way.sample.body(forum)) if body is None else body
    given = {"data": json.dumps(body), "content_type": "application/json"} if way.is_api else {"data": body}
    jar = dict(client.cookies)
    with transaction.atomic(), connection.execute_wrapper(watch):
        answer = Answer(client.generic(way.method, path, **_encoded(way, given)), written)
        if answer.response.streaming:
            b"".join(answer.response.streaming_content)
        if answer.status < 400 and not keep:
            transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.update(jar)
    return answer


def _encoded(way: Way, given: dict) -> dict:
    if way.method == "GET":
        return {}
    if way.is_api:
        return given
    return {"data": encode_multipart(BOUNDARY, given["data"]), "content_type": MULTIPART_CONTENT}


def own_and_foreign(cast: Cast, way: Way, role: str) -> Iterator[tuple[str, Forum, dict, Forum]]:
    """What to try: (`own` | `foreign object` | `foreign forum`, whose address, parts, whose object)."""
    if way.sample.mine and role in cast.own.people:
        yield "own", cast.own, dict(way.sample.mine(cast.own, role)), cast.own
    for parts in (way.sample.parts, *way.sample.more):
        yield "own", cast.own, dict(parts(cast.own)), cast.own
        if way.sample.foreign and parts(cast.foreign):
            yield "foreign object", cast.own, dict(parts(cast.foreign)), cast.foreign
        if way.of_a_forum:
            yield "foreign forum", cast.foreign, dict(parts(cast.foreign)), cast.foreign
