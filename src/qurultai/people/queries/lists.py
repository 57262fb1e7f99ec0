"""People as lists show them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from qurultai.kit.text import Text
from qurultai.people.models import Affiliation, Person
from qurultai.people.queries.forum import Forum, today
from qurultai.people.queries.organisations import organisation_names_at


@dataclass(frozen=True)
class Listed:
    """A person as a list shows her."""

    person: Person
    organisations: tuple[Text, ...]
    roles: tuple[str, ...]


def listed(people: Iterable[Person], edition: Forum) -> list[Listed]:
    """People with their present organisations and roles: three queries whatever their number."""
    people = list(people)
    belonging, ids = defaultdict(list), [person.id for person in people]
    affiliations = Affiliation.objects.on(today()).filter(person_id__in=ids).order_by("id")
    for person_id, organisation_id in affiliations.values_list("person_id", "organisation_id"):
        belonging[person_id].append(organisation_id)
    names = organisation_names_at({one for many in belonging.values() for one in many}, today())
    roles = defaultdict(list)
    for person_id, role in edition.grants.filter(person_id__in=ids).order_by("role").values_list("person_id", "role"):
        roles[person_id].append(role)
    return [
        Listed(person, tuple(names[one] for one in belonging[person.id]), tuple(roles[person.id])) for person in people
    ]
