"""A guest sees how her accreditation stands, her code, her badge as a file and her letters, and nobody else's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qurultai.accreditation.actions import batches, visas
from qurultai.accreditation.actions.badges import reissue_badge
from qurultai.accreditation.actions.letters import issue_letters
from qurultai.accreditation.models import Badge
from qurultai.accreditation.rules.badges import spoken
from qurultai.accreditation.rules.visas import Rule
from qurultai.accreditation.testing import a_badge, a_clearance, a_sheet, block
from qurultai.accreditation.tests.desk import guest, text
from qurultai.documents.public import qr_drawing
from qurultai.editions.testing import holder_of, signed_in
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM

pytestmark = pytest.mark.django_db
PAGE = "/en/my/badge/"


def test_from_approval_to_the_code_the_page_says_how_it_stands_and_never_why(category):
    row = a_clearance(category, "Aru")
    mine, said = guest(row.registration), []
    said.append(text(mine.get(PAGE)))
    a_sheet(category.edition)
    said.append(text(mine.get(PAGE)))
    for outcome in ("cleared", "refused"):
        batches.decide(category.edition, {row.pk: outcome}, by=SYSTEM)
        said.append(text(mine.get(PAGE)))
    words = ("Accreditation has begun", "is under way", "You are accredited", "We cannot accredit you")
    assert [[one in page for one in words] for page in said] == [[a == b for b in range(4)] for a in range(4)]


def test_the_code_on_the_screen_is_the_one_on_paper(category):
    badge = a_badge(category, "Aru")
    page = guest(badge.registration).get(PAGE).content.decode()
    assert (qr_drawing(badge.code) in page, spoken(badge.serial) in page) == (True, True)


def test_a_blocked_badge_is_shown_no_more_and_has_no_file(category):
    badge = a_badge(category, "Aru")
    mine = guest(badge.registration)
    assert mine.get(f"{PAGE}a6.pdf").content[:5] == b"%PDF-"
    block(badge)
    assert ("badge-code" in mine.get(PAGE).content.decode(), mine.get(f"{PAGE}a6.pdf").status_code) == (False, 404)


def test_the_file_comes_in_two_sizes_and_in_no_other(category):
    mine = guest(a_badge(category, "Aru").registration)
    assert [mine.get(f"{PAGE}{size}.pdf").status_code for size in ("a6", "cr80", "a4")] == [200, 200, 404]


def test_letters_are_there_for_their_person_only(category):
    visas.set_visa_rule(category.edition, Rule("IN", "visa", category.edition.starts_on.replace(year=2020)), by=SYSTEM)
    badge, other = a_badge(category, "Asha", country="IN"), a_badge(category, "Bek")
    case = visas.open_case(category.edition_id, badge.registration_id)
    issue_letters(category.edition, [case], {case.id: "en"}, by=SYSTEM)
    mine, hers = guest(badge.registration), guest(other.registration)
    assert ["Letter No. 1" in text(who.get(PAGE)) for who in (mine, hers)] == [True, False]
    assert [who.get(f"{PAGE}letters/1.pdf").status_code for who in (mine, hers)] == [200, 404]


def test_whoever_is_not_approved_is_told_what_comes(category):
    nobody = signed_in(holder_of(category.edition, "part"))
    assert "There is no badge yet" in text(nobody.get(PAGE))
    assert nobody.get(f"{PAGE}a6.pdf").status_code == 404


def test_the_page_takes_as_many_queries_however_many_badges_there_were(category):
    with clock.frozen(clock.now()):  # a browser's session is noted as used every few minutes
        badge = a_badge(category, "Aru")
        mine, counts = guest(badge.registration), []
        mine.get(PAGE)
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                mine.get(PAGE)
            counts.append(len(queries))
            reissue_badge(Badge.objects.get(state="ready"), "lost", by=SYSTEM)
    assert counts[0] == counts[1]
