"""A file that was read and waits for its confirmation."""

from django.core.cache import cache

from qurultai.kit.access import Actor
from qurultai.kit.ids import secret_address
from qurultai.programme.formats.document import Programme, from_json, to_json
from qurultai.programme.models import Edition
from qurultai.programme.queries.documents import draft_document

KEPT_SECONDS = 3600


def kinds_of(edition: Edition) -> tuple[str, ...]:
    """The kinds of an edition's sessions beside the closed list, so that its own spreadsheet is read again."""
    return tuple(sorted({item.kind for item in draft_document(edition).items if item.kind}))


def keep_for_confirmation(document: Programme, actor: Actor) -> str:
    """Keep a document for an hour under a key that only this person can use."""
    key = secret_address()
    cache.set(_key(key, actor), to_json(document), KEPT_SECONDS)
    return key


def kept_document(key: str, actor: Actor) -> Programme | None:
    """The document kept under a key, if it is still there and this person's."""
    value = cache.get(_key(key, actor))
    return from_json(value) if value is not None else None


def forget_document(key: str, actor: Actor) -> None:
    """Drop it."""
    cache.delete(_key(key, actor))


def _key(key: str, actor: Actor) -> str:
    return f"programme-import-{actor.person_id}-{key[:64]}"
