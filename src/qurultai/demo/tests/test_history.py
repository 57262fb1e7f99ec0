"""The page on past editions gives published facts with sources and says where these differ."""

from qurultai.demo.content import history

HISTORY = history()


def test_five_past_editions_are_known_the_newest_first():
    assert [one.year for one in HISTORY.editions] == [2025, 2019, 2018, 2017, 2014]


def test_every_edition_has_sources_and_dates_within_its_year():
    for one in HISTORY.editions:
        assert one.sources
        assert one.starts_on.year == one.ends_on.year == one.year
        assert one.starts_on <= one.ends_on


def test_the_publisher_is_read_from_the_address():
    assert [source.publisher for source in HISTORY.editions[-2].sources] == ["spaceres.kz"]


def test_the_known_conflicts_are_told_where_they_belong():
    assert len(HISTORY.conflicts) == 1
    assert {one.year: len(one.conflicts) for one in HISTORY.editions} == {2025: 2, 2019: 1, 2018: 0, 2017: 0, 2014: 0}
