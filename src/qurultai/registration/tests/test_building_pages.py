"""Categories and forms are built without code: added, changed, ordered, looked at, copied from last year."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from qurultai.editions.public import grant_role
from qurultai.editions.testing import an_edition, holder_of, signed_in
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.registration import public as registration
from qurultai.registration.actions import forms, refusals
from qurultai.registration.actions.forms import order_fields, remove_field
from qurultai.registration.forms.office import choices_of
from qurultai.registration.models import Category, Field, Form
from qurultai.registration.public import NewField
from qurultai.registration.testing import a_category, a_form, a_registration, in_three
from qurultai.registration.views.office.moving import moved

pytestmark = pytest.mark.django_db
HERE = "/en/office/registration/"


@pytest.fixture
def desk(forum):
    """The protocol officer's browser."""
    return signed_in(holder_of(forum, "prot"))


def words(name, text):
    """A text as forms send it."""
    return {f"{name}_kk": f"{text} кк", f"{name}_ru": f"{text} ру", f"{name}_en": text}


def test_a_category_is_made_changed_and_removed(forum, desk):
    form = a_form(forum)
    said = words("name", "Speaker") | {"colour": "#AA3300", "approval": "by_hand", "capacity": "40", "form": form.code}
    assert desk.post(f"{HERE}categories/new/", said).status_code == 302
    made = Category.objects.get()
    known = (made.code, made.number, made.name["kk"], made.colour, made.approval, made.capacity, made.form_id)
    assert known == ("speaker", 1, "Speaker кк", "#aa3300", "by_hand", 40, form.pk)
    desk.post(f"{HERE}categories/speaker/change/", said | {"capacity": "", "number": "7", "form": ""})
    made.refresh_from_db()
    assert (made.capacity, made.number, made.form_id) == (None, 7, None)
    desk.post(f"{HERE}categories/speaker/removal/")
    assert Category.objects.count() == 0


def test_a_quota_below_what_is_given_and_a_number_that_is_taken_are_refused_and_nothing_typed_is_lost(forum, desk):
    category = a_category(forum, "Guest", capacity=2, number=3)
    a_category(forum, "Press", number=4)
    a_registration(category)
    said = words("name", "Guests") | {"colour": "#aa3300", "approval": "by_hand"}
    answers = [
        desk.post(f"{HERE}categories/{category.code}/change/", said | more)
        for more in ({"capacity": "0", "number": "3"}, {"capacity": "9", "number": "4"})
    ]
    pages = [BeautifulSoup(answer.content, "html.parser") for answer in answers]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert [page.select_one("[data-summary] li").text for page in pages] == [
        "1 places are given already: there cannot be fewer.",
        "There is a category with this number or this code already.",
    ]
    assert pages[0].select_one("#id_name_en")["value"] == "Guests"


def test_more_places_go_to_those_who_wait(forum, desk):
    category = a_category(forum, "Guest", capacity=1)
    rows = [a_registration(category) for _ in range(2)]
    said = words("name", "Guest") | {"colour": "#aa3300", "approval": "automatic", "capacity": "2"}
    desk.post(f"{HERE}categories/{category.code}/change/", said)
    assert sorted(type(row).objects.get(pk=row.pk).state for row in rows) == ["approved", "approved"]


def test_a_category_in_use_stays(forum, desk):
    category = a_category(forum)
    a_registration(category)
    desk.post(f"{HERE}categories/{category.code}/removal/")
    assert Category.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ({"up": "b"}, "bacd"),
        ({"down": "a"}, "bacd"),
        ({"up": "a"}, "abcd"),
        ({"down": "d"}, "abcd"),
        ({"order": ["d", "a"]}, "dabc"),
        ({"order": ["d", "x", "a"], "up": "nothing"}, "dabc"),
        ({}, "abcd"),
    ],
)
def test_lists_are_ordered_by_buttons_and_by_dragging(asked, order):
    query = QueryDict(mutable=True)
    for name, value in asked.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    assert "".join(moved("abcd", query)) == order


def test_categories_are_put_in_order(forum, desk):
    for name in ("One", "Two", "Three"):
        a_category(forum, name)
    desk.post(f"{HERE}categories/order/", {"up": "three"})
    assert list(Category.objects.values_list("code", flat=True)) == ["one", "three", "two"]


def test_a_form_is_built_question_by_question(forum, desk):
    desk.post(f"{HERE}forms/", words("name", "Press"))
    form = Form.objects.get()
    here = f"{HERE}forms/{form.code}/"
    role = words("label", "Role") | {"type": "choice", "required": "on"}
    role |= {"choices_kk": "Баспасөз\nҚонақ", "choices_ru": "Пресса\nГость", "choices_en": "Press\nGuest"}
    desk.post(here, role)
    desk.post(here, words("label", "Outlet") | {"type": "text", "shown_field": "role", "shown_values": "press"})
    fields = {field.key: field for field in Field.objects.all()}
    keys = [choice["key"] for choice in fields["role"].choices]
    assert (list(fields), keys, fields["outlet"].shown_field, fields["outlet"].shown_values) == (
        ["role", "outlet"], ["c1", "c2"], "role", ["c1"],
    )  # fmt: skip
    page = BeautifulSoup(desk.get(f"{here}preview/").content, "html.parser")
    assert [label.text.strip() for label in page.select("[name=role] ~ label, label:has([name=role])")] == [
        "Press",
        "Guest",
    ]


