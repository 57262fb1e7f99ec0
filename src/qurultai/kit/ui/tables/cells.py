"""Cells as HTML, escaped; made in Python because a table has hundreds and a component costs a hundred times more."""

import datetime as dt
from functools import lru_cache
from html import escape

from django.utils import formats
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language


def safe(value: object) -> str:
    """A value as HTML: as it is when it says that it is HTML, escaped otherwise."""
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))


def link(url: str, words: object, code: object = "", after: str = "") -> SafeString:
    """A row's name that leads to its page, with its code in small letters and whatever is said after it."""
    small = f' <span class="small soft">{escape(str(code))}</span>' if code else ""
    return mark_safe(f'<a href="{escape(url)}">{safe(words)}</a>{small}{safe(after)}')


def named(words: object, note: object) -> SafeString:
    """Words with a note in small letters."""
    small = f' <span class="small soft">{safe(note)}</span>' if note else ""
    return mark_safe(f"{safe(words)}{small}")


@lru_cache(maxsize=256)
def badge(words: str, colour: str = "") -> SafeString:
    """A state with its colour."""
    return mark_safe(f'<span class="badge{f" badge-{colour}" if colour else ""}">{escape(words)}</span>')


def moment(starts_at: dt.datetime, tz: dt.tzinfo, ends_at: dt.datetime | None = None) -> SafeString:
    """A day and time in a zone, or from when until when."""
    begins = starts_at.astimezone(tz)
    words = f"{_day(begins.date(), get_language() or 'en')}, {begins:%H:%M}"
    html = f'<time datetime="{begins.isoformat()}">{words}</time>'
    if ends_at:
        ends = ends_at.astimezone(tz)
        html += f'–<time datetime="{ends.isoformat()}">{ends:%H:%M}</time>'
    return mark_safe(f'<span class="span-time">{html}</span>')


@lru_cache(maxsize=2048)
def _day(day: dt.date, language: str) -> str:
    return escape(formats.date_format(day, "j E", use_l10n=True))
