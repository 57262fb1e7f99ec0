"""Finds who asks and which forum is meant, before any address is resolved."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from qurultai.editions import queries
from qurultai.editions.addresses import RESERVED, without_slug
from qurultai.editions.models import Edition
from qurultai.kit.access import NOBODY, Actor, Permission, allowed
from qurultai.people.public import (
    actor_of_session,
    actor_of_token,
    first_to_a_passkey,
    is_recent,
    person_before,
    still_signed_in,
    token_of,
)

LANGUAGES = frozenset(dict(settings.LANGUAGES))
API = "/api/v1/"


class WhoAndWhere:
    """Sets `request.actor` (roles read anew on every request, I9), `request.edition` and the zone shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.token, request.was, request.passkey_missing = None, None, False
        request.still_may = lambda permission: self._still_may(request, permission)
        request.is_recent = lambda: request.token is None and is_recent(request)
        request.whose_form = lambda: person_before(request)
        if request.path_info.startswith(API):
            request.actor = self._caller(request)
            request.edition = queries.edition_called(slug_in_api(request.path_info))
        else:
            slug = slug_in(request.path_info)
            request.actor, request.edition = self._visitor(request, slug)
            if request.edition is not None and request.edition.slug == slug:
                request.path_info = without_slug(request.path_info, slug)
        if request.edition is not None:
            timezone.activate(request.edition.tz)
        try:
            return first_to_a_passkey(request) or self.get_response(request)
        finally:
            timezone.deactivate()

    @staticmethod
    def _still_may(request: HttpRequest, permission: Permission) -> bool:
        """Whether the person of the session, asked anew, may in this forum: a long answer asks in between (I9)."""
        actor = queries.actor_of(request.actor.person_id) if still_signed_in(request) else NOBODY
        return allowed(permission, actor, edition_id=request.edition.id)

    @staticmethod
    def _visitor(request: HttpRequest, slug: str) -> tuple[Actor, Edition | None]:
        """Who looks at a page, as the session says, and at which forum."""
        if not request.user.is_authenticated:
            return NOBODY, queries.edition_for(slug)
        actor, edition = queries.actor_and_edition(request.user.person_id, slug)
        return actor_of_session(request, actor), edition

    @staticmethod
    def _caller(request: HttpRequest) -> Actor:
        """Who calls the API: the token in the header says it, if there is one, and only it; else the session."""
        header = request.headers.get("Authorization")
        if header is None:
            if not request.user.is_authenticated:
                return NOBODY
            return actor_of_session(request, queries.actor_of(request.user.person_id))
        request.token = token_of(header)
        if request.token is None:
            return NOBODY
        return actor_of_token(request.token, queries.actor_of(request.token.person_id))


def slug_in_api(path: str) -> str:
    """The edition that an address of the API names: `/api/v1/editions/SLUG/…`; "" for none."""
    parts = path.removeprefix(API).split("/", 2)
    return parts[1] if parts[0] == "editions" and len(parts) > 1 else ""


def slug_in(path: str) -> str:
    """The part of an address where an edition's slug may stand: the second, after a language, before a slash."""
    parts = path.split("/", 3)
    return parts[2] if len(parts) == 4 and parts[1] in LANGUAGES and parts[2] not in RESERVED else ""
