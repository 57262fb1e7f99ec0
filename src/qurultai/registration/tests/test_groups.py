"""A group's head registers its people, sees her quota, swaps a name, follows each; of other groups she sees nothing."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from qurultai.editions.testing import actor, holder_of, signed_in
from qurultai.kit import sheets
from qurultai.kit.access import SYSTEM, Denied
from qurultai.kit.text import Text
from qurultai.people.models import Account
from qurultai.registration import public as registration
from qurultai.registration.actions import refusals
from qurultai.registration.actions.groups import add_group, change_group, swap_person
from qurultai.registration.models import Group, Registration
from qurultai.registration.public import NewField
from qurultai.registration.queries import groups as groups_queries
from qurultai.registration.testing import a_category, a_form, a_person, a_photo, a_registration, facts

pytestmark = pytest.mark.django_db
PEOPLE = "Name\tE-mail\tCountry\nAru\taru@example.org\tKZ\nBoris\tboris@example.org\tRussia\n"


@pytest.fixture
def category(forum):
    return a_category(forum, "Delegation member", code="delegation")


@pytest.fixture
def group(forum, category):
    return a_group(forum, category)


def a_group(forum, category, name="Orbit", email="head@example.org", capacity=3):
    return add_group(
        forum, "company", name, head_email=email, head_name="Dana Head", category=category, capacity=capacity, by=SYSTEM
    )


def browser(group):
    return signed_in(group.head)


def page_of(answer):
    return BeautifulSoup(answer.content, "html.parser")


def test_the_office_gives_somebody_a_group_and_she_can_sign_in(forum, category):
    desk = signed_in(holder_of(forum, "prot"))
    said = {
        "kind": "newsroom", "name": "Ғарыш жаңалықтары", "country": "KZ", "category": category.code, "capacity": "4",
        "head_name": "Aru", "head_email": "Aru@Example.org",
    }  # fmt: skip
    assert desk.post("/en/office/registration/groups/", said).status_code == 302
    group = Group.objects.get()
    assert (group.head_id, group.capacity) == (Account.objects.get(email="aru@example.org").person_id, 4)
    assert forum.grants.filter(person=group.head, role="head").count() == 1


def test_the_head_pastes_rows_and_sees_her_people_and_quota(group):
    head, here = browser(group), f"/en/register/groups/{group.code}/"
    assert head.post(f"{here}rows/", {"rows": PEOPLE}).status_code == 302
    page = page_of(head.get(here))
    assert [row.text.split()[0] for row in page.select("tbody th")] == ["Aru", "Boris"]
    assert ("2 of 3 are registered." in page.text, "You can register 1 more person." in page.text) == (True, True)


def test_a_spreadsheet_is_filled_in_and_given_back(group):
    head, here = browser(group), f"/kk/register/groups/{group.code}/"
    template = head.get(f"{here}template.xlsx").content
    columns = CalamineWorkbook.from_filelike(io.BytesIO(template)).get_sheet_by_index(0).to_python()[0]
    assert columns[:4] == ["Аты-жөні *", "Аты-жөні латын әріптерімен", "Электрондық пошта", "Ел *"]
    filled = sheets.as_xlsx(columns, [["Ару", "Aru", "aru@example.org", "Қазақстан", "", ""]], "people")
    answer = head.post(f"{here}rows/", {"file": SimpleUploadedFile("people.xlsx", filled)})
    assert (answer.status_code, Registration.objects.get().country) == (302, "KZ")


def test_more_people_than_the_quota_are_refused_together_and_the_rows_stay(group):
    rows = "Name\tCountry\n" + "".join(f"Guest {number}\tKZ\n" for number in range(4))
    answer = browser(group).post(f"/en/register/groups/{group.code}/rows/", {"rows": rows})
    page = page_of(answer)
    assert (answer.status_code, Registration.objects.count()) == (422, 0)
    assert page.select_one(".note li").text == "“Orbit” has registered as many people as it may."
    assert page.select_one("#id_rows").text.strip() == rows.strip()


def test_errors_name_row_and_column(group):
    answer = browser(group).post(f"/ru/register/groups/{group.code}/rows/", {"rows": "Имя\tСтрана\nАру\tНарния\n"})
    assert page_of(answer).select_one(".note li").text == "Строка 2, «Страна»: Выберите страну."


def test_a_swapped_person_takes_the_place_and_nothing_of_the_one_before(forum, category):
    form = a_form(forum, NewField(type="text", key="shirt", label=Text(en="Shirt")))
    category = registration.change_category(category, {"form": form}, by=SYSTEM)
    group = a_group(forum, category)
    head = browser(group)
    head.post(
        f"/en/register/groups/{group.code}/rows/", {"rows": "Name\tE-mail\tCountry\tShirt\nAru\ta@example.org\tKZ\tXL"}
    )
    row = Registration.objects.get()
    a_photo(row)
    before = row.person_id
    here = f"/en/register/groups/{group.code}/people/{row.code}/swap/"
    assert head.post(here, {"name": "", "country": "KZ"}).status_code == 422
    assert head.post(here, {"name": "Boris", "email": "b@example.org", "country": "RU"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.name, row.email, row.country, row.photo, row.answers, row.files.count()) == (
        "approved", "Boris", "b@example.org", "RU", "", {}, 0,
    )  # fmt: skip
    (fact,) = facts("PersonSwapped")
    assert (fact.before_person_id, fact.after_person_id) == (before, row.person_id)
    assert list(forum.grants.filter(role="part").values_list("person_id", flat=True)) == [row.person_id]
    group.refresh_from_db()
    assert group.used == 1


def test_nobody_is_swapped_for_somebody_who_is_registered_already(group):
    head = browser(group)
    head.post(f"/en/register/groups/{group.code}/rows/", {"rows": PEOPLE})
    row = Registration.objects.get(name="Aru")
    with pytest.raises(refusals.AlreadyRegistered):
        swap_person(row, name="Boris", email="boris@example.org", by=actor(group.head))


def test_who_withdraws_makes_room_and_may_come_back_while_there_is_room(forum, category):
    group = a_group(forum, category, capacity=1)
    head, here = browser(group), f"/en/register/groups/{group.code}/"
    head.post(f"{here}rows/", {"rows": "Name\tCountry\nAru\tKZ"})
    row = Registration.objects.get()
    head.post(f"{here}people/{row.code}/withdrawal/")
    used = Group.objects.get().used
    head.post(f"{here}rows/", {"rows": "Name\tCountry\nBoris\tKZ"})
    refused = head.post(f"{here}people/{row.code}/return/")
    row.refresh_from_db()
    assert (used, refused.status_code, row.state, Group.objects.get().used) == (0, 409, "withdrawn", 1)


def test_a_head_sees_and_touches_nothing_of_another_group(forum, category, group):
    other = a_group(forum, category, "Launch", "other@example.org")
    browser(other).post(f"/en/register/groups/{other.code}/rows/", {"rows": PEOPLE})
    head = browser(group)
    theirs = Registration.objects.get(name="Aru")
    addresses = (
        f"/en/register/groups/{other.code}/",
        f"/en/register/groups/{other.code}/template.xlsx",
        f"/en/register/groups/{other.code}/people/{theirs.code}/swap/",
        f"/en/register/groups/{group.code}/people/{theirs.code}/swap/",
    )
    assert [head.get(address).status_code for address in addresses] == [404] * 4
    assert [card.text for card in page_of(head.get("/en/register/groups/")).select(".card h2")] == ["Orbit"]
    with pytest.raises(Denied):
        swap_person(theirs, name="Mine", by=actor(group.head))
    answer = head.post(f"/en/register/groups/{group.code}/rows/", {"rows": PEOPLE})
    assert page_of(answer).select_one(".note li").text == "Row 2: Registered already, not in this group."


def test_after_the_decision_a_head_swaps_and_does_not_rename(group):
    head, here = browser(group), f"/en/register/groups/{group.code}/"
    head.post(f"{here}rows/", {"rows": "Name\tE-mail\tCountry\nAru\taru@example.org\tKZ"})
    answer = head.post(f"{here}rows/", {"rows": "Name\tE-mail\tCountry\nBoris\taru@example.org\tKZ"})
    assert (answer.status_code, Registration.objects.get().name) == (422, "Aru")


def test_a_quota_is_not_lowered_below_what_is_used(group):
    browser(group).post(f"/en/register/groups/{group.code}/rows/", {"rows": PEOPLE})
    with pytest.raises(refusals.GroupBelowUsed):
        change_group(group, name="Orbit", capacity=1, by=SYSTEM)
    assert change_group(group, name="Orbit II", capacity=2, by=SYSTEM).name == "Orbit II"


@pytest.mark.parametrize("number", [1, 3])
def test_a_groups_page_takes_the_same_queries_however_many_people_it_has(
    forum, category, number, django_assert_num_queries
):
    group = a_group(forum, category)
    head, here = browser(group), f"/en/register/groups/{group.code}/"
    head.post(f"{here}rows/", {"rows": "Name\tCountry\n" + "".join(f"G{n}\tKZ\n" for n in range(number))})
    head.get(here)
    with django_assert_num_queries(5):
        assert len(page_of(head.get(here)).select("tbody tr")) == number


def test_the_offices_groups_are_searched_filtered_sorted_and_taken_away_as_a_file(forum, category):
    other = a_category(forum, "Press", code="press")
    for name, kind, where, capacity in (
        ("Orbit", "company", category, 9), ("Launch", "newsroom", other, 3), ("=Calc", "company", other, 5),
    ):  # fmt: skip
        group = a_group(forum, where, name, f"{name.strip('=').lower()}@example.org")
        Group.objects.filter(pk=group.pk).update(kind=kind, capacity=capacity)
    desk, here = signed_in(holder_of(forum, "prot")), "/en/office/registration/groups/"

    def names(query):
        return [link.text for link in page_of(desk.get(f"{here}?{query}")).select("tbody th a")]

    found = {query: names(query) for query in ("q=orb", "kind=newsroom", "category=press&sort=-capacity", "q=none")}
    assert found == {
        "q=orb": ["Orbit"], "kind=newsroom": ["Launch"], "category=press&sort=-capacity": ["=Calc", "Launch"],
        "q=none": [],
    }  # fmt: skip
    body = desk.get(f"{here}list.csv?category=press&sort=name&col=name&col=capacity").content.decode("utf-8-sig")
    assert body.splitlines() == ["Name of the group,Places", "'=Calc,5", "Launch,3"]
    assert signed_in(holder_of(forum, "supp")).get(f"{here}list.csv").status_code == 403


def test_the_people_of_one_group_are_the_tables_of_registrations(forum, category, group):
    browser(group).post(f"/en/register/groups/{group.code}/rows/", {"rows": PEOPLE})
    a_registration(category, a_person("Elsewhere"))
    page = page_of(signed_in(holder_of(forum, "prot")).get(f"/en/office/registration/?group={group.code}"))
    assert sorted(link.text for link in page.select("tbody th a")) == sorted(
        Registration.objects.filter(group=group).values_list("name", flat=True)
    )


def test_a_head_finds_one_of_many_and_turns_the_page(group, monkeypatch):
    monkeypatch.setattr(groups_queries, "PAGE", 2)
    Group.objects.filter(pk=group.pk).update(capacity=9)
    head, here = browser(group), f"/en/register/groups/{group.code}/"
    head.post(f"{here}rows/", {"rows": "Name\tCountry\n" + "".join(f"Guest {n}\tKZ\n" for n in "abc")})

    def names(query):
        return [cell.contents[0].strip() for cell in page_of(head.get(f"{here}{query}")).select("tbody th")]

    following = page_of(head.get(here)).select_one(".pages a")["href"]
    assert (names(""), names(following)) == (["Guest a", "Guest b"], ["Guest c"])
    assert (names("?q=guest+c"), names("?state=refused"), names("?q=nobody")) == (["Guest c"], [], [])
