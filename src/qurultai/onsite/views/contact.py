"""What devices ask and tell. Each request is signed by its device; a scan is besides signed by itself.

    Authorization: Gate DEVICE AT SIGNATURE          AT: the server's clock in ms as the device knows it

A request of another time is answered 401 with the server's time, so a clock that was set wrong is no hindrance. Scans
are taken whatever the header says: each stands for itself.
"""

import binascii
import functools
from base64 import b64decode
from collections.abc import Callable
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from qurultai.kit import clock, limits
from qurultai.kit.access import OPEN, guard
from qurultai.kit.limits import Limit
from qurultai.onsite.actions.gates import device_id_of, pair_device
from qurultai.onsite.actions.scans import heard_of, receive_scans
from qurultai.onsite.policies import READ_DEVICE, actor_of
from qurultai.onsite.queries import contact
from qurultai.onsite.queries.evidence import ms_of
from qurultai.onsite.rules.signing import public_key, request_words, signed

NOT_FAR_OFF = 5 * 60 * 1000
"""Milliseconds by which a request may be early or late."""
PAIRING = Limit("pairing", person=60, network=600, seconds=60)
MOST_PHOTOS = 20
BINARY = "application/octet-stream"


class Piece(msgspec.Struct):
    """A scan's bytes and its signature, both in base64."""

    scan: str
    signature: str


class Upload(msgspec.Struct):
    """What a device tells: scans, measures of its clock (epoch, ahead, error in ms), how many scans wait on it."""

    device: str
    scans: list[Piece] = []
    measures: list[tuple[int, int, int]] = []
    waiting: int | None = None


class Pairing(msgspec.Struct):
    """The code that the office shows, and the device's public key in base64."""

    code: str
    key: str


def told(value: object, status: int = 200) -> HttpResponse:
    """An answer in JSON, with the server's time."""
    made = HttpResponse(msgspec.json.encode(value), status=status, content_type="application/json")
    made["Gate-Now"] = str(ms_of(clock.now()))
    return made


def said_no(status: int, code: str) -> HttpResponse:
    """A "no" that the device understands."""
    return told({"code": code}, status)


def _device_behind(request: HttpRequest) -> object | None:
    """The device that signed this request just now; None for any other."""
    kind, _, rest = request.headers.get("Authorization", "").partition(" ")
    parts = rest.split(" ")
    key = device_id_of(parts[0])
    if kind != "Gate" or len(parts) != 3 or key is None or not parts[1].isascii() or not parts[1].isdigit():
        return None
    device = contact.paired_device(key)
    if device is None or abs(int(parts[1][:16]) - ms_of(clock.now())) > NOT_FAR_OFF:
        return None
    words = request_words(request.method, request.get_full_path(), parts[1], request.body)
    signature = _bytes_of(parts[2])
    return device if signed(public_key(bytes(device.public_key)), signature, words) else None


def sent(request: HttpRequest, kind: type) -> Any:
    """The JSON that was sent; None for anything else."""
    if request.content_type != "application/json":
        return None
    try:
        return msgspec.json.decode(request.body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _bytes_of(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def by_device(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the device that signed the request act in its forum; a bad signature and a revoked device are 401 (I9).

    For everybody else there is nothing here: people have pages of their own.
    """

    @functools.wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        if not request.headers.get("Authorization", "").startswith("Gate "):
            raise Http404
        request.device = device = _device_behind(request)
        if device is None or device.revoked_at is not None:
            return said_no(401, "revoked" if device else "signature")
        request.actor, request.edition = actor_of(device), device.edition
        return view(request)

    return asked


@csrf_exempt
@require_POST
@guard(OPEN)
def pairing(request: HttpRequest) -> HttpResponse:
    """A device brings the office's code and its public key, and learns who it is."""
    limits.spend(request, PAIRING)
    given = sent(request, Pairing)
    if given is None:
        return said_no(422, "invalid")
    device = pair_device(given.code, _bytes_of(given.key))
    return told({"device": str(device.id), "code": device.code}, 201)


@csrf_exempt
@require_GET
@by_device
@guard(READ_DEVICE)
def news(request: HttpRequest) -> HttpResponse:
    """What changed on the list since `?since=`; 204 when nothing did."""
    device = request.device
    since = request.GET.get("since", "0")
    since = int(since) if since.isascii() and since.isdigit() and len(since) < 19 else 0
    if since and contact.version_of(device.edition_id) == since:
        answer = HttpResponse(status=204)
    else:
        answer = HttpResponse(contact.news_for(device, since), content_type=BINARY)
    answer["Gate-Now"] = str(ms_of(clock.now()))
    return answer


@csrf_exempt
@require_POST
@guard(OPEN)
def scans(request: HttpRequest) -> HttpResponse:
    """Scans, each signed by its device: what became of each. A known device's scan is never refused for good."""
    given = sent(request, Upload)
    if given is None:
        return said_no(422, "invalid")
    key = device_id_of(given.device)
    behind = _device_behind(request) if given.measures or given.waiting is not None else None
    device = behind if behind is not None and behind.id == key else contact.paired_device(key) if key else None
    if device is None:
        return said_no(401, "unknown_device")
    trusted = behind is not None and behind.id == device.id and device.revoked_at is None
    heard = heard_of(device, given.measures, given.waiting) if trusted else heard_of(device, (), None)
    pieces = [(_bytes_of(piece.scan), _bytes_of(piece.signature)) for piece in given.scans]
    results = receive_scans(device, pieces, heard, by=actor_of(device))
    return told({"results": results, "revoked": device.revoked_at is not None})


@csrf_exempt
@require_GET
@by_device
@guard(READ_DEVICE)
def photos(request: HttpRequest) -> HttpResponse:
    """The photos of some badges, `?serials=1,2,3`, each sealed for its badge."""
    asked = request.GET.get("serials", "")[:1000].split(",")
    numbers = (int(one) for one in asked if one.isascii() and one.isdigit())
    serials = [number for number in numbers if number < 2**63][:MOST_PHOTOS]
    answer = HttpResponse(contact.photos_of(request.device.edition_id, serials), content_type=BINARY)
    answer["Gate-Now"] = str(ms_of(clock.now()))
    return answer


@csrf_exempt
@require_GET
@by_device
@guard(READ_DEVICE)
def found(request: HttpRequest) -> HttpResponse:
    """Badges by name, for a guard in front of whom a code will not read; needs the network."""
    device = request.device
    rows = contact.badges_called(device.edition_id, request.GET.get("q", "")[:200])
    return told(
        {
            "badges": [
                {
                    "serial": str(row.serial),
                    "name": row.name,
                    "organisation": row.organisation,
                    "country": row.country,
                    "photo": row.photo,
                }
                for row in rows
            ]
        }
    )
