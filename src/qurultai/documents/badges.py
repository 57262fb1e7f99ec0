"""Badges on paper and on plastic: their content as plain values, and their two sizes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from qurultai.documents.codes import qr_drawing, qr_drawings
from qurultai.documents.typesetting import typeset

BADGE_SIZES = ("a6", "cr80")
"""A sheet for a holder round the neck (105 × 148 mm), and a card of plastic (85.6 × 54 mm, ISO/IEC 7810 ID-1)."""
Size = Literal["a6", "cr80"]
_MANY = 20
"""From so many codes on it pays to sum them."""


@dataclass(frozen=True, slots=True)
class PaperBadge:
    """What one badge shows, in the language of the person: texts that are empty leave no gap.

    `names` are the name as it is written large, and its other spelling; `category` its name in the badge's language
    and then in others; `zones` pairs of a number and a name; `rgb` the category's colour; `code` the signed text.
    """

    language: str
    names: tuple[str, str]
    organisation: str
    country: str
    category: tuple[str, ...]
    rgb: str
    zones: tuple[tuple[int, str], ...]
    code: str
    number: str
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class BadgeWords:
    """What all badges of a forum in one language say: its name, dates and place, and what to do when one is lost."""

    forum: str
    dates: str
    notice: str
    photo: str
    code: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the template reads."""

    title: str
    language: str
    size: Size
    words: Mapping[str, BadgeWords]
    badges: list[dict[str, Any]]


def badges_pdf(
    badges: Sequence[PaperBadge], size: Size, words: Mapping[str, BadgeWords], made_at: dt.datetime, **more: Any
) -> Any:
    """A PDF with a page for each badge, in the order given; `words` by language. `form="png"`: pictures."""
    if size not in BADGE_SIZES:
        raise ValueError(f"not a size of badges: {size}")
    codes = [badge.code for badge in badges]
    drawn = qr_drawings(codes) if len(codes) >= _MANY else [qr_drawing(code) for code in codes]
    told = [_told(number, badge, code) for number, (badge, code) in enumerate(zip(badges, drawn, strict=True))]
    pictures = {f"{number}.jpg": badge.photo for number, badge in enumerate(badges) if badge.photo}
    first = badges[0].language
    sheet = _Sheet(words[first].forum, first, size, words, told)
    return typeset("badges.typ", sheet, made_at, pictures=pictures, **more)


def _told(number: int, badge: PaperBadge, code: str) -> dict[str, Any]:
    told = {name: getattr(badge, name) for name in PaperBadge.__slots__}
    return told | {"photo": f"pictures/{number}.jpg" if badge.photo else "", "qr": code}
