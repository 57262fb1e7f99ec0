"""What every part of the API shares: words in one or all languages, cursor pages, answers that caches may keep."""

import functools
import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Generic, Literal, TypeVar

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext_lazy as _
from ninja import Query, Schema
from pydantic import AfterValidator, Field

from qurultai.kit.errors import Invalid
from qurultai.kit.text import LANGUAGES, Text

Row = TypeVar("Row")
Language = Literal["kk", "ru", "en"]
Words = Annotated[
    str | dict[str, str], Field(description="One text when a language is asked for, else texts by language tag")
]
InLanguage = Annotated[
    Language | None, Query(description="Texts in this language (or its best substitute) instead of in all of them")
]
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most")]
CursorToken = Annotated[str, Query(max_length=400, description="`next` of the page before")]
SALT = "qurultai.api.cursor"
SHARED_SECONDS = 15


def _sound(words: str) -> str:
    """No NUL, which PostgreSQL cannot keep, and no half of a surrogate pair, which UTF-8 cannot. Raises ValueError."""
    if "\0" in words or (not words.isascii() and any("\ud800" <= sign <= "\udfff" for sign in words)):
        raise ValueError("not a text")
    return words


Plain = Annotated[str, AfterValidator(_sound)]
"""Text that every database can keep."""


class TextIn(Schema):
    """Words in three languages, each of which may be missing."""

    kk: Annotated[Plain, Field(max_length=4000)] = ""
    ru: Annotated[Plain, Field(max_length=4000)] = ""
    en: Annotated[Plain, Field(max_length=4000)] = ""


class CursorRefused(Invalid):
    """Not a cursor that this list has given."""

    code = "cursor"
    text = _("This cursor does not belong to this list. Begin again without one.")


class Page(Schema, Generic[Row]):
    """One page of a list; `next` leads to the following one and is null on the last."""

    items: list[Row]
    next: str | None = None


def language_of(request: HttpRequest, asked: Language | None) -> Language | None:
    """The language asked for in the query, else in Accept-Language; None: all of them."""
    if asked is None and request.headers.get("Accept-Language", "*").strip() not in {"", "*"}:
        found = get_language_from_request(request)
        asked = found if found in LANGUAGES and found in request.headers["Accept-Language"].lower() else None
    return asked


def in_words(words: Mapping[str, str], language: Language | None) -> str | dict[str, str]:
    """Texts of the document as one text or as all of them."""
    return dict(words) if language is None else Text(dict(words)).best(language)


def cursor_after(place: object, of: str) -> str:
    """A signed token for the rest of a list; `of` says which list, `place` where in it (plain JSON values)."""
    return signing.dumps([of, place], salt=SALT, compress=True)


def place_of(cursor: str, of: str) -> Any:
    """The place that a token names, None for the beginning. Raises CursorRefused for one that is not of this list."""
    if not cursor:
        return None
    try:
        list_name, place = signing.loads(cursor, salt=SALT)
    except (signing.BadSignature, ValueError) as forged:
        raise CursorRefused from forged
    if list_name != of:
        raise CursorRefused
    return place


def list_name(request: HttpRequest, **filters: object) -> str:
    """A short name of one filtered list, so that its cursors fit no other."""
    return hashlib.sha256(repr((request.path, sorted(filters.items()))).encode()).hexdigest()[:16]


def page_of(rows: Sequence[Row], start: int, limit: int, of: str, *place: object) -> dict[str, Any]:
    """So many rows from a number on, and the cursor of what follows; `place` goes into the cursor before the number."""
    end = start + limit
    following = cursor_after([*place, end], of) if end < len(rows) else None
    return {"items": rows[start:end], "next": following}


def for_everybody(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark an operation whose answer is the same whoever asks: caches may keep it for some seconds."""

    @functools.wraps(view)
    def shared(request: HttpRequest, *args: object, **parts: object) -> Any:
        result = view(request, *args, **parts)
        request.answer_is_shared = True
        return result

    return shared


def with_etag(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """A strong ETag of the very bytes, and 304 for whoever has them; what is personal stays out of every cache."""
    if request.method not in {"GET", "HEAD"}:
        return answer
    etag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")}
    if etag in known or "*" in known:
        answer = HttpResponse(status=304)
        del answer["Content-Type"]
    answer["ETag"] = etag
    shared = getattr(request, "answer_is_shared", False)
    answer["Cache-Control"] = f"public, max-age={SHARED_SECONDS}" if shared else "no-store"
    patch_vary_headers(answer, ["Accept-Language"] if shared else ["Accept-Language", "Authorization", "Cookie"])
    return answer
