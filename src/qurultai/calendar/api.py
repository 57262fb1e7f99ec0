"""The API's calendar: what takes my time."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from qurultai.calendar.queries.agenda import AgendaEntry, agenda_of
from qurultai.kit.access import SIGNED_IN, guard
from qurultai.kit.api import InLanguage, Language, Words, in_words, language_of

router = Router(tags=["mine"])


class EntryOut(Schema):
    """One thing in my agenda."""

    code: str
    kind: str = Field(description="session, meeting, interview, …")
    title: Words
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: str
    purpose: str = Field(description="What I do there")
    clashes: bool = Field(description="Whether it wants time that something else holds")
    rooms: list[Words]
    change_number: int


@router.get("/editions/{edition}/my/agenda", response=list[EntryOut], operation_id="read_my_agenda")
@guard(SIGNED_IN)
def agenda(request: HttpRequest, edition: str, language: InLanguage = None) -> list[dict[str, Any]]:
    """Everything that takes my time in this edition, in order of time."""
    spoken = language_of(request, language)
    return [_told(entry, spoken) for entry in agenda_of(request.actor.person_id, request.edition.id)]


def _told(entry: AgendaEntry, language: Language | None) -> dict[str, Any]:
    return {
        "code": entry.code,
        "kind": entry.kind,
        "title": in_words(entry.title, language),
        "starts_at": entry.during.starts_at,
        "ends_at": entry.during.ends_at,
        "state": entry.state,
        "purpose": entry.purpose,
        "clashes": entry.clashes,
        "rooms": [in_words(place.room, language) for place in entry.places],
        "change_number": entry.change_number,
    }
