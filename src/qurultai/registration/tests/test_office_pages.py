"""The secretariat: a table that behaves, one registration with its history, decisions for one and for many."""

import csv
import datetime as dt
import io

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from qurultai.editions.testing import actor, an_edition, holder_of, signed_in
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.registration import public as registration
from qurultai.registration.actions.reviewing import decide_many
from qurultai.registration.models import Registration
from qurultai.registration.public import NewField
from qurultai.registration.queries import finding
from qurultai.registration.testing import a_category, a_draft, a_form, a_person, a_photo, a_registration

pytestmark = pytest.mark.django_db
TABLE = "/en/office/registration/"
NOW = dt.datetime(2027, 5, 1, 6, 0, tzinfo=dt.UTC)


@pytest.fixture
def guests(forum):
    return a_category(forum, "Guest", approval="by_hand")


@pytest.fixture
def desk(forum):
    """The protocol officer's browser."""
    return signed_in(holder_of(forum, "prot"))


def names(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    return [link.text for link in page.select("tbody tr a[href*='/registrations/']")]


def test_the_table_shows_what_was_sent_and_nobodys_draft(forum, guests, desk):
    a_draft(guests, a_person("Draft"))
    a_registration(guests, a_person("Aru"))
    a_registration(a_category(an_edition()), a_person("Elsewhere"))
    assert names(desk.get(TABLE)) == ["Aru"]


def test_it_is_filtered_searched_and_sorted(forum, guests, desk):
    press = a_category(forum, "Press", code="press")
    rows = {}
    people = [("Әлия", "Aliya", "KZ", "Ғарыш"), ("Boris", "Boris", "RU", "Orbit"), ("Chen", "Chen", "CN", "Launch")]
    for minute, (name, latin, country, organisation) in enumerate(people):
        with clock.frozen(NOW + dt.timedelta(minutes=minute)):
            row = a_registration(
                press if name == "Chen" else guests, a_person(name), latin_name=latin, country=country,
                organisation=organisation,
            )  # fmt: skip
            rows[name] = row
    found = {
        query: names(desk.get(f"{TABLE}?{query}"))
        for query in (
            "", "sort=name", "sort=-country", "sort=organisation", "state=approved", "category=press", "country=RU",
            "q=алия", "q=ALI", "q=garysh", "q=ғар", "q=orb+bor", "q=orb+chen", f"q={rows['Chen'].code}",
            "category=none",
        )
    }  # fmt: skip
    everybody = ["Chen", "Boris", "Әлия"]
    assert found == {
        "": everybody, "sort=name": everybody[::-1], "sort=-country": ["Boris", "Әлия", "Chen"],
        "sort=organisation": ["Chen", "Boris", "Әлия"], "state=approved": ["Chen"], "category=press": ["Chen"],
        "country=RU": ["Boris"], "q=алия": ["Әлия"], "q=ALI": ["Әлия"], "q=garysh": [], "q=ғар": ["Әлия"],
        "q=orb+bor": ["Boris"], "q=orb+chen": [], f"q={rows['Chen'].code}": ["Chen"], "category=none": [],
    } | {"sort=name": ["Әлия", "Boris", "Chen"]}  # fmt: skip


def test_what_was_corrected_is_found_by_its_new_words_only(forum, guests, desk):
    row = a_registration(guests, a_person("Aru"), organisation="Orbit")
    registration.correct_registration(row, {"organisation": "Launch"}, by=actor(row.person))
    assert (names(desk.get(f"{TABLE}?q=orbit")), names(desk.get(f"{TABLE}?q=launch"))) == ([], ["Aru"])


@pytest.mark.embedded
def test_several_words_are_looked_up_among_the_words_of_each_registration(forum, guests):
    """Whatever SQLite knows of the tables: of 100,000, three common words took it eleven seconds by the words alone."""
    a_registration(guests, a_person("Aru Kim"))
    with CaptureQueriesContext(connection) as asked:
        assert finding.called(forum, "aru kim") == Q(pk__in=set(Registration.objects.values_list("pk", flat=True)))
    (query,) = [one["sql"] for one in asked if "EXISTS" in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query}")
        steps = " ".join(step[-1] for step in cursor.fetchall())
    assert "words_of_registrations (registration_id=? AND word>? AND word<?)" in steps


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("query", "queries"),
    [("", 7), ("q=person", 8), ("state=submitted&sort=name", 7), ("country=KZ&sort=-organisation&q=person+test", 10)],
)
def test_a_page_of_the_table_takes_the_same_queries_however_long_it_is(
    forum, guests, desk, number, query, queries, django_assert_num_queries
):
    for _ in range(number):
        a_registration(guests)
    desk.get(TABLE)
    with django_assert_num_queries(queries):
        assert len(names(desk.get(f"{TABLE}?{query}"))) == number


def test_the_file_has_what_the_table_shows_and_no_formula(forum, guests, desk):
    a_registration(guests, a_person("=1+1 Aru"), organisation="@SUM(A1)")
    a_registration(guests, a_person("Boris"), country="RU")
    answer = desk.get(f"{TABLE}list.csv?sort=name&country=KZ&col=name&col=organisation&col=state")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [["Name", "Organisation", "State"], ["'=1+1 Aru", "'@SUM(A1)", "Sent"]]
    assert desk.get(f"{TABLE}list.xlsx").content[:2] == b"PK"


