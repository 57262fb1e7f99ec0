"""Search over everything public of an edition: what is found, in which language, and what may have been meant."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from qurultai.programme.models import SearchEntry
from qurultai.programme.queries.search.indexes import VOCABULARY, Found, any_entry, best_entries, words_like
from qurultai.programme.queries.search.snippets import Piece, snippet
from qurultai.programme.queries.search.wanted import LANGUAGES, Question, question, sought_words
from qurultai.programme.queries.versions import out
from qurultai.stems import grams

__all__ = ["HIDDEN_ROLES", "LANGUAGES", "VOCABULARY", "Hit", "Piece", "SearchResult", "search"]

HIDDEN_ROLES = frozenset({"interpreter", "rapporteur"})
"""Who works behind the scenes is not found by name."""
KINDS = frozenset({"session", "speaker", "room", "topic"})
MOST_HITS = 100
ALIKE = 0.4
"""The least share of common three-letter pieces (Dice) at which a word may have been meant for another."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: a session, speaker, room or topic; `key` is its identity in the version's document.

    `language` is that of its title and snippet, "" for a language other than the three.
    """

    kind: str
    key: str
    code: str
    title: str
    snippet: tuple[Piece, ...]
    language: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found, the best first, and when nothing was, other words that find something ("" when none do)."""

    hits: tuple[Hit, ...] = ()
    suggestion: str = ""


def search(edition_id: UUID, words: str, language: str, kinds: Collection[str] = (), limit: int = 50) -> SearchResult:
    """Everything of the version on air in which all the words are, that of the reader's language first.

    Words may be in any of the three languages and in any form; names also in the other script, in any order. Whatever
    the words hold, it is never an error. Whoever asks while one version follows another is answered from one of them.
    At most five queries.
    """
    typed, version_id = sought_words(words), indexed_version(edition_id)
    if not typed or version_id is None:
        return SearchResult()
    asked, only = question(typed), sorted(KINDS & set(kinds)) if kinds else []
    if kinds and not only:
        return SearchResult()
    limit = max(1, min(limit, MOST_HITS))
    found = _each_once(best_entries(version_id, asked, language, only, limit), limit)
    if found:
        return SearchResult(tuple(_hit(one, asked) for one in found))
    if indexed_version(edition_id) != version_id:
        return search(edition_id, words, language, kinds, limit)
    return SearchResult(suggestion=_suggestion(version_id, typed, only))


def indexed_version(edition_id: UUID) -> UUID | None:
    """The newest version that is out and whose entries are there; one query."""
    indexed = Exists(SearchEntry.objects.filter(version=OuterRef("pk")))
    return out(edition_id).filter(indexed).order_by("-number").values_list("id", flat=True).first()


def _each_once(found: Iterable[Found], limit: int) -> list[Found]:
    first: dict[tuple[str, str], Found] = {}
    for one in found:
        first.setdefault((one.kind, one.key), one)
    return list(first.values())[:limit]


def _hit(one: Found, asked: Question) -> Hit:
    return Hit(one.kind, one.key, one.code, one.title, snippet(one.text, one.text_stems, asked.marks), one.language)


def _suggestion(version_id: UUID, typed: list[str], kinds: Collection[str]) -> str:
    """The words with each replaced by the known word most like it, when these find something."""
    known = words_like(version_id, [grams(word) for word in typed])
    better = " ".join(_most_like(word, near) for word, near in zip(typed, known, strict=True))
    if better.lower() == " ".join(typed):
        return ""
    return better if any_entry(version_id, question(sought_words(better)), kinds) else ""


def _most_like(word: str, known: list[str]) -> str:
    """The known word with the most pieces in common with this one, or the word itself when none is alike."""
    mine = set(grams(word))
    best, likeness = word, ALIKE
    for other in known:
        theirs = set(grams(other))
        share = 2 * len(mine & theirs) / (len(mine) + len(theirs))
        if share > likeness:
            best, likeness = other, share
    return best
