"""The API's journal: what happened in an edition."""

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from qurultai.kit.access import guard
from qurultai.kit.api import CursorToken, Limit, Page, cursor_after, list_name, place_of
from qurultai.office import queries
from qurultai.office.policies import LIST_EVENTS

router = Router(tags=["office"])


class EventOut(Schema):
    """A fact."""

    id: UUID
    type: str
    happened_at: dt.datetime
    actor: str
    values: dict[str, Any]


@router.get("/editions/{edition}/journal", response=Page[EventOut], operation_id="list_journal")
@guard(LIST_EVENTS)
def journal(
    request: HttpRequest,
    edition: str,
    *,
    kind: Annotated[str, Query(max_length=120, description="Only facts of this type")] = "",
    day: Annotated[dt.date | None, Query()] = None,
    limit: Limit = 50,
    cursor: CursorToken = "",
) -> dict[str, Any]:
    """The facts of the edition, the newest first."""
    of = list_name(request, kind=kind, day=day)
    found = queries.events_visible_to(request.actor, request.edition.id, kind, day.isoformat() if day else "")
    if (before := place_of(cursor, of)) is not None:
        found = found.filter(seq__lt=before)
    rows = queries.with_names(list(found[: limit + 1]))
    following = cursor_after(rows[limit - 1].seq, of) if len(rows) > limit else None
    return {"items": [_told(event) for event in rows[:limit]], "next": following}


def _told(event: Any) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type,
        "happened_at": event.happened_at,
        "actor": event.actor_name,
        "values": event.payload,
    }
