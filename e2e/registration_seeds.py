"""What journeys of registration begin with; called inside the installation."""

from qurultai.editions.public import edition_at_root
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.people.public import make_sign_in_link
from qurultai.registration.links import link_for
from qurultai.registration.public import (
    NewField,
    add_category,
    add_form,
    add_group,
    keep_identity,
    submit_registration,
)
from qurultai.registration.testing import a_category, a_draft, a_person, a_registration


def words(kk: str, ru: str, en: str) -> Text:
    """Three languages."""
    return Text(kk=kk, ru=ru, en=en)


def journalists() -> str:
    """A category whose form has a question that applies to some only, a photograph and a consent."""
    edition = edition_at_root()
    kinds = [("media", words("Журналист", "Журналист", "Journalist")), ("guest", words("Қонақ", "Гость", "Guest"))]
    form = add_form(
        edition,
        words("Баспасөз", "Пресса", "Press"),
        [
            NewField(type="heading", label=words("Сіз туралы", "О Вас", "About you")),
            NewField(
                type="choice", key="role", label=words("Кімсіз", "Кто Вы", "Who you are"), required=True, choices=kinds
            ),
            NewField(
                type="text", key="outlet", label=words("Басылым", "Издание", "Outlet"), required=True,
                shown_field="role", shown_values=["media"],
            ),
            NewField(type="photo", key="photo", label=words("Фотосурет", "Фотография", "Photograph"), required=True),
            NewField(
                type="consent", key="pictures", purpose="photo",
                label=words("Мені түсіруге болады", "Меня можно снимать", "You may photograph me"),
            ),
        ],
        by=SYSTEM,
    )  # fmt: skip
    name = words("Журналист", "Журналист", "Journalist")
    return add_category(edition, name, code="journalist", form=form, approval="automatic", by=SYSTEM).code


def applicants(number: int) -> list[str]:
    """Somebody who waits for a decision; codes."""
    category = a_category(edition_at_root(), "Guest", approval="by_hand")
    return [a_registration(category).code for _ in range(number)]


def registry() -> dict[str, str]:
    """A group with its head, a category for the invited, somebody with a document, and two who are alike."""
    edition = edition_at_root()
    guests = add_category(
        edition, words("Делегация", "Делегация", "Delegation"), code="delegation", approval="automatic", by=SYSTEM
    )
    add_category(
        edition, words("Құрметті қонақ", "Почётный гость", "Honoured guest"), code="honoured",
        approval="invitation_only", by=SYSTEM,
    )  # fmt: skip
    group = add_group(
        edition, "delegation", "Orbit delegation", head_email="delegation.head@example.org",
        head_name="Dana Head", category=guests, capacity=20, by=SYSTEM,
    )  # fmt: skip
    drafted = a_draft(guests, a_person("Bearer Bek"))
    paper = {"number": "N1234567", "citizenship": "KZ", "born_on": "1990-01-02", "expires_on": "2030-01-02"}
    keep_identity(drafted, paper, by=SYSTEM)
    bearer = submit_registration(drafted, by=SYSTEM)
    a_registration(guests, a_person("Әлия Есенова"), organisation="Orbit")
    a_registration(guests, a_person("Yessenova Aliya"), organisation="Орбит", position="Engineer")
    return {"head": make_sign_in_link(group.head_id, by=SYSTEM), "bearer": bearer.code}


def somebody_in_pictures() -> dict[str, str]:
    """Somebody who takes part and agreed to be photographed: the path in her letter."""
    label = words("Мені түсіруге болады", "Меня можно снимать", "You may photograph me")
    asked = NewField(type="consent", key="pictures", purpose="photo", label=label)
    form = add_form(edition_at_root(), words("Суреттер", "Снимки", "Pictures"), [asked], by=SYSTEM)
    row = a_registration(a_category(edition_at_root(), "Pictured", form=form), a_person("Aru Pictured"), pictures="on")
    return {"path": f"/en/register/application/{link_for(row.pk, 'mail')}/"}
