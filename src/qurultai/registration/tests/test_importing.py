"""Many at once: all or none, repeatable, every error by row and column in the reader's language."""

import pytest
from django.utils import translation

from qurultai.editions.testing import actor, holder_of
from qurultai.kit.access import SYSTEM, Denied
from qurultai.kit.text import Text
from qurultai.people.models import Person
from qurultai.registration.actions.importing import Imported, RowsWrong, applicants_of, register_many, writing
from qurultai.registration.models import Category, Consent, Registration, SoughtWord, Step
from qurultai.registration.public import NewField
from qurultai.registration.queries.groups import fields_of_category
from qurultai.registration.testing import a_category, a_form, a_person, a_registration, facts, in_three

pytestmark = pytest.mark.django_db
HEAD = ["Name", "E-mail", "Country", "Organisation", "Meal", "Days", "Born", "Pictures"]
ARU = ["Ару Сәтова", "aru@example.org", "Қазақстан", "Ғарыш", "Ет", "first; Second", "31.12.1990", "иә"]
BORIS = ["Boris", "boris@example.org", "RU", "Orbit", "fish", "", "", ""]


@pytest.fixture
def category(forum):
    form = a_form(
        forum,
        NewField(type="choice", key="meal", label=Text(kk="Тамақ", ru="Еда", en="Meal"), required=True,
                 choices=[("meat", Text(kk="Ет", ru="Мясо", en="Meat")), ("fish", Text(en="Fish"))]),
        NewField(type="many", key="days", label=in_three("Days"),
                 choices=[("one", Text(en="First")), ("two", Text(en="Second"))]),
        NewField(type="date", key="born", label=in_three("Born")),
        NewField(type="consent", key="pictures", label=in_three("Pictures"), purpose="photo"),
        NewField(type="photo", key="photo", label=in_three("Photo")),
    )  # fmt: skip
    return a_category(forum, "Guest", form=form, capacity=10)


def take(category, rows, by=SYSTEM, **more):
    return register_many(category, applicants_of(category, fields_of_category(category), rows), by=by, **more)


def test_rows_become_registrations_with_people_consents_words_and_facts(category):
    done = take(category, [HEAD, ARU, BORIS])
    row = Registration.objects.get(email="aru@example.org")
    assert done == Imported(2, 0, 0)
    assert (row.state, row.name, row.country, row.person.name, row.person.account.email, row.form_id) == (
        "approved", "Ару Сәтова", "KZ", "Ару Сәтова", "aru@example.org", category.form_id,
    )  # fmt: skip
    assert row.answers == {"meal": "meat", "days": ["one", "two"], "born": "1990-12-31", "pictures": True}
    assert [(one.registration_id, one.purpose) for one in Consent.objects.all()] == [(row.pk, "photo")]
    assert SoughtWord.objects.filter(registration=row, word="гарыш").count() == 1
    assert [len(facts(name)) for name in ("RegistrationSubmitted", "RegistrationApproved")] == [2, 2]
    assert (Step.objects.count(), Category.objects.get().used) == (4, 2)


def test_the_same_file_twice_changes_nothing_and_a_corrected_one_corrects(category):
    take(category, [HEAD, ARU, BORIS])
    again = take(category, [HEAD, ARU, BORIS])
    changed = take(category, [HEAD, ARU, [*BORIS[:3], "Launch", *BORIS[4:]]])
    assert (again, changed) == (Imported(0, 0, 2), Imported(0, 1, 1))
    assert (Registration.objects.count(), Person.objects.count()) == (2, 2)
    assert Registration.objects.get(email="boris@example.org").organisation == "Launch"
    assert [fact.fields for fact in facts("RegistrationChanged")] == [("organisation",)]


def test_people_without_addresses_are_known_by_their_names(category):
    rows = [["Name", "Country", "Meal"], ["Chen", "CN", "fish"], ["Ли", "KZ", "meat"]]
    assert (take(category, rows), take(category, rows)) == (Imported(2, 0, 0), Imported(0, 0, 2))


