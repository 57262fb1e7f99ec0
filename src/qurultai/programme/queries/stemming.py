"""Texts as stems, and whether a query's words are in a text."""

from qurultai.stems import stem, words_of

MOST_WORDS = 8


def stems_of(query: str, language: str) -> list[str]:
    """The stems of a query, at most eight."""
    return [stem(word, language) for word in words_of(query[:200])][:MOST_WORDS]


def text_stems(text: str, language: str) -> str:
    """A text as its stems, for an index."""
    return " ".join(stem(word, language) for word in words_of(text))


def matches(wanted: list[str], text: str, language: str) -> bool:
    """Whether every wanted stem begins a stem, or a word, of the text."""
    there = {found for word in words_of(text) for found in (word, stem(word, language))}
    return all(any(word.startswith(want) for word in there) for want in wanted)
