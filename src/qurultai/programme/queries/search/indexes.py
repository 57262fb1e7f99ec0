"""The index of either database: what answers a question, and which known words look like a given one.

What has every word in its title comes first, then what has them in title and names, then what has them anywhere.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from types import ModuleType
from uuid import UUID

from django.db import connection

from qurultai.programme.queries.search import fts5, tsvector
from qurultai.programme.queries.search.wanted import Question

VOCABULARY = "words"
"""The language under which the words for suggestions stand; no search is in it."""
NEAREST = 20
"""How many words like a given one are looked at."""
_BEST = """
WITH own AS ({own}),
found AS (
    SELECT 0 AS tier, own.id, own.worth, own.place FROM own
    UNION ALL SELECT 1 AS tier, other.id, other.worth, other.place FROM ({others}) AS other
    LIMIT (SELECT CASE WHEN count(*) >= %s THEN %s ELSE %s END FROM own)
)
SELECT e.kind, e.key, e.code, e.title, e.language, e.text, e.text_stems
FROM found JOIN programme_searchentry e ON e.id = found.id ORDER BY found.tier, found.place, found.worth, found.id"""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that answers a question."""

    kind: str
    key: str
    code: str
    title: str
    language: str
    text: str
    text_stems: str


def best_entries(version_id: UUID, asked: Question, language: str, kinds: Collection[str], limit: int) -> list[Found]:
    """The entries of a version that answer, the best in this language, then the best in others; one query.

    The other languages are not even looked at when this one fills the limit; otherwise so many of their entries follow
    that things found in several languages do not crowd out others.
    """
    own, others = asked.apart(language)
    most = limit * len(asked.languages)
    own_sql, own_values = _index().ranked(version_id, own, kinds, limit)
    others_sql, others_values = _index().ranked(version_id, others, kinds, most)
    sql = _BEST.format(own=own_sql, others=others_sql)
    return [Found(*row) for row in _rows(sql, [*own_values, *others_values, limit, limit, most])]


def any_entry(version_id: UUID, asked: Question, kinds: Collection[str]) -> bool:
    """Whether anything answers; one query."""
    return bool(_rows(*_index().there(version_id, asked.branches, kinds)))


def words_like(version_id: UUID, pieces: Sequence[Sequence[str]]) -> list[list[str]]:
    """For each word's three-letter pieces the known words that share the most of them; one query."""
    near: list[list[str]] = [[] for _one in pieces]
    for number, word in _rows(*_index().near(version_id, VOCABULARY, pieces, NEAREST)):
        near[number].append(word)
    return near


def _index() -> ModuleType:
    return fts5 if connection.vendor == "sqlite" else tsvector


def _rows(sql: str, values: Sequence[object]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
