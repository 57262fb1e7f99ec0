"""Registering who stands at a gate without a badge: needs the network, and ends at the badge desk (R8)."""

from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from qurultai.kit import limits
from qurultai.kit.access import guard
from qurultai.kit.cldr import country_choices
from qurultai.kit.limits import Limit
from qurultai.onsite.policies import READ_DEVICE
from qurultai.onsite.views.contact import by_device, said_no, sent, told
from qurultai.registration import public as registration

AT_THE_DOOR = Limit("door", person=30, network=600, seconds=60)
"""A device is a person here: nobody types in more people."""


class Newcomer(msgspec.Struct):
    """Who stands there, in which category; `key` is made where she is typed in, `consents` are keys."""

    key: UUID
    category: UUID
    name: str
    country: str
    latin_name: str = ""
    organisation: str = ""
    email: str = ""
    consents: list[str] = []


@csrf_exempt
@require_GET
@by_device
@guard(READ_DEVICE)
def door(request: HttpRequest) -> HttpResponse:
    """What is open at the door and what it asks, in the words of all languages; countries in the reader's."""
    categories = [
        {
            "id": str(one.category_id),
            "name": dict(one.name),
            "left": one.left,
            "consents": [{"key": key, "words": dict(words), "needed": needed} for key, words, needed in one.consents],
        }
        for one in registration.open_at_door(request.edition)
    ]
    return told({"categories": categories, "countries": country_choices(get_language())})


@csrf_exempt
@require_POST
@by_device
@guard(READ_DEVICE)
def people(request: HttpRequest) -> HttpResponse:
    """Register her; the same key again changes nothing. Refusals are told in the reader's words."""
    limits.spend(request, AT_THE_DOOR)
    given = sent(request, Newcomer)
    if given is None:
        return said_no(422, "invalid")
    made = registration.walk_up(
        request.edition.id,
        given.category,
        key=given.key,
        name=given.name,
        latin_name=given.latin_name,
        country=given.country,
        organisation=given.organisation,
        email=given.email,
        consents=given.consents,
        language=get_language() or "en",
        by=request.actor,
    )
    return told({"code": made.code, "name": made.name or made.latin_name, "state": made.state}, 201)
