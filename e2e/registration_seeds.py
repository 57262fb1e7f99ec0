"""What journeys of registration begin with; called inside the installation."""

from qurultai.editions.public import edition_at_root
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.registration.links import link_for
from qurultai.registration.public import NewField, add_category, add_form
from qurultai.registration.testing import a_category, a_person, a_registration


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


def somebody_in_pictures() -> dict[str, str]:
    """Somebody who takes part and agreed to be photographed: the path in her letter."""
    label = words("Мені түсіруге болады", "Меня можно снимать", "You may photograph me")
    asked = NewField(type="consent", key="pictures", purpose="photo", label=label)
    form = add_form(edition_at_root(), words("Суреттер", "Снимки", "Pictures"), [asked], by=SYSTEM)
    row = a_registration(a_category(edition_at_root(), "Pictured", form=form), a_person("Aru Pictured"), pictures="on")
    return {"path": f"/en/register/application/{link_for(row.pk, 'mail')}/"}
