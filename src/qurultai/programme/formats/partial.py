"""Formats that cannot say everything (calendars, CSV): what such a file has no room for stays as the forum has it."""

from dataclasses import replace
from datetime import UTC, datetime

from . import carry
from .assumed import Assumed
from .document import PARTIAL, Programme
from .problems import Unreadable
from .reading import read
from .writing import Occasion, write

_STAMP = datetime(2027, 1, 1, tzinfo=UTC)


def completed_by(document: Programme, whole: Programme | None) -> Programme:
    """The document with everything that its format could not have said taken from `whole`, the forum as it stands.

    The forum is written in the same format and read back: what the file says just so was not changed by anybody, so
    the whole value stays; what it says otherwise wins. A document of a lossless format comes back as it is.
    """
    name = document.extra.get(PARTIAL)
    document = replace(document, extra={key: value for key, value in document.extra.items() if key != PARTIAL})
    if name not in {"ics", "xcs", "csv"} or whole is None or not whole.items:
        return document
    language = document.languages[0]
    whole = replace(whole, acronym=document.acronym)
    assumed = Assumed(
        zone=document.zone,
        language=language,
        acronym=document.acronym,
        title=next(iter(document.title.values()), ""),
        kinds=tuple({item.kind for item in whole.items}),
    )
    try:
        plain = read(f"programme.{name}", write(str(name), whole, Occasion(language, _STAMP)), assumed)
        plain = replace(plain, extra={key: value for key, value in plain.extra.items() if key != PARTIAL})
        return carry.completed(document, carry.extension(plain, whole, language))
    except Unreadable:
        return document