WRONG = [
    HEAD,
    ARU,
    ["", "x", "Narnia", "", "soup", "Third", "31.02.1990", ""],
    ["Boris", "aru@example.org", "RU", "", "fish", "", "", ""],
]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "Row 3, “Name”: This is needed.",
                "Row 3, “Country”: Choose a country.",
                "Row 3, “E-mail”: Write an e-mail address, like name@example.org.",
                "Row 3, “Meal”: Choose one of the answers.",
                "Row 3, “Days”: Choose one of the answers.",
                "Row 3, “Born”: Write a date: day, month and year.",
                "Row 4, “E-mail”: This address stands in row 2 too.",
            ],
        ),
        (
            "ru",
            [
                "Строка 3, «Имя»: Это нужно заполнить.",
                "Строка 3, «Страна»: Выберите страну.",
                "Строка 3, «Электронная почта»: Напишите адрес электронной почты, например name@example.org.",
                "Строка 3, «Еда»: Выберите один из ответов.",
                "Строка 3, «Days (рус)»: Выберите один из ответов.",
                "Строка 3, «Born (рус)»: Напишите дату: день, месяц и год.",
                "Строка 4, «Электронная почта»: Этот адрес есть и в строке 2.",
            ],
        ),
    ],
)
def test_every_error_is_said_by_row_and_column_and_nothing_is_written(category, language, said):
    with translation.override(language), pytest.raises(RowsWrong) as wrong:
        take(category, WRONG)
    with translation.override(language):
        assert [str(problem) for problem in wrong.value.problems] == said
    assert (Registration.objects.count(), Person.objects.count()) == (0, 0)


def test_columns_are_known_in_any_language_and_without_names_in_our_order(category):
    russian = [["Имя", "Страна", "Еда"], ["Борис", "Россия", "Мясо"]]
    ours = [["Chen", "", "", "CN", "", "", "fish"]]
    assert (take(category, russian), take(category, ours)) == (Imported(1, 0, 0), Imported(1, 0, 0))
    assert list(Registration.objects.order_by("country").values_list("name", "country")) == [
        ("Chen", "CN"), ("Борис", "RU"),
    ]  # fmt: skip


def test_those_for_whom_there_is_no_place_wait_in_the_order_of_rows(category):
    Category.objects.update(capacity=2)
    rows = [["Name", "Country", "Meal"], *([f"Guest {number}", "KZ", "fish"] for number in range(4))]
    take(category, rows)
    states = list(Registration.objects.order_by("name").values_list("state", flat=True))
    assert (states, Category.objects.get().used) == (["approved", "approved", "waiting", "waiting"], 2)


def test_nobody_gets_past_those_who_wait_already(category):
    Category.objects.update(capacity=1)
    for _ in range(2):
        a_registration(Category.objects.get(), meal="fish")
    Category.objects.update(capacity=5)
    take(category, [["Name", "Country", "Meal"], ["Late", "KZ", "fish"]])
    assert Registration.objects.get(name="Late").state == "waiting"


def test_whoever_has_an_account_is_registered_as_herself(category):
    person = a_person("Dana", email="dana@example.org")
    take(category, [["Name", "E-mail", "Country", "Meal"], ["Dana S.", "Dana@Example.org", "KZ", "fish"]])
    assert (Registration.objects.get().person_id, Person.objects.count()) == (person.id, 1)


@pytest.mark.parametrize("role", ["prot", "admn", "part", "visa"])
def test_others_register_nobody(forum, category, role):
    with pytest.raises(Denied):
        take(category, [HEAD, ARU], by=actor(holder_of(forum, role)))


def test_support_does(forum, category):
    assert take(category, [HEAD, ARU], by=actor(holder_of(forum, "supp"))) == Imported(1, 0, 0)


@pytest.mark.parametrize("number", [1, 3])
def test_rows_take_the_same_queries_however_many_they_are(category, number, django_assert_num_queries):
    rows = [["Name", "E-mail", "Country", "Meal"]]
    rows += [[f"Guest {one}", f"g{one}@example.org", "KZ", "fish"] for one in range(number)]
    applicants = applicants_of(category, fields_of_category(category), rows)
    with django_assert_num_queries(21):
        register_many(category, applicants, by=SYSTEM)


def test_mutant_without_knowing_who_is_there_the_same_file_registers_twice(category, monkeypatch):
    take(category, [[*HEAD[:3], "Meal"], ["Chen", "", "CN", "fish"]])
    monkeypatch.setattr(writing, "_known", lambda category, group, applicants: {})
    take(category, [[*HEAD[:3], "Meal"], ["Chen", "", "CN", "fish"]])
    assert Registration.objects.count() == 2
