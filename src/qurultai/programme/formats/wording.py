"""Strings of a file made safe to keep: no NUL, no lone surrogates, no control characters, no bottomless nesting."""

import math
import re
from collections.abc import Mapping
from typing import Any

from .document import Text3
from .limits import DEEPEST
from .problems import Located, refused

_REFUSED = re.compile("[\x00\ud800-\udfff]")
_DROPPED = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LARGEST_NUMBER = 2**63 - 1


def cleaned(value: Any, place: str = "", depth: int = 0) -> Any:
    """The JSON value without control characters; refuses NUL, lone surrogates, too deep nesting and endless numbers."""
    if isinstance(value, str):
        return clean_text(value, place)
    if depth > DEEPEST:
        raise refused("too_deep", place, limit=DEEPEST)
    if isinstance(value, dict):
        return _cleaned_mapping(value, place, depth)
    if isinstance(value, list | tuple):
        return [cleaned(part, place, depth + 1) for part in value]
    too_large = isinstance(value, int) and abs(value) > _LARGEST_NUMBER
    if too_large or (isinstance(value, float) and not math.isfinite(value)):
        raise refused("bad_number", place)
    return value


def _cleaned_mapping(value: dict[str, Any], place: str, depth: int) -> dict[str, Any]:
    kept = Located() if isinstance(value, Located) else {}
    if isinstance(value, Located):
        kept.line, kept.row, kept.place = value.line, value.row, value.place
    for key, part in value.items():
        name = clean_text(key, place)
        kept[name] = cleaned(part, name if depth < 3 else place, depth + 1)
    return kept


def clean_text(text: str, place: str = "") -> str:
    """The text without control characters (TAB, CR and LF stay); refuses NUL and lone surrogates."""
    if text.isprintable():
        return text
    if _REFUSED.search(text):
        raise refused("control_character", place)
    return _DROPPED.sub("", text)


def language_tag(value: Any) -> str:
    """The language tag that a file's language field means ("en_US" → "en-us"), or "" when it is none."""
    tag = str(value or "").strip().lower().replace("_", "-")
    return tag if _LANGUAGE_TAG.fullmatch(tag) else ""


def words(value: Any, language: str) -> Text3:
    """A file's text as Text3: a plain string stands in `language`, a mapping is language → text (pretalx has both)."""
    if isinstance(value, Mapping):
        found = {language_tag(key): text for key, text in value.items() if isinstance(text, str) and text}
        return {tag: text for tag, text in found.items() if tag}
    text = plain(value)
    return {language: text} if text else {}


def plain(value: Any) -> str:
    """A file's scalar as a string; None and structures are ""."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, dict | list | bool):
        return ""
    return str(value)


def scrubbed(value: Any) -> Any:
    """The JSON value with every character dropped that a file could not carry; used before writing."""
    if isinstance(value, str):
        return value if value.isprintable() else _DROPPED.sub("", _REFUSED.sub("", value))
    if isinstance(value, dict):
        return {scrubbed(key): scrubbed(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [scrubbed(part) for part in value]
    return value
