"""Whom and what one can choose by writing: names and codes of those that exist for whoever asks."""

from qurultai.kit.access import Actor
from qurultai.kit.cldr import country_name
from qurultai.kit.ui.choosing import MOST, Choice, LookUp
from qurultai.people import rules
from qurultai.people.models import Organisation, OrganisationName
from qurultai.people.queries.forum import Forum, today
from qurultai.people.queries.lists import listed
from qurultai.people.queries.organisations import organisation_names_at, organisations_visible_to
from qurultai.people.queries.persons import found, people_visible_to


def people_to_choose(actor: Actor, edition: Forum) -> LookUp:
    """People of the forum by name in any spelling or by code, each with her organisations and country; four queries."""

    def look_up(words: str) -> list[Choice]:
        people = found(people_visible_to(actor, edition), words).order_by("latin_name", "id")[: MOST + 1]
        return [
            Choice(
                row.person.code,
                row.person.name,
                ", ".join([*map(str, row.organisations), country_name(row.person.country)]),
            )
            for row in listed(people, edition)
        ]

    return look_up


def organisations_to_choose(actor: Actor, edition: Forum) -> LookUp:
    """Organisations by any name they ever had or by code; three queries."""

    def look_up(words: str) -> list[Choice]:
        visible, wanted = organisations_visible_to(actor, edition), rules.words_of(words)
        ever: dict[object, str] = {}
        for key, name in OrganisationName.objects.filter(organisation__in=visible).values_list("organisation", "name"):
            ever[key] = f"{ever.get(key, '')} {rules.folded(' '.join(name.values()))}"
        fitting = [key for key, names in ever.items() if wanted and all(word in names for word in wanted)]
        return _choices(visible, fitting) or _choices(visible.filter(code=words.strip().upper()), list(ever))

    return look_up


def _choices(organisations: object, keys: list) -> list[Choice]:
    rows: list[Organisation] = list(organisations.filter(id__in=keys[:500]))
    names = organisation_names_at([row.id for row in rows], today())
    choices = [Choice(row.code, str(names[row.id]), country_name(row.country)) for row in rows]
    return sorted(choices, key=lambda choice: choice.name.casefold())[: MOST + 1]
