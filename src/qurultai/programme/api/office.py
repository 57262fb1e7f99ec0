"""The API's office half: sessions as they stand, and publishing."""

import datetime as dt
from typing import Annotated, Any, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema, Status

from qurultai.kit.access import guard
from qurultai.kit.api import (
    CursorToken,
    InLanguage,
    Language,
    Limit,
    Page,
    Plain,
    TextIn,
    Words,
    cursor_after,
    in_words,
    language_of,
    list_name,
    place_of,
)
from qurultai.kit.middleware import problem
from qurultai.kit.text import Text
from qurultai.programme.actions.publishing import publish_programme
from qurultai.programme.actions.refusals import NotPublishable
from qurultai.programme.api.published import router as published
from qurultai.programme.api.published import version_out
from qurultai.programme.api.shapes import VersionOut
from qurultai.programme.models import Session
from qurultai.programme.policies import LIST_SESSION_DRAFTS, TRANSITION_SESSION
from qurultai.programme.queries.versions import numbered_version
from qurultai.programme.queries.visible import drafts_visible_to

router = Router(tags=["office"])
State = Literal["", "draft", "confirmed", "embargoed", "published", "cancelled"]


class DraftOut(Schema):
    """A session as it stands in the office."""

    code: str
    state: str
    embargo_until: dt.datetime | None
    title: Words
    kind: str
    topic: str = Field(description="Slug of the topic, empty when it has none")
    floor_language: str
    minutes: int
    starts_at: dt.datetime | None
    room: str = Field(description="Code of the room, empty when it has none")
    sign_up: bool


class PublicationIn(Schema):
    """A note for the readers, and what is published nevertheless."""

    note: TextIn = TextIn()
    name: Annotated[Plain, Field(max_length=100)] = ""
    waive: Annotated[list[Literal["languages", "clashes"]], Field(max_length=2)] = []


@router.get("/editions/{edition}/office/sessions", response=Page[DraftOut], operation_id="list_drafts")
@guard(LIST_SESSION_DRAFTS)
def drafts(
    request: HttpRequest,
    edition: str,
    *,
    state: Annotated[State, Query()] = "",
    language: InLanguage = None,
    limit: Limit = 50,
    cursor: CursorToken = "",
) -> dict[str, Any]:
    """Sessions in every state, by code: all for the office, her own for a speaker."""
    of, spoken = list_name(request, state=state), language_of(request, language)
    found = drafts_visible_to(request.actor, request.edition).order_by("code")
    if state:
        found = found.filter(state=state)
    if (after := place_of(cursor, of)) is not None:
        found = found.filter(code__gt=after)
    rows = list(found[: limit + 1])
    following = cursor_after(rows[limit - 1].code, of) if len(rows) > limit else None
    return {"items": [_told(session, spoken) for session in rows[:limit]], "next": following}


@published.post("/editions/{edition}/versions", response={201: VersionOut}, operation_id="publish_programme")
@guard(TRANSITION_SESSION)
def publication(
    request: HttpRequest, edition: str, wanted: PublicationIn, *, language: InLanguage = None
) -> Status | HttpResponse:
    """Put the draft on air as the next version; 409 `not_publishable` names what stands in the way in `blocks`."""
    note = Text(wanted.note.dict())
    try:
        made = publish_programme(
            request.edition, note=note, by=request.actor, waive=wanted.waive, name=wanted.name.strip()
        )
    except NotPublishable as no:
        return problem(409, no.code, str(no), blocks=msgspec.to_builtins(no.blocks))
    version = numbered_version(request.edition.id, made.number)
    return Status(201, version_out(version, language_of(request, language)))


def _told(session: Session, language: Language | None) -> dict[str, Any]:
    return {
        "code": session.code,
        "state": session.state,
        "embargo_until": session.embargo_until,
        "title": in_words(session.title, language),
        "kind": session.kind,
        "topic": session.topic.slug if session.topic else "",
        "floor_language": session.language,
        "minutes": session.minutes,
        "starts_at": session.booking.starts_at if session.booking else None,
        "room": session.room.code if session.room else "",
        "sign_up": session.sign_up,
    }
