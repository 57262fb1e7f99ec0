"""The badge desk: anybody is found, printed, handed out, blocked and made anew; piles go to paper by desk."""

import subprocess

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qurultai.accreditation.actions import printing
from qurultai.accreditation.actions.zones import add_desk
from qurultai.accreditation.models import Badge, PrintRun
from qurultai.accreditation.rules.badges import spoken
from qurultai.accreditation.rules.piles import parts_of
from qurultai.accreditation.testing import a_badge, a_category, a_clearance, an_edition, block, facts, state_of
from qurultai.accreditation.tests.desk import BADGES, browser, text
from qurultai.documents.tests.test_badges import needs_poppler, text_of
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import deliver_all

pytestmark = pytest.mark.django_db


def page_of(badge):
    return f"{BADGES}people/{badge.registration.code}/"


def test_somebody_is_found_by_a_scanned_code_a_number_her_code_and_any_spelling_of_her_name(category, oper):
    badge, _other = a_badge(category, "Әйгерім Сәрсен"), a_badge(category, "Bek")
    for words in (badge.code, spoken(badge.serial).lower(), badge.registration.code.lower(), "sarsen aygerim"):
        answer = oper.get(BADGES, {"q": words})
        assert (answer.status_code, answer.headers.get("Location")) == (302, page_of(badge))


def test_several_are_listed_nobody_is_said_and_another_forums_people_are_not_there(category, oper):
    for name in ("Aru One", "Aru Two"):
        a_badge(category, name)
    other = a_badge(a_category(an_edition()), "Aru Three")
    page = text(oper.get(BADGES, {"q": "aru"}))
    assert [name in page for name in ("2 people", "Aru One", "Aru Two", "Aru Three")] == [True, True, True, False]
    for words in ("nobody", "???", other.code, spoken(other.serial)):
        assert "Nobody is found" in text(oper.get(BADGES, {"q": words}))


def test_the_desk_takes_as_many_queries_for_three_people_as_for_two(category, oper):
    counts = []
    oper.get(BADGES, {"q": "aru"})
    for names in (("Aru A", "Aru B"), ("Aru C",)):
        for name in names:
            a_badge(category, name)
        with CaptureQueriesContext(connection) as queries:
            oper.get(BADGES, {"q": "aru"})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_whoever_is_not_cleared_is_shown_so_and_cannot_be_printed(category, oper):
    row = a_clearance(category, "Aru")
    path = f"{BADGES}people/{row.registration.code}/"
    page = text(oper.get(path))
    assert ("waits for a batch" in page, "Print the badge" in page) == (True, False)
    assert oper.post(f"{path}print/", {"size": "a6"}).status_code == 404


@needs_poppler
@pytest.mark.parametrize("size", ["a6", "cr80"])
def test_a_badge_is_printed_and_the_journal_knows(category, oper, size):
    badge = a_badge(category, "Aru")
    answer = oper.post(f"{page_of(badge)}print/", {"size": size})
    read = text_of(answer.content)
    assert [words in read for words in ("Aru", "SPEAKER", spoken(badge.serial))] == [True, True, True]
    assert [fact.badge_id for fact in facts("BadgePrinted")] == [badge.pk]


def test_a_badge_is_handed_out_blocked_and_made_anew(category, oper, prot):
    badge = a_badge(category, "Aru")
    oper.post(f"{page_of(badge)}handing/")
    assert state_of(badge) == "issued"
    assert oper.post(f"{page_of(badge)}block/", {"reason": "lost"}).status_code == 403
    answer = prot.post(f"{page_of(badge)}anew/", {"reason": "lost"}, follow=True)
    new = Badge.objects.get(state="ready")
    assert (state_of(badge), spoken(new.serial) in text(answer)) == ("blocked", True)
    assert oper.get(BADGES, {"q": spoken(badge.serial)}).headers["Location"] == page_of(badge)


def test_after_a_block_alone_a_new_badge_is_one_press_away(category, prot):
    badge = block(a_badge(category, "Aru"))
    prot.post(f"{page_of(badge)}anew/")
    assert list(Badge.objects.order_by("made_at").values_list("state", flat=True)) == ["blocked", "ready"]


def test_the_table_of_badges_filters_and_only_protocol_takes_it_away(category, prot):
    block(a_badge(category, "Aru"))
    a_badge(category, "Bek")
    secu = browser(category.edition, "secu")
    page = text(secu.get(f"{BADGES}all/", {"state": "blocked"}))
    assert ("Aru" in page, "Bek" in page) == (True, False)
    assert [who.get(f"{BADGES}all/list.csv").status_code for who in (prot, secu)] == [200, 403]


