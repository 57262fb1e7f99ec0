"""The two indexes behind one question: FTS5 with bm25 on SQLite, tsvector with ts_rank on PostgreSQL.

Keys hold letters and digits only (`stems.words_of`) and stand in quotes, so no operator of either language reaches it.
A key in a title weighs more than in a name, a name more than in a text.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from qurultai.programme.queries.search.wanted import Keys, Question

VOCABULARY = "words"
"""The language under which the words for suggestions stand; no search is in it."""
NEAREST = 20
"""How many words like a given one are looked at."""
_SQLITE = """
SELECT e.id, e.kind, e.key, e.code, e.title, e.language
FROM programme_searchindex JOIN programme_searchentry e ON e.id = programme_searchindex.rowid
WHERE programme_searchindex MATCH %s{kinds}
ORDER BY e.language = %s DESC, bm25(programme_searchindex, 0, 100, 20, 1), e.id LIMIT %s"""
_POSTGRESQL = """
SELECT e.id, e.kind, e.key, e.code, e.title, e.language
FROM programme_searchentry e JOIN (VALUES {rows}) AS asked (language, words)
    ON e.language = asked.language AND e.found_by @@ asked.words::tsquery
WHERE e.edition_id = %s{kinds}
ORDER BY e.language = %s DESC, ts_rank('{{0, 0.02, 0.2, 1}}', e.found_by, asked.words::tsquery) DESC, e.id LIMIT %s"""
_SQLITE_NEAR = """
SELECT * FROM (SELECT {number}, e.title
FROM programme_searchindex JOIN programme_searchentry e ON e.id = programme_searchindex.rowid
WHERE programme_searchindex MATCH %s ORDER BY bm25(programme_searchindex), e.id LIMIT {nearest})"""
_POSTGRESQL_NEAR = """
(SELECT {number}, e.title FROM programme_searchentry e
WHERE e.edition_id = %s AND e.language = %s AND e.found_by @@ %s::tsquery
ORDER BY ts_rank(e.found_by, %s::tsquery) DESC, e.id LIMIT {nearest})"""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that answers a question."""

    id: int
    kind: str
    key: str
    code: str
    title: str
    language: str


def entries(edition_id: UUID, asked: Question, language: str, kinds: Collection[str], limit: int) -> list[Found]:
    """The entries of an edition that answer, those in this language first, then the best; one query."""
    some = f" AND e.kind IN ({', '.join(['%s'] * len(kinds))})" if kinds else ""
    if connection.vendor == "sqlite":
        return [
            Found(*row) for row in _rows(_SQLITE.format(kinds=some), match(edition_id, asked), *kinds, language, limit)
        ]
    pairs = [(tag, tsquery(keys)) for tags, keys in asked.branches for tag in tags]
    sql = _POSTGRESQL.format(rows=", ".join(["(%s, %s)"] * len(pairs)), kinds=some)
    flat = [value for pair in pairs for value in pair]
    return [Found(*row) for row in _rows(sql, *flat, edition_id, *kinds, language, limit)]


def match(edition_id: UUID, asked: Question) -> str:
    """The question in FTS5's language: in each language's scope every word, under any of its keys."""
    return " OR ".join(
        f"(scope : ({' OR '.join(scope_of(edition_id, tag) for tag in tags)}) AND {' AND '.join(map(_fts, keys))})"
        for tags, keys in asked.branches
    )


def scope_of(edition_id: UUID, language: str) -> str:
    """The one word under which an edition's entries of one language stand in SQLite's index."""
    return f'"{edition_id.hex}{language}"'


def _fts(word: Keys) -> str:
    anywhere = [f'"{key}"' for key in word.whole] + [f'"{key}"*' for key in word.begins]
    told = f"{{title_stems people_stems text_stems}} : ({' OR '.join(anywhere)})"
    named = " OR ".join(f'"{key}"*' for key in word.sounds)
    return f"({told} OR {{title_stems people_stems}} : ({named}))" if named else f"({told})"


def tsquery(words: Sequence[Keys]) -> str:
    """The question in PostgreSQL's language."""
    return " & ".join(_ts(word) for word in words)


def _ts(word: Keys) -> str:
    anywhere = [f"'{key}'" for key in word.whole] + [f"'{key}':*" for key in word.begins]
    named = [f"'{key}':*AB" for key in word.sounds]
    return f"({' | '.join(anywhere + named)})"


def candidates(edition_id: UUID, pieces: Sequence[Sequence[str]]) -> list[list[str]]:
    """For each word's three-letter pieces the known words that share the most of them; one query."""
    near: list[list[str]] = [[] for _one in pieces]
    parts, values = [], []
    for number, grams in enumerate(pieces):
        if connection.vendor == "sqlite":
            some = " OR ".join(f'"{gram}"' for gram in grams)
            parts.append(_SQLITE_NEAR.format(number=number, nearest=NEAREST))
            values.append(f"scope : {scope_of(edition_id, VOCABULARY)} AND title_stems : ({some})")
        else:
            some = " | ".join(f"'{gram}'" for gram in grams)
            parts.append(_POSTGRESQL_NEAR.format(number=number, nearest=NEAREST))
            values += [edition_id, VOCABULARY, some, some]
    for number, word in _rows(" UNION ALL ".join(parts), *values):
        near[number].append(word)
    return near


def _rows(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
