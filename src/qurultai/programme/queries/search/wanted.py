"""What a reader's words look for: for each word and language the keys under which entries may have it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qurultai.stems import plain, plain_stem, sound, stem, words_of

LANGUAGES = ("kk", "ru", "en")
LONGEST_QUERY = 200
MOST_WORDS = 8
SHORTEST_BEGINNING = 2
SHORTEST_STEM = 4
"""A stem shorter than this is not taken as the beginning of other words: жер, but not жерсерік for жерден."""
_SMALL = """
және мен бен пен үшін туралы бұл да де та те ма ме мы ми
и в во на о об обо с со по для от из к ко у за до при не как что это
the a an of in on at for and to with by from is are or
"""
SMALL_WORDS = frozenset(_SMALL.split())


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one word: `whole` as they are, `begins` as the beginning of longer ones, `sounds` in names only."""

    whole: tuple[str, ...]
    begins: tuple[str, ...]
    sounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark in a text of stems without Kazakh letters."""

    whole: frozenset[str]
    begins: tuple[str, ...]


Branch = tuple[tuple[str, ...], tuple[Keys, ...]]
"""Languages, and the keys of every word that they share."""


@dataclass(frozen=True, slots=True)
class Question:
    """The keys of every word in each language; "" stands for all other languages than the three."""

    branches: tuple[Branch, ...]
    marks: Marks

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages that are asked in."""
        return tuple(tag for tags, _keys in self.branches for tag in tags)

    def apart(self, language: str) -> tuple[list[Branch], list[Branch]]:
        """The branches of this language and those of the others; a language that nobody asks in is an other one."""
        own = language if language in LANGUAGES else ""
        mine = [((own,), keys) for tags, keys in self.branches if own in tags]
        others = [(tuple(tag for tag in tags if tag != own), keys) for tags, keys in self.branches]
        return mine, [(tags, keys) for tags, keys in others if tags]


def sought_words(query: str) -> list[str]:
    """The words of a query, folded: at most eight of its first 200 signs, small words only when there are no others."""
    words = list(dict.fromkeys(words_of(query[:LONGEST_QUERY])))
    return ([word for word in words if word not in SMALL_WORDS] or words)[:MOST_WORDS]


def question(words: Sequence[str]) -> Question:
    """What to look for in each language."""
    shared: dict[tuple[Keys, ...], list[str]] = {}
    for language in (*LANGUAGES, ""):
        shared.setdefault(tuple(keys_of(word, language) for word in words), []).append(language)
    every = [keys for of_language in shared for keys in of_language]
    marks = Marks(
        frozenset(plain(key) for keys in every for key in keys.whole),
        tuple(dict.fromkeys(plain(key) for keys in every for key in keys.begins)),
    )
    return Question(tuple((tuple(tags), keys) for keys, tags in shared.items()), marks)


def keys_of(word: str, language: str) -> Keys:
    """The keys of one word in one language."""
    own, bare, heard = stem(word, language), plain_stem(word, language), sound(word)
    begins = [word, plain(word), *(key for key in (own, bare) if len(key) >= SHORTEST_STEM)]
    named = [heard, *([sound(own)] if len(own) > SHORTEST_STEM else [])]
    return Keys(
        _each((own, bare, word)),
        _least(key for key in begins if len(key) >= SHORTEST_BEGINNING),
        _least(key for key in named if len(key) >= SHORTEST_STEM - 1 and not key.startswith(tuple(begins))),
    )


def _each(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key))


def _least(keys: Iterable[str]) -> tuple[str, ...]:
    """The beginnings without those that another already covers."""
    each = _each(keys)
    return tuple(key for key in each if not any(key != other and key.startswith(other) for other in each))
