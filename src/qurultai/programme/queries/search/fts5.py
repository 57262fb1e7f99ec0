"""Search's questions in the language of SQLite's FTS5, ranked by bm25.

Keys hold letters and digits only (`stems.words_of`) and stand in quotes, so no operator reaches the index.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from qurultai.programme.queries.search.wanted import Branch, Keys

MANY_WORDS = 3
"""From so many words on, whole words no longer outrank beginnings: bm25's cost grows with every key."""
Statement = tuple[str, list[object]]
TITLE, NAMES, ANYWHERE = "title_stems", "title_stems people_stems", "title_stems people_stems text_stems"
_MATCHING = "SELECT rowid FROM programme_searchindex WHERE programme_searchindex MATCH %s"
_RANKED = f"""SELECT rowid AS id, bm25(programme_searchindex, 0, 10, 5, 1) AS worth,
    CASE WHEN rowid IN ({_MATCHING}) THEN 0 WHEN rowid IN ({_MATCHING}) THEN 1 ELSE 2 END AS place
    FROM programme_searchindex WHERE programme_searchindex MATCH %s ORDER BY place, worth, id LIMIT %s"""
_NEAR = """SELECT * FROM (SELECT {number}, e.title
    FROM programme_searchindex JOIN programme_searchentry e ON e.id = programme_searchindex.rowid
    WHERE programme_searchindex MATCH %s ORDER BY bm25(programme_searchindex), e.id LIMIT {nearest})"""


def ranked(version_id: UUID, branches: Sequence[Branch], kinds: Collection[str], limit: int) -> Statement:
    """The entries that answer: id, worth (the least the best), and place: 0 all in the title, 1 names, 2 anywhere."""
    return _RANKED, [*(match(version_id, branches, kinds, columns) for columns in (TITLE, NAMES, ANYWHERE)), limit]


def there(version_id: UUID, branches: Sequence[Branch], kinds: Collection[str]) -> Statement:
    """A row when anything answers."""
    return f"{_MATCHING} LIMIT 1", [match(version_id, branches, kinds, ANYWHERE)]


def near(version_id: UUID, language: str, pieces: Sequence[Sequence[str]], nearest: int) -> Statement:
    """For each list of pieces the titles that share the most of them, with the list's number."""
    parts = [_NEAR.format(number=number, nearest=nearest) for number in range(len(pieces))]
    scope = f'"{version_id.hex}{language}"'
    return " UNION ALL ".join(parts), [f"scope : {scope} AND title_stems : ({_or(grams)})" for grams in pieces]


def match(version_id: UUID, branches: Sequence[Branch], kinds: Collection[str], columns: str) -> str:
    """In each language's scope every word, under any of its keys in these columns."""
    of_kinds = f"scope : ({_or(sorted(kinds))}) AND " if kinds else ""
    return " OR ".join(
        f"(scope : ({_or(version_id.hex + tag for tag in tags)}) AND {of_kinds}{_words(keys, columns)})"
        for tags, keys in branches
    )


def _words(keys: Sequence[Keys], columns: str) -> str:
    return " AND ".join(_word(word, columns, ranked=columns == ANYWHERE and len(keys) < MANY_WORDS) for word in keys)


def _word(word: Keys, columns: str, *, ranked: bool) -> str:
    whole = word.whole if ranked else [key for key in word.whole if not key.startswith(word.begins)]
    anywhere = [f'"{key}"' for key in whole] + [f'"{key}"*' for key in word.begins]
    told = f"{{{columns}}} : ({' OR '.join(anywhere)})"
    named = " OR ".join(f'"{key}"*' for key in word.sounds)
    return f"({told} OR {{{NAMES if columns == ANYWHERE else columns}}} : ({named}))" if named else f"({told})"


def _or(words: Collection[str]) -> str:
    return " OR ".join(f'"{word}"' for word in words)
