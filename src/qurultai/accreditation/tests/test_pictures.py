"""Photographs for paper are made ready once, small, without metadata, and never another person's or an old one."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from qurultai.accreditation.actions.clearances import follow_changes
from qurultai.accreditation.models import Badge, PaperPicture
from qurultai.accreditation.queries.paper import papers
from qurultai.accreditation.queries.pictures import thumbnail
from qurultai.accreditation.testing import a_badge, a_category, a_photo, an_edition
from qurultai.kit.journal.deliver import deliver_all

pytestmark = pytest.mark.django_db


def portrait(colour, size=(900, 1200)):
    file, tags = io.BytesIO(), Image.Exif()
    tags[0x010E] = "CNRY-exif"
    Image.new("RGB", size, colour).save(file, "JPEG", exif=tags)
    return file.getvalue()


def with_photo(category, name, colour):
    badge = a_badge(category, name)
    a_photo(badge.registration, portrait(colour))
    follow_changes(badge.registration_id, frozenset({"photo"}))
    return Badge.objects.select_related("registration").get(registration=badge.registration, state="ready")


def shade(body):
    return Image.open(io.BytesIO(body)).getpixel((10, 10))


@pytest.fixture
def category():
    return a_category(an_edition(), "Speaker", number=7)


def test_the_picture_for_paper_is_ready_before_anybody_prints(category):
    badge = with_photo(category, "Aru", "red")
    deliver_all()
    row = PaperPicture.objects.get()
    assert (row.sha256, Image.open(io.BytesIO(bytes(row.body))).size) == (badge.photo, (300, 400))
    assert b"CNRY" not in bytes(row.body)


def test_paper_shows_the_photo_that_the_code_is_of_even_when_nothing_is_ready(category):
    badges = [with_photo(category, name, colour) for name, colour in (("Aru", "red"), ("Bek", "blue"))]
    first, second = (shade(one.photo) for one in papers(category.edition, badges))
    assert (first[0] > 200 > first[2], second[2] > 200 > second[0]) == (True, True)


def test_a_new_photo_takes_the_place_of_the_one_that_was_ready(category):
    badge = with_photo(category, "Aru", "red")
    deliver_all()
    a_photo(badge.registration, portrait("blue"))
    follow_changes(badge.registration_id, frozenset({"photo"}))
    new = Badge.objects.select_related("registration").get(registration=badge.registration, state="ready")
    [before] = papers(category.edition, [new])
    deliver_all()
    [after] = papers(category.edition, [new])
    assert [shade(one.photo)[2] > 200 for one in (before, after)] == [True, True]
    assert PaperPicture.objects.get().sha256 == new.photo


def test_pictures_that_are_ready_are_one_query_for_three_badges_as_for_one(category):
    counts = []
    for names in (("A",), ("B", "C")):
        for name in names:
            with_photo(category, name, "red")
        deliver_all()
        badges = list(Badge.objects.select_related("registration").filter(state="ready"))
        with CaptureQueriesContext(connection) as queries:
            papers(category.edition, badges)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_thumbnail_for_a_guard_is_small_and_says_nothing_but_the_picture(category):
    badge = with_photo(category, "Aru", "red")
    small = thumbnail(badge.photo)
    assert (Image.open(io.BytesIO(small)).size, b"CNRY" in small, len(small) < 20_000) == ((180, 240), False, True)
