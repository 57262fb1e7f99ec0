"""Search's questions in the language of PostgreSQL's tsvector, ranked by ts_rank.

Keys hold letters and digits only (`stems.words_of`) and stand in quotes, so no operator reaches the index.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from qurultai.programme.queries.search.wanted import Branch, Keys

Statement = tuple[str, list[object]]
TITLE, NAMES, ANYWHERE = "A", "AB", ""
_ANSWERS = """FROM programme_searchentry e JOIN (VALUES {rows}) AS asked (language, titled, named, words)
    ON e.language = asked.language AND e.found_by @@ asked.words::tsquery
    WHERE e.version_id = %s{kinds}"""
_RANKED = """SELECT e.id, -ts_rank('{{0, 0.1, 0.5, 1}}', e.found_by, asked.words::tsquery) AS worth,
    CASE WHEN e.found_by @@ asked.titled::tsquery THEN 0 WHEN e.found_by @@ asked.named::tsquery THEN 1 ELSE 2 END
    AS place
    {answers} ORDER BY place, worth, id LIMIT %s"""
_NEAR = """(SELECT {number}, e.title FROM programme_searchentry e
    WHERE e.version_id = %s AND e.language = %s AND e.found_by @@ %s::tsquery
    ORDER BY ts_rank(e.found_by, %s::tsquery) DESC, e.id LIMIT {nearest})"""


def ranked(version_id: UUID, branches: Sequence[Branch], kinds: Collection[str], limit: int) -> Statement:
    """The entries that answer: id, worth (the least the best), and place: 0 all in the title, 1 names, 2 anywhere."""
    answers, values = _answers(version_id, branches, kinds)
    return _RANKED.format(answers=answers), [*values, limit]


def there(version_id: UUID, branches: Sequence[Branch], kinds: Collection[str]) -> Statement:
    """A row when anything answers."""
    answers, values = _answers(version_id, branches, kinds)
    return f"SELECT 1 {answers} LIMIT 1", values


def near(version_id: UUID, language: str, pieces: Sequence[Sequence[str]], nearest: int) -> Statement:
    """For each list of pieces the titles that share the most of them, with the list's number."""
    parts = [_NEAR.format(number=number, nearest=nearest) for number in range(len(pieces))]
    some = [" | ".join(f"'{gram}'" for gram in grams) for grams in pieces]
    return " UNION ALL ".join(parts), [value for any_ in some for value in (version_id, language, any_, any_)]


def _answers(version_id: UUID, branches: Sequence[Branch], kinds: Collection[str]) -> Statement:
    places = (TITLE, NAMES, ANYWHERE)
    asked = [(tag, *(_words(keys, place) for place in places)) for tags, keys in branches for tag in tags]
    of_kinds = f" AND e.kind IN ({', '.join(['%s'] * len(kinds))})" if kinds else ""
    sql = _ANSWERS.format(rows=", ".join(["(%s, %s, %s, %s)"] * len(asked)), kinds=of_kinds)
    return sql, [*(value for row in asked for value in row), version_id, *kinds]


def _words(keys: Sequence[Keys], place: str) -> str:
    return " & ".join(_word(word, place) for word in keys)


def _word(word: Keys, place: str) -> str:
    anywhere = [f"'{key}':{place}" if place else f"'{key}'" for key in word.whole]
    begins = [f"'{key}':*{place}" for key in word.begins]
    named = [f"'{key}':*{place or NAMES}" for key in word.sounds]
    return f"({' | '.join(anywhere + begins + named)})"