def test_a_choice_keeps_its_key_when_others_are_removed_or_it_is_reworded_in_one_language():
    known = [
        {"key": "c1", "label": {"en": "Press", "ru": "Пресса"}},
        {"key": "c2", "label": {"en": "Guest", "ru": "Гость"}},
    ]
    lines = Text(en="New\nVisitor", ru="Новый\nГость")
    assert choices_of(lines, known) == [
        ("c3", Text(en="New", ru="Новый")),
        ("c2", Text(en="Visitor", ru="Гость")),
    ]


def test_a_question_cannot_come_before_the_one_it_hangs_on(forum, desk):
    form = a_form(
        forum,
        NewField(type="text", key="a", label=in_three("A")),
        NewField(type="text", key="b", label=in_three("B"), shown_field="a"),
    )
    with pytest.raises(refusals.FieldRefused):
        order_fields(form, ["b", "a"], by=SYSTEM)
    desk.post(f"{HERE}forms/{form.code}/order/", {"up": "b"})
    assert list(form.fields.values_list("key", flat=True)) == ["a", "b"]


def test_what_hung_on_a_removed_question_is_asked_of_everybody(forum, desk):
    form = a_form(
        forum,
        NewField(type="text", key="a", label=in_three("A")),
        NewField(type="text", key="b", label=in_three("B"), shown_field="a", shown_values=["x"]),
    )
    desk.post(f"{HERE}forms/{form.code}/questions/a/removal/")
    field = Field.objects.get()
    assert (field.key, field.shown_field, field.shown_values) == ("b", "", [])


def test_a_version_that_was_answered_stays_and_categories_go_on_with_the_next(forum, desk):
    form = a_form(forum, NewField(type="text", key="a", label=in_three("A")))
    category = a_category(forum, form=form)
    row = a_registration(category, a="x")
    desk.post(f"{HERE}forms/{form.code}/questions/a/", words("label", "Changed"))
    category.refresh_from_db()
    row.refresh_from_db()
    before, after = row.form, category.form
    assert (before.version, after.version) == (1, 2)
    assert [one.fields.get().label["en"] for one in (before, after)] == ["A", "Changed"]


def test_without_the_next_version_the_answered_one_would_change(forum, monkeypatch):
    form = a_form(forum, NewField(type="text", key="a", label=in_three("A")))
    row = a_registration(a_category(forum, form=form), a="x")
    monkeypatch.setattr(forms, "_open", lambda form, by: form)
    remove_field(form.fields.get(), by=SYSTEM)
    assert row.form.fields.count() == 0


def test_last_years_categories_and_forms_are_copied_once(forum):
    last = an_edition("last")
    form = a_form(last, NewField(type="text", key="a", label=in_three("A")))
    a_category(last, "Press", form=form, capacity=9)
    a_category(last, "Guest", form=form)
    here = holder_of(forum, "prot")
    grant_role(last, here.id, "prot", by=SYSTEM)
    desk = signed_in(here)
    for _twice in range(2):
        desk.post(f"{HERE}categories/copies/", {"edition": "last"})
    copied = Category.objects.filter(edition=forum)
    assert [(row.code, row.capacity, row.used) for row in copied] == [("press", 9, 0), ("guest", None, 0)]
    assert {row.form.edition_id for row in copied} == {forum.id}
    assert (len({row.form_id for row in copied}), copied[0].form.fields.get().key) == (1, "a")


def test_what_is_not_mine_to_see_is_not_copied(forum, desk):
    other = an_edition("secret")
    a_category(other, "Press")
    desk.post(f"{HERE}categories/copies/", {"edition": "secret"})
    assert Category.objects.filter(edition=forum).count() == 0


def test_support_reads_quotas_and_changes_nothing(forum):
    a_category(forum, "Guest", capacity=7)
    support = signed_in(holder_of(forum, "supp"))
    page = BeautifulSoup(support.get(f"{HERE}categories/").content, "html.parser")
    assert (page.select_one("tbody th").text, page.select("tbody button")) == ("Guest", [])
    assert support.post(f"{HERE}categories/new/", words("name", "X")).status_code == 403


def test_the_door_says_the_categories_in_their_order(forum):
    for name in ("One", "Two"):
        a_category(forum, name)
    assert [category.code for category in registration.categories_of(forum)] == ["one", "two"]
