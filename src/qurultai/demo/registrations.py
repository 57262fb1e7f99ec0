"""Enters who registered: twenty categories with their forms, and some hundred of the invented people."""

from collections import defaultdict

from qurultai.demo.content.shapes import Forum
from qurultai.demo.content.shapes import Person as InventedPerson
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.registration import public as registration
from qurultai.registration.public import Applicant, NewField

BY_HAND = {"head_of_delegation", "vip_guest", "diplomatic_corps", "media_journalist", "media_technical", "speaker"}
COLOURS = ("#1a5fb4", "#26a269", "#a51d2d", "#813d9c", "#865e3c", "#00697a", "#5e5c64", "#c64600")
EACH, TO_REVIEW = 20, 3
STUDENTS = 12
"""Places for students: fewer than apply, so that some wait."""
MEALS = [
    ("any", Text(kk="Бәрін жеймін", ru="Ем всё", en="I eat everything")),
    ("vegetarian", Text(kk="Вегетариандық", ru="Вегетарианское", en="Vegetarian")),
    ("halal", Text(kk="Халал", ru="Халяль", en="Halal")),
]
ASKED = [
    NewField(
        type="photo", key="photo", label=Text(kk="3×4 фотосурет", ru="Фотография 3×4", en="Photograph 3×4"),
        help=Text(kk="JPEG, кемінде 480×640", ru="JPEG, не меньше 480×640", en="JPEG, at least 480×640"),
    ),
    NewField(type="choice", key="meal", label=Text(kk="Тамақтану", ru="Питание", en="Meals"), choices=MEALS),
    NewField(
        type="consent", key="directory", purpose="directory",
        label=Text(
            kk="Мені қатысушылар тізімінде көрсетуге келісемін",
            ru="Согласен(на), чтобы меня показывали в списке участников",
            en="I agree to be shown in the list of participants",
        ),
    ),
]  # fmt: skip
PRESS = [
    NewField(type="text", key="outlet", required=True, label=Text(kk="Басылым", ru="Издание", en="Outlet")),
    NewField(type="file", key="letter", label=Text(kk="Редактордың хаты", ru="Письмо редактора", en="Editor's letter")),
]


def register(content: Forum, edition: object) -> None:
    """The categories of the forum, and the first people of each as registered: most approved, some to be reviewed."""
    usual = registration.add_form(edition, Text(kk="Негізгі", ru="Основная", en="Usual"), ASKED, by=SYSTEM)
    press = registration.add_form(edition, Text(kk="Баспасөз", ru="Пресса", en="Press"), [*PRESS, *ASKED], by=SYSTEM)
    houses = {one.code: one.name.en for one in content.organisations}
    of_category: dict[str, list[InventedPerson]] = defaultdict(list)
    for person in content.people:
        of_category[person.category].append(person)
    for number, named in enumerate(content.categories, 1):
        category = registration.add_category(
            edition,
            Text(kk=named.name.kk, ru=named.name.ru, en=named.name.en),
            code=named.code.replace("_", "-"),
            number=number,
            colour=COLOURS[number % len(COLOURS)],
            form=press if named.code.startswith("media") else usual,
            approval="by_hand" if named.code in BY_HAND else "automatic",
            capacity=STUDENTS if named.code == "student" else None,
            by=SYSTEM,
        )
        people = of_category[named.code][:EACH]
        applicants = [_applicant(row, person, houses) for row, person in enumerate(people, 2)]
        registration.register_many(category, applicants, by=SYSTEM)
        if named.code in BY_HAND:
            _review(edition, [one.email for one in applicants[: max(1, len(applicants) - TO_REVIEW)]])


def _applicant(row: int, person: InventedPerson, houses: dict[str, str]) -> Applicant:
    head = {
        "name": person.name, "latin_name": person.latin_name, "country": person.country,
        "organisation": houses.get(person.organisation, ""),
        "position": person.position.en if person.position else "",
    }  # fmt: skip
    answers: dict[str, object] = {"meal": MEALS[row % len(MEALS)][0], "directory": row % 5 != 0}
    if person.category.startswith("media"):
        answers["outlet"] = houses.get(person.organisation, "—")
    return Applicant(row, head, person.email, answers)


def _review(edition: object, emails: list[str]) -> None:
    codes = registration.codes_of(edition, emails)
    registration.decide_many(edition, codes, "approve", by=SYSTEM)
