"""Countries and languages by name in the reader's language, from Unicode's CLDR (in Babel), and their alphabets."""

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from babel import Locale
from django.utils.translation import get_language

_NO_COUNTRY = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""Regions that CLDR names and that are nobody's country: unions, islands counted elsewhere, tests, the unknown."""
_ALPHABETS = {
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ru": "аәбвгғдеёжзиійкқлмнңоөпрстуұүфхһцчшщъыьэюя",
}
"""The reader's letters in their order; to the Russian ones belong those of Kazakh names, beside their kin (CLDR)."""
_OTHER_SCRIPT = 0x1000
"""How far after the reader's own alphabet, if it is not Latin, the Latin one comes."""


def country_name(code: str, language: str | None = None) -> str:
    """A country's name by its two letters (ISO 3166-1), or the code when nobody has a name for it."""
    return _locale(language).territories.get(code, code)


def language_name(tag: str, language: str | None = None) -> str:
    """A language's name by its tag (BCP 47), with a capital, or the tag when nobody has a name for it."""
    name = _locale(language).languages.get(tag, tag)
    return name[:1].upper() + name[1:]


def pair_tag(pair: str | Iterable[str]) -> str:
    """An interpretation pair in one spelling: `["kk", "en"]` and `"kk-en"` are the same."""
    return pair if isinstance(pair, str) else "-".join(pair)


def pair_name(pair: str | Iterable[str], language: str | None = None) -> str:
    """An interpretation pair, `ru-en` or two tags, in words."""
    return " ↔ ".join(language_name(tag, language) for tag in pair_tag(pair).split("-"))


def country_choices(language: str | None = None) -> list[tuple[str, str]]:
    """All countries as (code, name), in the order of the reader's alphabet."""
    return list(_countries(_tag(language)))


def alphabetical(language: str | None = None) -> Callable[[str], tuple[int, ...]]:
    """A key that sorts words as the reader's alphabet does: қ after к, ё after е, accents aside."""
    order = _order(_tag(language))

    def key(words: str) -> tuple[int, ...]:
        return tuple(place for sign in words.casefold() for place in _places(sign, order))

    return key


def first_letter(words: str, language: str | None = None) -> str:
    """The letter of the reader's alphabet under which words are looked up; "" when they have none."""
    order = _order(_tag(language))
    return next((_plain(sign, order)[0].upper() for sign in words.casefold() if sign.isalpha()), "")


def _places(sign: str, order: dict[str, int]) -> tuple[int, ...]:
    plain = (one for one in _plain(sign, order) if not unicodedata.combining(one))
    return tuple(order[one] if one in order else ord(one) + _shift(one, order) for one in plain)


def _plain(sign: str, order: dict[str, int]) -> str:
    return sign if sign in order else unicodedata.normalize("NFKD", sign)


def _shift(sign: str, order: dict[str, int]) -> int:
    return _OTHER_SCRIPT if order and sign.isalpha() and sign < "Ѐ" else 0


def _tag(language: str | None) -> str:
    return (language or get_language() or "en").split("-")[0]


def _locale(language: str | None) -> Locale:
    return _parsed(_tag(language))


@cache
def _parsed(tag: str) -> Locale:
    return Locale.parse(tag)


@cache
def _countries(tag: str) -> tuple[tuple[str, str], ...]:
    named = [
        (code, name)
        for code, name in _parsed(tag).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    ]
    key = alphabetical(tag)
    return tuple(sorted(named, key=lambda country: key(country[1])))


@cache
def _order(tag: str) -> dict[str, int]:
    """Each letter's place: an alphabet takes the room of the Cyrillic block."""
    return {letter: ord("а") + place for place, letter in enumerate(_ALPHABETS.get(tag, ""))}