def test_one_registration_is_shown_with_its_answers_photograph_and_history(forum, desk):
    form = a_form(
        forum,
        NewField(type="choice", key="role", label=Text(en="Role"), choices=[("a", Text(en="Author"))]),
        NewField(type="photo", key="photo", label=Text(en="Photo")),
        NewField(type="consent", key="ok", label=Text(en="Pictures"), purpose="photo"),
    )
    category = a_category(forum, "Guest", approval="by_hand", form=form)
    with clock.frozen(NOW):
        row = a_registration(category, a_person("Aru"), role="a", ok="yes")
    digest = a_photo(row, b"picture")
    with clock.frozen(NOW + dt.timedelta(hours=1)):
        registration.approve(row, by=actor(holder_of(forum, "prot", name="Dana")))
    page = BeautifulSoup(desk.get(f"{TABLE}registrations/{row.code}/").content, "html.parser")
    assert [part.text for part in page.select("#answers ~ dl dd")] == ["Author", "yes"]
    assert [step.text.split(" — ")[1].strip() for step in page.select("#history ~ ol li")] == [
        "Sent by the applicant", "Approved Dana",
    ]  # fmt: skip
    assert desk.get(page.select_one("img.portrait")["src"]).content == b"picture"
    assert page.select_one("img.portrait")["src"].endswith(digest)


def test_approving_asking_and_refusing(forum, guests, desk):
    rows = [a_registration(guests) for _ in range(3)]
    said = [
        desk.post(f"{TABLE}registrations/{row.code}/decision/", {"what": what, "words": words}).status_code
        for row, what, words in zip(
            rows, ("approve", "ask_for_more", "refuse"), ("", "Which delegation?", ""), strict=True
        )
    ]
    states = [Registration.objects.get(pk=row.pk).state for row in rows]
    assert (said, states) == ([302] * 3, ["approved", "needs_info", "refused"])


def test_a_question_without_words_is_no_question(forum, guests, desk):
    row = a_registration(guests)
    answer = desk.post(f"{TABLE}registrations/{row.code}/decision/", {"what": "ask_for_more", "words": " "})
    page = BeautifulSoup(answer.content, "html.parser")
    assert (answer.status_code, page.select_one("[data-summary] a")["href"]) == (422, "#id_words")


def test_many_are_decided_at_once_in_the_order_of_asking_and_the_others_are_named(forum, desk):
    category = a_category(forum, approval="by_hand", capacity=2)
    rows = []
    for minute in range(4):
        with clock.frozen(NOW + dt.timedelta(minutes=minute)):
            rows.append(a_registration(category))
    registration.withdraw_registration(rows[3], by=SYSTEM)
    desk.post(f"{TABLE}together/", {"what": "approve", "words": "", "ticked": [row.code for row in reversed(rows)]})
    page = BeautifulSoup(desk.get(TABLE).content, "html.parser")
    states = [Registration.objects.get(pk=row.pk).state for row in rows]
    toasts = " ".join(toast.text for toast in page.select(".toast"))
    assert states == ["approved", "approved", "waiting", "withdrawn"]
    assert ("3 are decided." in toasts, rows[3].code in toasts) == (True, True)


def test_deciding_again_takes_no_place_twice(forum):
    category = a_category(forum, approval="by_hand", capacity=5)
    codes = [a_registration(category).code for _ in range(8)]
    for _twice in range(2):
        decide_many(forum, codes, "approve", by=SYSTEM)
    category.refresh_from_db()
    assert category.used == 5


def test_the_support_desk_corrects_for_somebody_and_decides_nothing(forum, guests):
    row = a_registration(guests, position="Enginer")
    support = signed_in(holder_of(forum, "supp"))
    here = f"{TABLE}registrations/{row.code}/change/"
    wrong = support.post(here, {"name": "", "country": "KZ", "position": "Engineer"})
    right = support.post(here, {"name": row.name, "country": "KZ", "position": "Engineer"})
    row.refresh_from_db()
    assert (wrong.status_code, right.status_code, row.position) == (422, 302, "Engineer")
    assert support.post(f"{TABLE}registrations/{row.code}/decision/", {"what": "approve"}).status_code == 403
    assert support.get(f"{TABLE}list.csv").status_code == 403


@pytest.mark.parametrize("few", [0, 1, 500])
def test_words_that_many_have_find_the_same_people_as_rare_ones(forum, guests, desk, monkeypatch, few):
    for name in ("Aru Kim", "Aru Omar", "Dana Kim"):
        a_registration(guests, a_person(name))
    monkeypatch.setattr(finding, "FEW", few)
    found = {query: sorted(names(desk.get(f"{TABLE}?q={query}"))) for query in ("aru", "kim", "aru+kim", "dana+omar")}
    assert found == {
        "aru": ["Aru Kim", "Aru Omar"], "kim": ["Aru Kim", "Dana Kim"], "aru+kim": ["Aru Kim"], "dana+omar": [],
    }  # fmt: skip
