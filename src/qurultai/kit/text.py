"""Content in several languages as one strict value, with a declared fallback order."""

import re
from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language

LANGUAGES = ("kk", "ru", "en")
FALLBACK = {"kk": ("kk", "ru", "en"), "ru": ("ru", "en", "kk"), "en": ("en", "ru", "kk")}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL and lone surrogates: PostgreSQL cannot keep them, and nobody means them."""
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Text(Mapping[str, str]):
    """An immutable mapping from a language tag to words; empty words are not kept.

    Raises ValueError for a key that is no language tag and TypeError for a value that is no string.
    """

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str] | None = None, /, **more: str) -> None:
        kept = {}
        for language, value in {**(words or {}), **more}.items():
            if not isinstance(value, str):
                raise TypeError(f"text in {language!r} is {type(value).__name__}, not a string")
            if not _LANGUAGE_TAG.fullmatch(language):
                raise ValueError(f"{language!r} is not a language tag")
            if words_kept := _UNSTORABLE.sub("", value):
                kept[language] = words_kept
        self._words = kept

    def __getitem__(self, language: str) -> str:
        return self._words[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __hash__(self) -> int:
        return hash(frozenset(self._words.items()))

    def __repr__(self) -> str:
        return f"Text({self._words!r})"

    def __str__(self) -> str:
        return self.best(get_language() or "en")

    def best(self, language: str) -> str:
        """The words in this language, or in the first of its fallbacks that has any, or in whichever is there."""
        for tag in FALLBACK.get(language, (language, *LANGUAGES)):
            if tag in self._words:
                return self._words[tag]
        return next(iter(self._words.values()), "")

    def language_of(self, language: str) -> str:
        """Which language `best` would answer in, for the page's lang attribute."""
        for tag in FALLBACK.get(language, (language, *LANGUAGES)):
            if tag in self._words:
                return tag
        return next(iter(self._words), language)

    def missing(self, languages: tuple[str, ...] = LANGUAGES) -> tuple[str, ...]:
        """The languages of the three (or of those asked for) that have no words yet."""
        return tuple(language for language in languages if language not in self._words)


class TextField(models.JSONField):
    """A column that holds a `Text`."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("default", Text)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "qurultai.kit.text.TextField", args, kwargs

    def from_db_value(self, value, expression, connection):
        return Text(super().from_db_value(value, expression, connection) or {})

    def get_prep_value(self, value):
        return dict(Text(value or {}))

    def to_python(self, value):
        try:
            return value if isinstance(value, Text) else Text(value or {})
        except (TypeError, ValueError) as error:
            raise ValidationError(str(error)) from error
