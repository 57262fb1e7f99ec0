"""The API's published sessions: pages with filters, and one by one."""

import datetime as dt
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema

from qurultai.kit.access import guard
from qurultai.kit.api import (
    CursorToken,
    InLanguage,
    Limit,
    Page,
    for_everybody,
    language_of,
    list_name,
    page_of,
    place_of,
)
from qurultai.kit.errors import Invalid
from qurultai.programme.api.shapes import FIELDS, SessionOut, day_of, only, session_of
from qurultai.programme.formats.document import Item, Programme
from qurultai.programme.policies import LIST_SESSIONS, READ_SESSION
from qurultai.programme.queries.versions import PublishedVersion, current_version, numbered_version

router = Router(tags=["programme"])


class FieldUnknown(Invalid):
    """A field that sessions do not have."""

    code = "field_unknown"
    text = _("Sessions have no field “%(field)s”.")


class Filters(Schema):
    """What sessions to list; all that is given must fit."""

    day: dt.date | None = None
    room: Annotated[str, Query(max_length=200, description="`key` or `slug` of a room")] = ""
    topic: Annotated[str, Query(max_length=200, description="`key` or `slug` of a topic")] = ""
    kind: Annotated[str, Query(max_length=200)] = ""
    floor_language: Annotated[str, Query(max_length=16)] = ""
    speaker: Annotated[str, Query(max_length=200, description="`key` of a speaker")] = ""


def on_air(request: HttpRequest) -> PublishedVersion:
    """The version on air in the edition at hand. Raises Http404 when nothing is published."""
    published = current_version(request.edition.id) if request.edition else None
    if published is None:
        raise Http404
    return published


def wanted_fields(words: str) -> frozenset[str]:
    """The fields named in a comma-separated list. Raises FieldUnknown."""
    fields = frozenset(filter(None, (word.strip() for word in words.split(","))))
    if unknown := sorted(fields - FIELDS - {"code"}):
        raise FieldUnknown(field=unknown[0][:40])
    return fields


def chosen(programme: Programme, filters: Filters) -> list[Item]:
    """The sessions that fit, in order of time and place."""
    rooms = {room.guid for room in programme.rooms if filters.room in (room.guid, room.slug)}
    topics = {topic.key for topic in programme.topics if filters.topic in (topic.key, topic.slug)}
    return [
        item
        for item in programme.items
        if (not filters.day or day_of(programme, item) == filters.day)
        and (not filters.room or item.room in rooms)
        and (not filters.topic or item.topic in topics)
        and (not filters.kind or item.kind == filters.kind)
        and (not filters.floor_language or item.language == filters.floor_language)
        and (not filters.speaker or any(part.person == filters.speaker for part in item.contributors))
    ]


@router.get("/editions/{edition}/sessions", response=Page[SessionOut], exclude_unset=True, operation_id="list_sessions")
@for_everybody
@guard(LIST_SESSIONS)
def sessions(
    request: HttpRequest,
    edition: str,
    *,
    filters: Annotated[Filters, Query()],
    fields: Annotated[str, Query(max_length=400, description="Comma-separated; all when empty")] = "",
    language: InLanguage = None,
    limit: Limit = 50,
    cursor: CursorToken = "",
) -> dict[str, Any]:
    """Published sessions in order of time; a cursor stays in the version in which the list began."""
    published, wanted, spoken = on_air(request), wanted_fields(fields), language_of(request, language)
    of = list_name(request, **filters.dict())
    number, start = place_of(cursor, of) or (published.number, 0)
    published = numbered_version(request.edition.id, number)
    page = page_of(chosen(published.document, filters), start, limit, of, number)
    return page | {"items": [only(session_of(published, item, spoken), wanted) for item in page["items"]]}


@router.get("/editions/{edition}/sessions/{code}", response=SessionOut, exclude_unset=True, operation_id="read_session")
@for_everybody
@guard(READ_SESSION)
def session(
    request: HttpRequest,
    edition: str,
    code: str,
    *,
    fields: Annotated[str, Query(max_length=400, description="Comma-separated; all when empty")] = "",
    language: InLanguage = None,
) -> dict[str, Any]:
    """One published session."""
    published, wanted = on_air(request), wanted_fields(fields)
    item = next((item for item in published.document.items if item.code == code), None)
    if item is None:
        raise Http404
    return only(session_of(published, item, language_of(request, language)), wanted)
