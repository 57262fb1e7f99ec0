"""The API's published programme: versions, the whole in figures, speakers, rooms, topics and search."""

from collections import Counter
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router

from qurultai.kit import limits
from qurultai.kit.access import guard
from qurultai.kit.api import (
    CursorToken,
    InLanguage,
    Language,
    Limit,
    Page,
    cursor_after,
    for_everybody,
    in_words,
    language_of,
    list_name,
    page_of,
    place_of,
)
from qurultai.programme.api.sessions import on_air
from qurultai.programme.api.shapes import (
    ProgrammeOut,
    RoomOut,
    SearchOut,
    SpeakerOut,
    TopicOut,
    VersionOut,
    appearances,
    day_of,
    speaker_of,
)
from qurultai.programme.policies import LIST_SESSIONS, LIST_SPEAKER_PROFILES, READ_SESSION, READ_SPEAKER_PROFILE
from qurultai.programme.queries.search import search as find
from qurultai.programme.queries.versions import PublishedVersion, VersionLine, numbered_version, versions

router = Router(tags=["programme"])
Kind = Literal["session", "speaker", "room", "topic"]
BIGGEST_NUMBER = 2**31 - 1


def version_out(version: PublishedVersion | VersionLine, language: Language | None) -> dict[str, Any]:
    """A version with how much it changed."""
    kinds = ("added", "removed", "moved", "changed")
    return {
        "number": version.number,
        "name": version.name,
        "note": in_words(version.note, language),
        "published_at": version.published_at,
        **{kind: len(version.changes.get(kind, ())) for kind in kinds},
    }


@router.get("/editions/{edition}/versions", response=Page[VersionOut], operation_id="list_versions")
@for_everybody
@guard(LIST_SESSIONS)
def all_versions(
    request: HttpRequest, edition: str, *, language: InLanguage = None, limit: Limit = 50, cursor: CursorToken = ""
) -> dict[str, Any]:
    """Every published version of the programme, the newest first."""
    of, spoken = list_name(request), language_of(request, language)
    before = place_of(cursor, of)
    lines = [line for line in versions(request.edition.id) if before is None or line.number < before]
    following = cursor_after(lines[limit - 1].number, of) if len(lines) > limit else None
    return {"items": [version_out(line, spoken) for line in lines[:limit]], "next": following}


@router.get("/editions/{edition}/versions/{number}", response=VersionOut, operation_id="read_version")
@for_everybody
@guard(READ_SESSION)
def one_version(
    request: HttpRequest,
    edition: str,
    number: Annotated[int, Path(ge=1, le=BIGGEST_NUMBER)],
    language: InLanguage = None,
) -> dict[str, Any]:
    """One published version."""
    return version_out(numbered_version(request.edition.id, number), language_of(request, language))


@router.get("/editions/{edition}/programme", response=ProgrammeOut, operation_id="read_programme")
@for_everybody
@guard(READ_SESSION)
def programme(request: HttpRequest, edition: str, language: InLanguage = None) -> dict[str, Any]:
    """The programme on air in figures."""
    published, spoken = on_air(request), language_of(request, language)
    document = published.document
    held = Counter(day_of(document, item) for item in document.items)
    return {
        "title": in_words(document.title, spoken),
        "zone": document.zone,
        "languages": document.languages,
        "starts_on": document.starts_on,
        "ends_on": document.ends_on,
        "version": version_out(published, spoken),
        "days": [{"index": day.index, "date": day.date, "sessions": held[day.date]} for day in document.days],
        "sessions": len(document.items),
        "speakers": len(appearances(published)),
    }


@router.get("/editions/{edition}/speakers", response=Page[SpeakerOut], operation_id="list_speakers")
@for_everybody
@guard(LIST_SPEAKER_PROFILES)
def speakers(
    request: HttpRequest, edition: str, *, language: InLanguage = None, limit: Limit = 50, cursor: CursorToken = ""
) -> dict[str, Any]:
    """Everybody who contributes in public, by name."""
    published, spoken, of = on_air(request), language_of(request, language), list_name(request)
    number, start = place_of(cursor, of) or (published.number, 0)
    published = numbered_version(request.edition.id, number)
    seen = appearances(published)
    people = sorted((one for one in published.document.persons if one.key in seen), key=lambda one: one.name.casefold())
    page = page_of(people, start, limit, of, number)
    return page | {"items": [speaker_of(published, person, spoken) for person in page["items"]]}


@router.get("/editions/{edition}/speakers/{path:key}", response=SpeakerOut, operation_id="read_speaker")
@for_everybody
@guard(READ_SPEAKER_PROFILE)
def speaker(request: HttpRequest, edition: str, key: str, language: InLanguage = None) -> dict[str, Any]:
    """Somebody who contributes in public."""
    published = on_air(request)
    person = next((one for one in published.document.persons if one.key == key), None)
    if person is None or key not in appearances(published):
        raise Http404
    return speaker_of(published, person, language_of(request, language))


@router.get("/editions/{edition}/rooms", response=list[RoomOut], operation_id="list_rooms")
@for_everybody
@guard(LIST_SESSIONS)
def rooms(request: HttpRequest, edition: str, language: InLanguage = None) -> list[dict[str, Any]]:
    """The rooms of the programme, in the forum's order."""
    document, spoken = on_air(request).document, language_of(request, language)
    return [
        {"key": room.guid, "slug": room.slug, "name": in_words(room.name, spoken), "capacity": room.capacity}
        for room in document.rooms
    ]


@router.get("/editions/{edition}/topics", response=list[TopicOut], operation_id="list_topics")
@for_everybody
@guard(LIST_SESSIONS)
def topics(request: HttpRequest, edition: str, language: InLanguage = None) -> list[dict[str, Any]]:
    """The topics of the programme, in the forum's order."""
    document, spoken = on_air(request).document, language_of(request, language)
    return [
        {"key": topic.key, "slug": topic.slug, "name": in_words(topic.name, spoken), "colour": topic.colour}
        for topic in document.topics
    ]


@router.get("/editions/{edition}/search", response=SearchOut, operation_id="search")
@for_everybody
@guard(LIST_SESSIONS)
def search(
    request: HttpRequest,
    edition: str,
    *,
    q: Annotated[str, Query(max_length=200, description="Words in any language and form")] = "",
    kind: Annotated[Kind | None, Query(description="Only things of this kind")] = None,
    language: InLanguage = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """Sessions, speakers, rooms and topics in which all the words are, the best first."""
    limits.spend(request, limits.SEARCH)
    spoken = language_of(request, language) or "en"
    result = find(request.edition.id, q, spoken, (kind,) if kind else (), limit)
    hits = [
        {
            "kind": hit.kind,
            "key": hit.key,
            "code": hit.code,
            "title": hit.title,
            "snippet": "".join(piece.text for piece in hit.snippet),
            "language": hit.language,
        }
        for hit in result.hits
    ]
    return {"hits": hits, "suggestion": result.suggestion}
