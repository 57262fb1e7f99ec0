"""Finding one's way: filters without scripts, neighbours, plenaries across the grid, words for sharing."""

import pytest

from qurultai.kit.journal.deliver import deliver_all
from qurultai.programme.testing import placed, published
from qurultai.website.tests.conftest import forget


@pytest.fixture
def forum(venue):
    """A plenary alone in the morning, then two sessions at once."""
    placed(venue, "Opening day", kind="plenary", language="kk", code="PLEN1")
    placed(venue, "Comets", minute=120, language="ru", code="COMET1", kind="panel")
    placed(venue, "Lunar dust", minute=120, language="en", room=venue.side, code="LUNAR1", kind="panel")
    published(venue)
    deliver_all()
    forget()
    return venue


def page(client, path):
    answer = client.get(path, headers={"accept-encoding": "identity"})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("kind=plenary", ["Opening day"]),
        ("kind=panel", ["Comets", "Lunar dust"]),
        ("language=ru", ["Comets"]),
        ("room=side", ["Lunar dust"]),
        ("kind=panel&language=ru", ["Comets"]),
        ("kind=plenary&language=ru", []),
        ("topic=none", []),
        ("day=1", ["Opening day", "Comets", "Lunar dust"]),
    ],
)
def test_the_list_is_narrowed_without_scripts(client, forum, query, shown):
    found = page(client, f"/en/programme/?{query}")
    assert [title for title in ("Opening day", "Comets", "Lunar dust") if f">{title}</a>" in found] == shown
    assert ("No session fits" in found) is (shown == [])


def test_a_filtered_list_keeps_its_filter_in_other_languages_and_names_the_whole_as_canonical(client, forum):
    found = page(client, "/ru/programme/?language=ru")
    assert 'href="/kk/programme/?language=ru"' in found
    assert 'rel="canonical" href="http://127.0.0.1:8000/ru/programme/"' in found
    assert 'value="ru" selected' in found


def test_a_session_leads_to_the_ones_before_and_after_it_in_its_room(client, forum):
    comets, plenary, lunar = (page(client, f"/en/programme/sessions/{c}/") for c in ("COMET1", "PLEN1", "LUNAR1"))
    assert ('rel="prev" href="/en/programme/sessions/PLEN1/"' in comets, 'rel="next"' in comets) == (True, False)
    assert ('rel="next" href="/en/programme/sessions/COMET1/"' in plenary, 'rel="prev"' in plenary) == (True, False)
    assert 'class="neighbours"' not in lunar


def test_a_plenary_alone_stands_across_all_rooms_and_two_at_once_each_in_its_own(client, forum):
    assert page(client, "/en/programme/grid/").count("schedule-wide") == 1


def test_the_front_page_searches(client, forum):
    assert '<form class="hero-search" role="search" method="get" action="/en/search/">' in page(client, "/en/")


def test_every_page_has_words_for_whoever_is_sent_its_link(client, forum):
    found = page(client, "/en/programme/")
    assert (found.count('property="og:description"'), found.count('hreflang="x-default"')) == (1, 1)
