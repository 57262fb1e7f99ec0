"""Finds who asks and which forum is meant, before any address is resolved."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from qurultai.editions import queries
from qurultai.editions.addresses import RESERVED, without_slug
from qurultai.kit.access import NOBODY

LANGUAGES = frozenset(dict(settings.LANGUAGES))


class WhoAndWhere:
    """Sets `request.actor` (roles read anew on every request, I9), `request.edition` and the zone shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user
        request.actor = queries.actor_of(account.person_id) if account.is_authenticated else NOBODY
        slug = slug_in(request.path_info)
        request.edition = queries.edition_for(slug)
        if request.edition is not None:
            if request.edition.slug == slug:
                request.path_info = without_slug(request.path_info, slug)
            timezone.activate(request.edition.tz)
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()


def slug_in(path: str) -> str:
    """The part of an address where an edition's slug may stand: the second, after a language, before a slash."""
    parts = path.split("/", 3)
    return parts[2] if len(parts) == 4 and parts[1] in LANGUAGES and parts[2] not in RESERVED else ""
