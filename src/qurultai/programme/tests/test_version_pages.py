"""The office publishes: what stands in the way, what is different, and the files of the draft and of a version."""

import datetime as dt
import io

import pytest
from bs4 import BeautifulSoup

from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.programme import public as programme
from qurultai.programme.models import Version
from qurultai.programme.testing import NINE, placed, published
from qurultai.programme.tests.desk import OFFICE, text

pytestmark = pytest.mark.django_db


def test_publishing_says_what_blocks_it_and_publishes_with_a_waiver(venue, office):
    session = placed(venue)
    programme.change_session(session, {"abstract": {"en": "Only English"}}, by=SYSTEM)
    blocked = office.post(f"{OFFICE}/versions/", {"note_en": "First"})
    assert (blocked.status_code, Version.objects.count()) == (409, 0)
    office.post(f"{OFFICE}/versions/", {"note_en": "First", "languages": "on"})
    assert list(Version.objects.values_list("number", "waived")) == [(1, ["languages"])]


def test_a_version_shows_its_difference_and_is_exported(venue, office):
    session = placed(venue)
    published(venue)
    programme.place_session(session, NINE + dt.timedelta(hours=1), venue.side, by=SYSTEM)
    published(venue)
    page = text(office.get(f"{OFFICE}/versions/2/"))
    file = office.get(f"{OFFICE}/versions/1/export/", {"format": "json"})
    again = programme.read("x.json", io.BytesIO(file.content).read())
    assert ("Moved (1)" in page, again.items[0].starts_at) == (True, NINE)


@pytest.mark.parametrize(("note", "said"), [("", "The first version."), ("Welcome.", "Welcome.")])
def test_the_first_version_is_introduced_once(venue, office, note, said):
    placed(venue)
    programme.publish_programme(venue.edition, note=Text(en=note) if note else Text(), by=SYSTEM, waive={"languages"})
    page = BeautifulSoup(office.get(f"{OFFICE}/versions/1/").content, "html.parser")
    assert [one.get_text(strip=True) for one in page.select("main .prose, main p.soft")] == [said]


@pytest.mark.parametrize("kind", sorted(programme.FORMATS))
def test_the_draft_is_exported_in_every_format(venue, office, kind):
    placed(venue)
    answer = office.get(f"{OFFICE}/export/{kind}/")
    assert (answer.status_code, len(answer.content) > 100) == (200, True)


def test_what_is_published_nevertheless_is_asked_only_where_something_blocks(venue, office):
    placed(venue)
    assert 'name="clashes"' not in text(office.get(f"{OFFICE}/versions/"))
