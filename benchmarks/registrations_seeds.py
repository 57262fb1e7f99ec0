"""What the benchmark of registrations begins with and counts; called inside the installation."""

import datetime as dt
import resource
import time
from collections.abc import Callable
from itertools import product

from django.test import Client

from qurultai.editions.public import create_edition, grant_role
from qurultai.kit import clock, sheets
from qurultai.kit.access import SYSTEM
from qurultai.kit.sheet_reading import rows_of
from qurultai.kit.text import Text
from qurultai.people.models import Account, Person
from qurultai.people.testing import browser_of
from qurultai.registration.actions.finding import words_of
from qurultai.registration.actions.importing import applicants_of, register_many
from qurultai.registration.links import link_for
from qurultai.registration.models import Category, Edition, Registration, SoughtWord
from qurultai.registration.public import NewField, add_category, add_form
from qurultai.registration.queries.groups import fields_of_category
from qurultai.registration.rules.twins import sound_of

BATCH = 2000
GIVEN = ["Aigerim", "Bolat", "Chen", "Dana", "Erlan", "Farida", "Gauhar", "Hans", "Ilyas", "Jana", "Kairat", "Li"]
FAMILY = ["Satova", "Omarov", "Wei", "Ivanova", "Kim", "Schmidt", "Nurpeis", "Akhmetov", "Tanaka", "Silva"]
COUNTRIES = ["KZ", "RU", "CN", "DE", "US", "FR", "JP", "UZ", "KG", "TR"]
STATES = ["approved", "approved", "approved", "submitted", "needs_info", "waiting", "refused", "withdrawn"]


def forum() -> Edition:
    """One forum that begins in a month."""
    first = clock.now().date() + dt.timedelta(days=30)
    name = Text(kk="Форум", ru="Форум", en="Forum")
    return create_edition(slug="bench", name=name, starts_on=first, ends_on=first + dt.timedelta(days=1), by=SYSTEM)


def categories(edition: Edition, number: int = 20, **more: object) -> list[Category]:
    """Categories with one form of six questions."""
    questions = [
        NewField(type="text", key=f"question-{n}", label=Text(kk=f"Сұрақ {n}", ru=f"Вопрос {n}", en=f"Question {n}"))
        for n in range(5)
    ]
    consent = NewField(type="consent", key="photo-ok", label=Text(en="Pictures"), purpose="photo")
    form = add_form(edition, Text(en="Form"), [*questions, consent], by=SYSTEM)
    more.setdefault("approval", "automatic")
    return [
        add_category(
            edition, Text(kk=f"Санат {n}", ru=f"Категория {n}", en=f"Category {n}"), form=form, by=SYSTEM, **more
        )
        for n in range(number)
    ]


def drafts(number: int, places: int) -> list[str]:
    """So many applications that were begun, of people without accounts; their links."""
    (category,) = categories(forum(), 1, capacity=places)
    now = clock.now()
    rows = [
        Registration(
            edition_id=category.edition_id, category=category, email=f"guest{n}@example.org", started_at=now,
            changed_at=now,
        )
        for n in range(number)
    ]  # fmt: skip
    Registration.objects.bulk_create(rows, batch_size=BATCH)
    return [link_for(row.pk, "mail") for row in rows]


def counted() -> dict[str, int]:
    """What is there afterwards, from four kinds of rows."""
    category = Category.objects.get()
    return {
        "approved": Registration.objects.filter(state="approved").count(),
        "used": category.used,
        "roles": category.edition.grants.filter(role="part").count(),
        "people": Account.objects.count(),
    }


def registry(number: int) -> None:
    """So many registrations that were sent, in every state, category and country."""
    edition = forum()
    kinds = categories(edition)
    now = clock.now()
    names = list(product(GIVEN, FAMILY))
    for start in range(0, number, BATCH):
        people = [Person(name=f"{names[n % 120][0]} {names[n % 120][1]} {n}") for n in range(start, start + BATCH)]
        Person.objects.bulk_create(people)
        rows = [
            Registration(
                edition=edition, category=kinds[n % len(kinds)], person=person, form_id=kinds[0].form_id,
                name=person.name, latin_name=person.name, country=COUNTRIES[n % 10], email=f"p{n}@example.org",
                organisation=f"Company {n % 997}", state=STATES[n % 8], started_at=now, submitted_at=now,
                asked_at=now, changed_at=now - dt.timedelta(seconds=n), sound=sound_of(person.name),
            )
            for n, person in enumerate(people, start)
        ]  # fmt: skip
        Registration.objects.bulk_create(rows)
        SoughtWord.objects.bulk_create(
            SoughtWord(registration=row, edition=edition, word=word) for row in rows for word in words_of(row)
        )


QUESTIONS = {
    "first page": "",
    "by name": "sort=name",
    "by name, downwards": "sort=-name",
    "by organisation": "sort=organisation",
    "by country": "sort=country",
    "one state": "state=waiting",
    "one state, by name": "state=needs_info&sort=name",
    "one category": "category=category-7",
    "one category, by name": "category=category-7&sort=name",
    "one country": "country=JP",
    "state, category and country": "state=submitted&category=category-3&country=DE&sort=name",
    "search for a name": "q=gauhar+kim+7",
    "search for a code": "q=CODE",
    "search for a company": "q=company+501",
    "search for a common name": "q=dana",
    "search in a state": "q=tanaka&state=refused&sort=name",
}


def looks(rounds: int) -> dict[str, float]:
    """CPU milliseconds of a page of the office's table, for each question."""
    edition = Edition.objects.get()
    officer = Person.objects.create(name="Officer", email="officer@example.org", language="en")
    Account.objects.create_user(officer.email, officer)
    grant_role(edition, officer.id, "prot", by=SYSTEM)
    client = browser_of(officer, Client(headers={"Host": "localhost"}))
    code = Registration.objects.order_by("pk")[777].code
    found = {}
    for name, query in QUESTIONS.items():
        address = f"/en/office/registration/?{query.replace('CODE', code)}"
        answer = client.get(address)
        assert answer.status_code == 200 and b"/registrations/" in answer.content, name
        found[name] = _cpu(lambda address=address: client.get(address), rounds)
    return found


def _cpu(act: Callable[[], object], rounds: int) -> float:
    took = []
    for _ in range(rounds):
        begun = time.process_time()
        act()
        took.append(1000 * (time.process_time() - begun))
    return round(sorted(took)[len(took) // 2], 1)


def imported(number: int) -> dict[str, float]:
    """CPU seconds of registering so many people by a spreadsheet, once and once more."""
    (category,) = categories(forum(), 1, capacity=number)
    head = ["Name", "E-mail", "Country", "Organisation", *(f"Question {n}" for n in range(5)), "Pictures"]
    people = [
        [
            f"{GIVEN[n % 12]} {FAMILY[n % 10]} {n}",
            f"p{n}@example.org",
            "Казахстан",
            f"Company {n % 97}",
            *"abcde",
            "yes",
        ]
        for n in range(number)
    ]
    file = sheets.as_xlsx(head, people, "people")
    figures = {}
    for what in ("once", "once more"):
        begun = _whole_cpu()
        applicants = applicants_of(category, fields_of_category(category), rows_of(file))
        done = register_many(category, applicants, by=SYSTEM)
        figures[f"{what}, CPU-s"] = round(_whole_cpu() - begun, 1)
        figures[f"{what}, new"] = done.added
    return figures


def _whole_cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
