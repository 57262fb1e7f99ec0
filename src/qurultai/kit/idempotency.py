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

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from qurultai.kit import clock, sealing
from qurultai.kit.lightly import lightly
from qurultai.kit.models import Command
from qurultai.kit.prepared import first, prepared

FIELD = "idempotency_key"
HEADER = "Idempotency-Key"
MAX_KEY = 100
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
APART = frozenset({FIELD, "csrfmiddlewaretoken"})
"""Fields that say nothing of what is asked."""


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
    told = (request.method, request.get_full_path(), *_told(request))
    fingerprint = sealing.traced(repr(told), b"kit.command")  # what was typed is not guessed from a copy of the table
    return Pending(hashlib.sha256(f"{person}:{raw}".encode()).hexdigest(), fingerprint)


def _told(request: HttpRequest) -> tuple[object, ...]:
    """What a request asks for: the fields and files of a form, or the body of anything else."""
    if request.content_type not in FORMS:
        return (request.body,)
    fields = sorted((name, values) for name, values in request.POST.lists() if name not in APART)
    return fields, sorted((name, file.name, _hash_of(file)) for name, file in request.FILES.items())


def _hash_of(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


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
    done = first(_done(pending.key))
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


@prepared
def _done(key: str) -> QuerySet[Command]:
    return Command.objects.filter(key=key)


def keep_answer(pending: Pending, answer: HttpResponse) -> None:
    """Remember what was answered; a command whose transaction was rolled back left no row to keep it in.

    This write does not wait for the disk: when a power cut takes it, the key leads to the result.
    """
    if pending.claimed and not answer.streaming:
        with lightly():
            Command.objects.filter(key=pending.key).update(
                status=answer.status_code,
                content_type=answer.get("Content-Type", ""),
                location=answer.get("Location", ""),
                body=answer.content,
            )
