"""The office's table of sessions: found, filtered, sorted, in files, and many changed together."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.programme import public as programme
from qurultai.programme.models import Session
from qurultai.programme.testing import a_person, a_session, placed
from qurultai.programme.tests.desk import OFFICE, text

pytestmark = pytest.mark.django_db


def test_the_table_finds_by_title_person_and_code(venue, office):
    session = placed(venue, "Rockets", a_person("Baqyt"))
    a_session(venue, "Satellites")
    found = [
        text(office.get(f"{OFFICE}/sessions/", {"q": q})).count("</th><td") for q in ("rocket", "baqyt", session.code)
    ]
    assert found == [1, 1, 1]


def test_the_table_filters_by_day_kind_and_state(venue, office):
    placed(venue, "Rockets", kind="panel")
    a_session(venue, "Satellites", kind="workshop", state="draft")
    asked = ({"day": "2027-05-20"}, {"day": "none"}, {"kind": "workshop"}, {"state": "confirmed"})
    pages = [text(office.get(f"{OFFICE}/sessions/", query)) for query in asked]
    assert [("Rockets</a>" in page, "Satellites</a>" in page) for page in pages] == [
        (True, False),
        (False, True),
        (False, True),
        (True, False),
    ]


def test_the_table_takes_as_many_queries_for_three_sessions_as_for_one(venue, office):
    counts = []
    for minutes in ((0,), (60, 120)):
        for minute in minutes:
            placed(venue, "Talk", a_person("Speaker"), minute=minute)
        with CaptureQueriesContext(connection) as queries:
            office.get(f"{OFFICE}/sessions/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def together(office, what, *sessions):
    sent = {"ticked": [session.code for session in sessions], "what": what, "query": "kind=panel"}
    return office.post(f"{OFFICE}/sessions/together/", sent, follow=True)


def test_ticked_sessions_get_a_state_a_topic_and_a_pin_together_and_lose_them_as_one_step(venue, office):
    sessions = [a_session(venue, "One"), a_session(venue, "Two", state="draft"), a_session(venue, "Three")]
    topic = programme.add_topic(venue.edition, Text(en="Orbits"), by=SYSTEM)
    before = list(Session.objects.order_by("pk").values_list("state", "topic", "fixed"))
    for what in ("state:draft", f"topic:{topic.slug}", "fixed:yes"):
        answer = together(office, what, *sessions[:2])
        assert answer.redirect_chain[0][0] == f"{OFFICE}/sessions/?kind=panel"
        undo = re.search(r'action="([^"]*/office/undo/[^"]*)"', text(answer))[1]
        changed = list(Session.objects.order_by("pk").values_list("state", "topic", "fixed"))
        office.post(undo)
        assert list(Session.objects.order_by("pk").values_list("state", "topic", "fixed")) == before != changed
        assert changed[2] == before[2]


def test_when_one_of_them_cannot_none_is_changed_and_the_reason_names_it(venue, office):
    sessions = [a_session(venue, "One"), placed(venue, "Two")]
    Session.objects.filter(pk=sessions[1].pk).update(state="published")
    answer = together(office, "state:draft", *sessions)
    assert sorted(Session.objects.values_list("state", flat=True)) == ["confirmed", "published"]
    assert "Nothing was changed. “Two”:" in text(answer)
    assert "Tick sessions" in text(together(office, "state:draft"))


def test_the_file_of_sessions_holds_what_is_filtered_in_the_columns_that_are_shown(venue, office):
    placed(venue, "=Rockets", kind="panel")
    a_session(venue, "Satellites", kind="workshop")
    made = office.get(f"{OFFICE}/sessions/list.csv", {"kind": "panel", "col": ["title", "kind", "minutes"]})
    code = Session.objects.get(kind="panel").code
    assert made.content.decode("utf-8-sig").splitlines() == ["Title,Kind,Minutes", f"'=Rockets ({code}),Panel,60"]
    assert office.get(f"{OFFICE}/sessions/list.exe").status_code == 404


@pytest.mark.parametrize("sort", ["title", "when", "kind", "stars", "state", "minutes"])
def test_the_table_is_sorted_both_ways_and_cut_into_pages(venue, office, sort):
    for number in range(60):
        a_session(venue, f"Talk {number:02}")
    placed(venue, "Talk 99", kind="panel", minutes=90)
    for way in ("", "-"):
        first = office.get(f"{OFFICE}/sessions/", {"sort": f"{way}{sort}"}).context["list"]
        second = office.get(f"{OFFICE}/sessions/{first.next_url}").context["list"]
        rows = [row.code for row in (*first.slice.rows, *second.slice.rows)]
        assert (len(rows), len(set(rows)), first.slice.count) == (61, 61, 61)


def test_of_many_people_the_list_names_two_and_the_file_everybody(venue, office):
    placed(venue, "Panel", *map(a_person, ("Aru", "Baqyt", "Dana", "Erlan")))
    assert "Aru, Baqyt +2" in text(office.get(f"{OFFICE}/sessions/"))
    assert "Aru, Baqyt, Dana, Erlan" in b"".join(office.get(f"{OFFICE}/sessions/list.csv")).decode()
