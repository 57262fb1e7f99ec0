"""What stands before every operation of the API, in this order: 401, 404 for the edition, 403, forms' token, 415."""

from django.db import OperationalError
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.errors import HttpError
from ninja.utils import check_csrf

from qurultai.kit import access, clock, idempotency, limits
from qurultai.kit.access import NOBODY, Denied, Permission
from qurultai.kit.busy import is_busy
from qurultai.kit.errors import Refusal
from qurultai.people.public import note_token_use

READING = frozenset({"GET", "HEAD"})


class TokenRefused(Refusal):
    """The Authorization header holds no good token."""

    code = "token"
    text = _("This token is not valid: it was mistyped, revoked, or is too old.")
    status = 401


class FormTokenMissing(Refusal):
    """A command from a browser session without its CSRF token."""

    code = "csrf"
    text = _("A command in a browser session needs the header X-CSRFToken.")
    status = 403


class Door:
    """Lets through whoever holds a permission, before anything that was sent is read."""

    def __init__(self, permission: Permission, *, has_body: bool) -> None:
        self.permission, self.has_body = permission, has_body

    def __call__(self, request: HttpRequest) -> bool:
        """True, or an exception that says why not."""
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise HttpError(400, "")
        if request.token is None and "Authorization" in request.headers:
            raise TokenRefused
        edition = request.edition
        if edition is None and "edition" in request.resolver_match.kwargs:
            raise Http404
        edition_id = edition.id if edition else None
        self._token_of_this_forum(request, edition_id)
        access.require(self.permission, request.actor, edition_id=edition_id)
        if request.method not in READING:
            if request.token is None and check_csrf(request):
                raise FormTokenMissing
            limits.spend(request, limits.COMMAND)
        if self.has_body and request.content_type != "application/json":
            raise HttpError(415, "")
        if request.token is not None and request.token.last_used_on != clock.now().date():
            self._note_use(request.token)
        return True

    @staticmethod
    def _note_use(token: object) -> None:
        """A note of its own: it is no part of the command, whose key it leaves alone, and never holds it up."""
        try:
            with idempotency.command(None):
                note_token_use(token)
        except OperationalError as error:
            if not is_busy(error):
                raise

    def _token_of_this_forum(self, request: HttpRequest, edition_id: object) -> None:
        """A token acts in its own forum only; what is public elsewhere it may read as anybody may."""
        token = request.token
        if token is None or edition_id is None or token.edition_id == edition_id:
            return
        if not access.allowed(self.permission, NOBODY, edition_id=edition_id):
            raise Denied(self.permission.name)
