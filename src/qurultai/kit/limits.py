"""How often one client may ask for what costs work: a token bucket a client, in memory or, in a cluster, in Redis.

A client is the person who is signed in, else her network: an IPv4 address or an IPv6 /64. Hundreds stand behind one
address in a hall, so a network may ask for as much as many people. `X-Forwarded-For` counts only as far as it was
written by the proxies that `QURULTAI_PROXIES` says are ours. When the cache is down, nobody is stopped.
"""

import functools
import hashlib
import ipaddress
import math
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.connection import ConnectionProxy
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError

from qurultai.kit import clock
from qurultai.kit.errors import Refusal


@dataclass(frozen=True, slots=True)
class Limit:
    """So many at once and in each period of `seconds` for a person, and for a network of strangers."""

    name: str
    person: int
    network: int
    seconds: int


SEARCH = Limit("search", person=60, network=600, seconds=60)
EXPORT = Limit("export", person=5, network=50, seconds=3600)
COMMAND = Limit("command", person=120, network=120, seconds=60)
"""What a program does through the API."""
buckets = ConnectionProxy(caches, "limits")


class TooOften(Refusal):
    """Not now; `seconds` says in how many there is room for one more."""

    code = "too_many_requests"
    text = _("Too many requests. Please wait %(seconds)s seconds.")
    status = 429


def spend(request: HttpRequest, limit: Limit, what: str = "", *, shared: bool = False) -> None:
    """Take one from the client's bucket of this limit, or from one that all clients share, for `what` alone if that is
    said. Raises TooOften.

    The bucket is one instant: that at which it will be full again. Two requests at the same moment may count as one.
    """
    person = request.actor.person_id if request.actor.signed_in else None
    most = limit.person if person else limit.network
    whose = "all" if shared else person or network_of(request)
    key = f"limit.{limit.name}.{whose}.{what}"
    each, now = limit.seconds / most, clock.now().timestamp()
    try:
        full_at = max(buckets.get(key, now), now) + each
        if (wait := full_at - now - limit.seconds) <= 0:
            buckets.set(key, full_at, limit.seconds)
    except (RedisError, OSError):
        return
    if wait > 0:
        raise TooOften(seconds=math.ceil(round(wait, 3)))


def limited(limit: Limit) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let a view be asked for so often by one client, each address by itself; stands under the guard."""

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def limited_view(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
            if request.method != "HEAD":
                spend(request, limit, hashlib.sha256(request.path.encode()).hexdigest()[:32])
            return view(request, *args, **parts)

        return limited_view

    return wrap


def network_of(request: HttpRequest) -> str:
    """The client's network, as far as our own proxies vouch for it."""
    address, proxies = request.META.get("REMOTE_ADDR", ""), settings.ALLAUTH_TRUSTED_PROXY_COUNT
    said = request.headers.get("X-Forwarded-For", "").split(",") if proxies else []
    if len(said) >= proxies > 0:
        address = said[-proxies].strip()
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    mapped = ip.ipv4_mapped if ip.version == 6 else None
    return str(mapped or ip) if mapped or ip.version == 4 else str(ipaddress.ip_network((ip, 64), strict=False)[0])
