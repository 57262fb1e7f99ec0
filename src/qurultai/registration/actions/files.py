"""Files that come with an application: a photograph, and copies of papers."""

import hashlib
import unicodedata
from pathlib import PurePath

from django.utils.translation import gettext_lazy as _

from qurultai.kit import clock, sealing
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Invalid
from qurultai.registration.actions.applying import CORRECTABLE, may_fill
from qurultai.registration.actions.filling import COLUMNS, write
from qurultai.registration.actions.places import locked
from qurultai.registration.actions.refusals import StateRefused
from qurultai.registration.models import Field, Registration, StoredFile
from qurultai.registration.pictures import MOST_BYTES, PictureRefused, photograph
from qurultai.registration.queries.asking import questions_of
from qurultai.registration.wording import STATES

KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
"""What a file begins with, and what it is then."""
MOST_FILES = 20


class FileRefused(Invalid):
    """A file that cannot be taken; `why` says what is wrong with it."""

    code = "registration_file"
    text = _("This file cannot be taken.")
    reasons = {
        "not_jpeg": _("The photograph must be a JPEG file (.jpg)."),
        "small": _("The photograph is too small: it needs at least 480 × 640 pixels."),
        "large": _("This file is too large: at most 10 MB."),
        "broken": _("This file cannot be read. Please choose another one."),
        "kind": _("The file must be a PDF, JPEG or PNG."),
        "many": _("There are too many files already."),
    }

    def __str__(self) -> str:
        return str(self.reasons[self.places["why"]])


def kept_form(kind: str, body: bytes) -> tuple[bytes, str]:
    """A file as it is kept, with its type; costly for photographs, so not in a transaction. Raises FileRefused."""
    if len(body) > MOST_BYTES:
        raise FileRefused(why="large")
    if kind == "photo":
        try:
            return photograph(body), "image/jpeg"
        except PictureRefused as why:
            raise FileRefused(why=str(why)) from why
    found = next((named for start, named in KINDS.items() if body.startswith(start)), None)
    if found is None:
        raise FileRefused(why="kind")
    return body, found


@action
def keep_file(registration: Registration, key: str, name: str, body: bytes, content_type: str, *, by: Actor) -> str:
    """Keep a file (as `kept_form` made it) as the answer to a question; returns its SHA-256. The one before goes.

    Raises FileRefused, StateRefused.
    """
    registration = locked(registration)
    may_fill(registration, by)
    if registration.state not in CORRECTABLE:
        raise StateRefused(before=STATES[registration.state])
    field = next(field for field in questions_of(registration) if field.key == key)
    digest, before = hashlib.sha256(body).hexdigest(), registration.answers.get(key)
    if registration.files.exclude(sha256=digest).count() >= MOST_FILES:
        raise FileRefused(why="many")
    known = {"kind": _kind_of(field), "name": plain_name(name), "content_type": content_type}
    known |= as_kept(registration, field.type, body) | {"stored_at": clock.now()}
    registration.files.update_or_create(sha256=digest, defaults=known)
    write(registration, {key: digest})
    registration.changed_at = clock.now()
    registration.save(update_fields=[*COLUMNS, "changed_at"])
    if before and before != digest:
        _forget_unused(registration, str(before))
    return digest


def _kind_of(field: Field) -> str:
    """The type of the question; a copy of an identity document is one by the question's purpose."""
    return StoredFile.IDENTITY if (field.type, field.purpose) == ("file", StoredFile.IDENTITY) else field.type


def as_kept(registration: Registration, kind: str, body: bytes) -> dict[str, bytes]:
    """What is kept of a file's bytes: photographs as they are, everything else under a key of its own."""
    if kind == "photo":
        return {"body": body, "wrapped_key": b""}
    key = sealing.new_key(registration.pk.bytes)
    return {"body": sealing.seal(key, body, registration.pk.bytes), "wrapped_key": key}


def _forget_unused(registration: Registration, digest: str) -> None:
    if digest not in registration.answers.values():
        StoredFile.objects.filter(registration=registration, sha256=digest).delete()


def plain_name(name: str) -> str:
    """A file's name without a path and without signs that hide or harm; never empty."""
    last = PurePath(name.replace("\\", "/")).name
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" and sign not in '"<>:|?*/')
    return seen.strip(". ")[-120:] or "file"


def questions_with_files(registration: Registration) -> dict[str, str]:
    """Keys of the questions that are answered by a file, with their type."""
    return {field.key: field.type for field in questions_of(registration) if field.type in {"file", "photo"}}
