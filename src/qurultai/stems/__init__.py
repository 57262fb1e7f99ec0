"""Words and their stems in Kazakh, Russian and English, so that a search finds ғарыштың by ғарыш.

Russian and English by Snowball, Kazakh by `stems.kazakh`. Of each word there are two keys: its stem in its own letters,
and its plain stem as people type it who have no Kazakh letters or leave the accents out.
"""

from functools import cache, lru_cache

import snowballstemmer

from qurultai.stems.kazakh import PLAIN, TRUE
from qurultai.stems.spelling import grams, plain, positions, sound, spans, words_of

__all__ = ["grams", "plain", "plain_stem", "positions", "sound", "spans", "stem", "words_of"]

_SNOWBALL = {"ru": "russian", "en": "english"}


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a word as `words_of` gives it; a language without rules leaves it as it is."""
    if language == "kk":
        return TRUE.stem(word)
    return _snowball(language).stemWord(word) if language in _SNOWBALL else word


@lru_cache(maxsize=100_000)
def plain_stem(word: str, language: str) -> str:
    """The stem of the word as typed without Kazakh letters and accents: гарыштын as гарыш."""
    if language == "kk":
        return PLAIN.stem(plain(word))
    return plain(stem(word, language))


@cache
def _snowball(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_SNOWBALL[language])
