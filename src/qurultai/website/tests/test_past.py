"""The page on past forums gives published facts with sources, in three languages, and says where they differ."""

import json
from collections.abc import Iterator
from datetime import date

from qurultai.website.past import FILE, past_of

PAGE = json.loads(FILE.read_text("utf-8"))


def texts(value: object) -> Iterator[dict[str, str]]:
    """Every text by language inside the file."""
    if isinstance(value, dict) and value.keys() & {"kk", "ru", "en"}:
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)


def test_five_past_forums_are_known_the_newest_first():
    assert [forum.year for forum in past_of("en").forums] == [2025, 2019, 2018, 2017, 2014]


def test_every_forum_has_sources_and_dates_within_its_year():
    for entry in PAGE["editions"]:
        assert entry["sources"]
        assert {date.fromisoformat(entry[end]).year for end in ("starts_on", "ends_on")} == {entry["year"]}


def test_the_publisher_is_read_from_the_address():
    assert [source.publisher for source in past_of("en").forums[-2].sources] == ["spaceres.kz"]


def test_where_sources_differ_is_told_where_it_belongs():
    page = past_of("en")
    assert len(page.conflicts) == 1
    assert {forum.year: len(forum.conflicts) for forum in page.forums} == {2025: 2, 2019: 1, 2018: 0, 2017: 0, 2014: 0}


def test_every_text_is_complete_in_three_languages():
    found = list(texts(PAGE))
    assert len(found) > 30
    assert [text for text in found if set(text) != {"kk", "ru", "en"} or not all(text.values())] == []
