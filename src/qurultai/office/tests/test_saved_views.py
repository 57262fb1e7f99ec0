"""Views of tables: kept under a name, for oneself or for the office, deleted and brought back."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup

from qurultai.editions.testing import an_edition, holder_of, signed_in
from qurultai.kit import clock, saved_views, undoing
from qurultai.kit.models import SavedView, Undo

pytestmark = pytest.mark.django_db
PEOPLE = "/en/office/people/"
VIEWS = "/en/office/views/"


@pytest.fixture
def edition():
    return an_edition("2027")


@pytest.fixture
def owner(edition):
    return signed_in(holder_of(edition, "admn"))


@pytest.fixture
def colleague(edition):
    return signed_in(holder_of(edition, "prog"))


def names(client, page=PEOPLE):
    shown = BeautifulSoup(client.get(page).content, "html.parser")
    return [link.get_text(" ", strip=True) for link in shown.select(".view")]


def save(client, name="Kazakhs", query="country=KZ&sort=latin&col=name&col=roles", **more):
    sent = {"table": "people", "name": name, "query": query} | more
    return client.post(VIEWS, sent, headers={"Referer": f"http://testserver{PEOPLE}?country=KZ"})


def test_a_view_keeps_filters_order_and_columns_and_leads_back_to_them(owner):
    answer = save(owner)
    assert (answer.status_code, answer["Location"]) == (302, f"{PEOPLE}?country=KZ")
    page = BeautifulSoup(owner.get(f"{PEOPLE}?country=KZ&sort=latin&col=name&col=roles").content, "html.parser")
    (link,) = page.select(".view")
    assert (link["href"], link["aria-current"]) == (f"{PEOPLE}?{SavedView.objects.get().query}", "page")
    assert names(owner) == ["Kazakhs"]


def test_the_same_name_replaces_and_no_name_is_refused(owner):
    save(owner)
    save(owner, query="country=PL")
    save(owner, name="  ")
    assert [view.query for view in SavedView.objects.all()] == ["country=PL"]


def test_others_see_only_what_is_shared_and_cannot_touch_it(owner, colleague):
    save(owner)
    save(owner, name="All", shared="yes")
    view = SavedView.objects.get(name="All")
    assert names(colleague) == ["All office"]
    for part in ("sharing", "removal", "return"):
        assert colleague.post(f"{VIEWS}{view.id}/{part}/").status_code == 404
    owner.post(f"{VIEWS}{view.id}/sharing/", {"shared": "no"})
    assert names(colleague) == []


def test_a_deleted_view_comes_back_by_the_button_in_the_message(owner):
    save(owner)
    view = SavedView.objects.get()
    shown = BeautifulSoup(owner.post(f"{VIEWS}{view.id}/removal/", follow=True).content, "html.parser")
    assert names(owner) == []
    undo = shown.select_one(".toast form")["action"]
    save(owner)
    owner.post(undo)
    assert sorted(names(owner)) == ["Kazakhs", "Kazakhs ·"]


def test_nobody_keeps_more_views_than_she_finds_her_way_in(owner, monkeypatch):
    monkeypatch.setattr(saved_views, "MOST", 1)
    save(owner)
    save(owner, name="Another")
    assert SavedView.objects.count() == 1


def test_a_message_leads_back_to_no_other_site(owner):
    answer = owner.post(
        VIEWS, {"table": "people", "name": "x"}, headers={"Referer": "https://evil.example/testserver//x"}
    )
    assert answer["Location"].startswith("/en/office/")


def test_nothing_is_undone_twice_or_too_late_or_by_somebody_else_or_without_the_right(owner, colleague, edition):
    now = clock.now()

    def step(role, until=undoing.A_WHILE):
        person_id = edition.grants.get(role=role).person_id
        more = {"edition_id": edition.id, "person_id": person_id, "before": {"sessions": []}, "until": now + until}
        return f"/en/office/undo/{Undo.objects.create(kind='programme.sessions', **more).id}/"

    def said(page):
        shown = BeautifulSoup(colleague.post(page, follow=True).content, "html.parser")
        return shown.select_one(".toast p").get_text(strip=True)

    late, good = step("prog", dt.timedelta(seconds=-1)), step("prog")
    assert (owner.post(good).status_code, owner.post(step("admn")).status_code) == (404, 403)
    no = "This can no longer be undone."
    assert [said(late), said(good), said(good)] == [no, "Undone.", no]
