"""The same command twice has one effect: the key is claimed in the command's own transaction.

A POST carries `Idempotency-Key` (or the form field `idempotency_key`). Same key and same body: the same answer.
Same key and another body: 422. A key whose command was committed but whose answer was lost in a crash is answered
with 303 to the page that shows the result.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from qurultai.kit import clock
from qurultai.kit.models import Command

FIELD = "idempotency_key"
HEADER = "Idempotency-Key"
MAX_KEY = 100


class KeyReused(Exception):
    """The key was used before with another body."""


class DoneElsewhere(Exception):
    """Another request with the same key carried the command out while this one waited."""


@dataclass
class Pending:
    """The key of the request under way; `claimed` once an action has written it."""

    key: str
    fingerprint: str
    claimed: bool = False
    lost_race: bool = False


_pending: ContextVar[Pending | None] = ContextVar("pending_command", default=None)


def pending_of(request: HttpRequest) -> Pending | None:
    """The command that a POST names, bound to who sends it; None without a key."""
    raw = request.headers.get(HEADER) or request.POST.get(FIELD, "")
    if not raw or len(raw) > MAX_KEY:
        return None
    person = request.actor.person_id or request.session.session_key or "anonymous"
    fields = sorted((name, values) for name, values in request.POST.lists() if name != FIELD)
    files = sorted((name, file.name, file.size) for name, file in request.FILES.items())
    body = request.body if not fields and not files else b""
    fingerprint = hashlib.sha256(repr((request.method, request.path, fields, files, body)).encode()).hexdigest()
    return Pending(hashlib.sha256(f"{person}:{raw}".encode()).hexdigest(), fingerprint)


@contextmanager
def command(pending: Pending | None) -> Iterator[None]:
    """Let the actions inside claim this key."""
    token = _pending.set(pending)
    try:
        yield
    finally:
        _pending.reset(token)


def claim() -> Pending | None:
    """Write the key in the transaction at hand and return it; None without a key or when it is ours already.

    Raises DoneElsewhere when a twin request was faster. Whoever rolls the transaction back calls `release`.
    """
    pending = _pending.get()
    if pending is None or pending.claimed:
        return None
    row = Command(key=pending.key, fingerprint=pending.fingerprint, done_at=clock.now())
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twin:
        pending.lost_race = True
        raise DoneElsewhere from twin
    pending.claimed = True
    return pending


def release(claimed: Pending | None) -> None:
    """Forget a claim whose transaction is rolled back."""
    if claimed is not None:
        claimed.claimed = False


def earlier_answer(pending: Pending, page: str) -> HttpResponse | None:
    """The answer given before under this key, if the command was carried out. Raises KeyReused for another body.

    When the answer itself was lost in a crash, it leads to `page`, where the result shows.
    """
    done = Command.objects.filter(key=pending.key).first()
    if done is None:
        return None
    if done.fingerprint != pending.fingerprint:
        raise KeyReused
    if done.status is None:
        return HttpResponse(status=303, headers={"Location": page})
    answer = HttpResponse(bytes(done.body or b""), status=done.status, content_type=done.content_type)
    if done.location:
        answer["Location"] = done.location
    answer["Idempotency-Replayed"] = "true"
    return answer


def keep_answer(pending: Pending, answer: HttpResponse) -> None:
    """Remember what was answered; a command whose transaction was rolled back left no row to keep it in."""
    if pending.claimed and not answer.streaming:
        with transaction.atomic():
            Command.objects.filter(key=pending.key).update(
                status=answer.status_code,
                content_type=answer.get("Content-Type", ""),
                location=answer.get("Location", ""),
                body=answer.content,
            )
