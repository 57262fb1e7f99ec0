"""The API's people: myself for everybody, the registry for the office."""

from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from qurultai.kit import access
from qurultai.kit.access import SIGNED_IN, guard
from qurultai.kit.api import (
    CursorToken,
    InLanguage,
    Limit,
    Page,
    Words,
    cursor_after,
    in_words,
    language_of,
    list_name,
    place_of,
)
from qurultai.people import queries
from qurultai.people.policies import READ_CONTACT, READ_REGISTRY

router = Router(tags=["people"])


class MeOut(Schema):
    """Who the token or the session belongs to."""

    code: str
    name: str
    latin_name: str
    country: str
    language: str = Field(description="The language in which the forum writes to me")
    email: str
    phone: str


class PersonOut(Schema):
    """Somebody as the registry knows her; contact only for whoever may read it."""

    code: str
    name: str
    latin_name: str
    country: str
    position: Words
    organisations: list[Words]
    roles: list[str]
    email: str | None = None
    phone: str | None = None


@router.get("/me", response=MeOut, operation_id="read_me")
@guard(SIGNED_IN)
def me(request: HttpRequest) -> MeOut:
    """Myself."""
    person = queries.myself(request.actor, None)
    return MeOut(**{field: getattr(person, field) for field in MeOut.model_fields})


@router.get("/editions/{edition}/people", response=Page[PersonOut], exclude_unset=True, operation_id="list_people")
@guard(READ_REGISTRY)
def people(
    request: HttpRequest,
    edition: str,
    *,
    query: Annotated[str, Query(max_length=100, description="Words of the name, in any order and spelling")] = "",
    country: Annotated[str, Query(max_length=2)] = "",
    role: Annotated[str, Query(max_length=8)] = "",
    language: InLanguage = None,
    limit: Limit = 50,
    cursor: CursorToken = "",
) -> dict[str, Any]:
    """The people of the forum by Latin spelling."""
    of = list_name(request, query=query, country=country, role=role)
    visible = queries.people_visible_to(request.actor, request.edition)
    found = queries.filtered(visible, request.edition, query=query, country=country, role=role)
    if place := place_of(cursor, of):
        name, key = place[0], UUID(place[1])
        found = found.filter(Q(latin_name__gt=name) | Q(latin_name=name, id__gt=key))
    rows = queries.listed(queries.sorted_by(found, "latin")[: limit + 1], request.edition)
    following = None
    if len(rows) > limit:
        last = rows[limit - 1].person
        following = cursor_after([last.latin_name, str(last.id)], of)
    spoken = language_of(request, language)
    return {"items": [_told(row, request.actor, spoken) for row in rows[:limit]], "next": following}


def _told(row: queries.Listed, actor: access.Actor, language: str | None) -> dict[str, Any]:
    person = row.person
    contact = {"email": person.email, "phone": person.phone} if access.allowed(READ_CONTACT, actor, person) else {}
    return contact | {
        "code": person.code,
        "name": person.name,
        "latin_name": person.latin_name,
        "country": person.country,
        "position": in_words(person.position, language),
        "organisations": [in_words(name, language) for name in row.organisations],
        "roles": list(row.roles),
    }