def test_a_pile_is_printed_by_desk_in_the_order_of_names(category, prot):
    for name, letters in (("A–K", ("A", "K")), ("L–Z", ("L", "Z"))):
        add_desk(category.edition, name, first=letters[0], last=letters[1], by=SYSTEM)
    badges = {name: a_badge(category, name) for name in ("Bek", "Zere", "Aru")}
    answer = prot.post(f"{BADGES}piles/", {"size": "a6"})
    run = PrintRun.objects.get()
    assert (answer.headers["Location"], run.state, run.total) == (f"{BADGES}piles/{run.pk}/", "waiting", 3)
    deliver_all()
    run.refresh_from_db()
    parts = list(run.parts.values_list("name", "desk", "badges"))
    assert (run.state, run.done, parts) == ("done", 3, [("001-A-K.pdf", "A–K", 2), ("002-L-Z.pdf", "L–Z", 1)])
    first = prot.get(f"{BADGES}piles/{run.pk}/001-A-K.pdf")
    assert first.content[:5] == b"%PDF-"
    assert set(Badge.objects.filter(printed_at=None)) == set()
    assert badges.keys() == {"Bek", "Zere", "Aru"}


@needs_poppler
def test_the_pages_of_a_part_are_in_the_order_of_names(category):
    for name in ("Bek", "Aru", "Cem"):
        a_badge(category, name)
    run = printing.ask_pile(category.edition, "cr80", by=SYSTEM)
    printing.print_pile(run.pk)
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=bytes(run.parts.get().body), capture_output=True, check=True
    )
    pages = done.stdout.decode().split("\f")
    assert [name in page for name, page in zip(("Aru", "Bek", "Cem"), pages, strict=False)] == [True] * 3


def test_a_second_pile_has_only_new_badges_unless_all_are_asked_for(category, prot):
    a_badge(category, "Aru")
    prot.post(f"{BADGES}piles/", {"size": "a6"})
    deliver_all()
    refused = prot.post(f"{BADGES}piles/", {"size": "a6"})
    assert (refused.status_code, "No badge waits to be printed" in text(refused)) == (422, True)
    a_badge(category, "Bek")
    totals = []
    for more in ({}, {"again": "on"}):
        prot.post(f"{BADGES}piles/", {"size": "a6", **more})
        deliver_all()
        totals.append(PrintRun.objects.order_by("-asked_at").values_list("total", "done", "state").first())
    assert totals == [(1, 1, "done"), (2, 2, "done")]


def test_a_stopped_pile_keeps_what_is_printed_and_prints_no_more(category, prot, monkeypatch):
    for name in ("Aru", "Bek", "Cem"):
        a_badge(category, name)
    monkeypatch.setattr(printing, "parts_of", one_by_one)
    run = printing.ask_pile(category.edition, "a6", by=SYSTEM)
    paper_of = printing.paper_of

    def stop_at_the_second(edition, keys, size, at):
        if PrintRun.objects.get(pk=run.pk).done:
            prot.post(f"{BADGES}piles/{run.pk}/stop/")
        return paper_of(edition, keys, size, at)

    monkeypatch.setattr(printing, "paper_of", stop_at_the_second)
    printing.print_pile(run.pk)
    run.refresh_from_db()
    assert (run.state, run.done, run.parts.count()) == ("cancelled", 1, 1)
    assert Badge.objects.filter(printed_at=None).count() == 2
    assert "Stopped" in text(prot.get(f"{BADGES}piles/{run.pk}/"))


def one_by_one(left, first):
    return parts_of(left, largest=1, first=first)


def test_a_pile_whose_worker_died_is_finished_by_another_and_no_badge_is_twice(category, monkeypatch):
    for name in ("Aru", "Bek", "Cem"):
        a_badge(category, name)
    monkeypatch.setattr(printing, "parts_of", one_by_one)
    run = printing.ask_pile(category.edition, "a6", by=SYSTEM, again=True)
    paper_of, printed = printing.paper_of, []

    def die_at_the_second(edition, keys, size, at):
        if len(printed) == 1:
            raise KeyboardInterrupt
        printed.extend(keys)
        return paper_of(edition, keys, size, at)

    monkeypatch.setattr(printing, "paper_of", die_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        printing.print_pile(run.pk)
    monkeypatch.setattr(printing, "paper_of", lambda edition, keys, size, at: printed.extend(keys) or b"%PDF-")
    PrintRun.objects.filter(pk=run.pk).update(state="waiting")
    printing.print_pile(run.pk)
    run.refresh_from_db()
    assert (run.state, run.done, run.parts.count()) == ("done", 3, 3)
    assert sorted(printed) == sorted(Badge.objects.values_list("pk", flat=True))


def test_parts_take_as_many_queries_for_three_badges_as_for_one(category):
    counts = []
    for names in (("A",), ("B", "C", "D")):
        for name in names:
            a_badge(category, name)
        run = printing.ask_pile(category.edition, "a6", by=SYSTEM)
        with CaptureQueriesContext(connection) as queries:
            printing.print_pile(run.pk)
        counts.append(len(queries))
    assert counts[0] == counts[1]
