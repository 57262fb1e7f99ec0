"""How often a code may be asked for: strangers who ask for somebody's codes use up their own tries, never hers.

A browser in which she has signed in before carries a signed sign of that, and has tries of its own.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from qurultai.kit.ids import secret_address
from qurultai.kit.limits import Limit, spend
from qurultai.people.rules import hash_of

CODES = Limit("codes", person=5, network=5, seconds=300)
"""Codes for one address, asked for from one network, or from one browser that is known."""
MAILS = Limit("codes-in-all", person=20, network=20, seconds=300)
"""Codes for one address, asked for by all browsers that are not known together: her mailbox is not flooded."""
KNOWN_SECONDS = 180 * 24 * 3600
SALT = "a browser that is known"


def remember_browser(answer: HttpResponse, email: str) -> None:
    """Let this browser be known to whoever signs in with an address."""
    value = signing.dumps([hash_of(email.lower()), secret_address()], salt=SALT)
    more = {"max_age": KNOWN_SECONDS, "secure": settings.SECURE, "httponly": True, "samesite": "Lax"}
    answer.set_cookie(settings.KNOWN_COOKIE_NAME, value, **more)


def count_code(request: HttpRequest, email: str) -> None:
    """Take one try. Raises TooOften when there is none left."""
    whose, browser = hash_of(email.lower()), _browser(request)
    if browser is not None and browser[0] == whose:
        return spend(request, CODES, f"{whose}.{browser[1]}", shared=True)
    spend(request, CODES, whose)
    return spend(request, MAILS, whose, shared=True)


def _browser(request: HttpRequest) -> list[str] | None:
    try:
        return signing.loads(request.COOKIES.get(settings.KNOWN_COOKIE_NAME, ""), salt=SALT, max_age=KNOWN_SECONDS)
    except signing.BadSignature:
        return None
