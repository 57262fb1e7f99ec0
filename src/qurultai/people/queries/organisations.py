"""All reading of organisations, of their names through time, and of who belongs to them."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet, UUIDField, Value

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.text import Text
from qurultai.people import rules
from qurultai.people.models import (
    Affiliation,
    Organisation,
    OrganisationName,
    Person,
)
from qurultai.people.policies import LIST_ORGANISATIONS, READ_REGISTRY
from qurultai.people.queries.forum import Forum, today
from qurultai.people.queries.persons import people_visible_to, person_in_registry


def organisations_visible_to(actor: Actor, edition: Forum | None) -> QuerySet[Organisation]:
    """All organisations for whoever may list them: editions of a series share them; else none."""
    if edition is None or not access.allowed(LIST_ORGANISATIONS, actor, edition_id=edition.id):
        return Organisation.objects.none()
    return Organisation.objects.annotate(edition_id=Value(edition.id, output_field=UUIDField()))


def organisations_named_to(actor: Actor, edition: Forum | None, keys: Iterable[UUID]) -> dict[UUID, str]:
    """What those of these organisations that exist for the reader are called today; two queries."""
    visible = organisations_visible_to(actor, edition).filter(id__in=set(keys)).values_list("id", flat=True)
    return {key: str(name) for key, name in organisation_names_at(list(visible), today()).items()}


def organisation_in_registry(actor: Actor, edition: Forum | None, code: str) -> Organisation:
    """An organisation with all its names, for the office; not there for those who may not look into the registry."""
    if edition is None or not access.allowed(READ_REGISTRY, actor, edition_id=edition.id):
        raise Organisation.DoesNotExist
    return organisations_visible_to(actor, edition).prefetch_related("names").get(code=code)


def organisation_names_at(organisation_ids: Iterable[UUID], day: dt.date) -> dict[UUID, Text]:
    """What organisations were called on a day, in one query; before its first name an organisation has its first."""
    chosen: dict[UUID, Text] = {}
    rows = OrganisationName.objects.filter(organisation_id__in=set(organisation_ids)).order_by("valid_from")
    for row in rows:
        if row.organisation_id not in chosen or row.valid_from <= day:
            chosen[row.organisation_id] = row.name
    return chosen


def organisation_name_at(organisation_id: UUID, day: dt.date) -> Text:
    """What an organisation was called on a day; empty for one that is not there."""
    return organisation_names_at([organisation_id], day).get(organisation_id, Text())


def organisation_that_looks_like(name: Text, *, other_than: UUID | None = None) -> OrganisationName | None:
    """A name of today or before, of another organisation, that this one can be confused with; one query."""
    looks = {rules.look_of(words) for words in name.values()} - {""}
    rows = OrganisationName.objects.exclude(organisation_id=other_than).select_related("organisation")
    same = (row for row in rows.iterator() if not looks.isdisjoint(rules.look_of(words) for words in row.name.values()))
    return next(same, None) if looks else None


@dataclass(frozen=True)
class ListedOrganisation:
    """An organisation as a list shows it."""

    organisation: Organisation
    name: Text
    members: int


def listed_organisations(
    actor: Actor, edition: Forum | None, *, query: str = "", kind: str = "", country: str = ""
) -> list[ListedOrganisation]:
    """Organisations by their present names, with how many of this forum's people belong to them; four queries.

    A query is looked for in every name that an organisation ever had.
    """
    organisations = organisations_visible_to(actor, edition)
    if kind:
        organisations = organisations.filter(kind=kind)
    if country:
        organisations = organisations.filter(country=country)
    ever: dict[UUID, list[OrganisationName]] = defaultdict(list)
    found = {organisation.id: organisation for organisation in organisations}
    for row in OrganisationName.objects.filter(organisation_id__in=found).order_by("valid_from"):
        ever[row.organisation_id].append(row)
    belonging = Affiliation.objects.on(today()).filter(person__in=people_visible_to(actor, edition))
    members = Counter(belonging.order_by().values_list("organisation_id", flat=True))
    wanted = rules.words_of(query)
    rows = [
        ListedOrganisation(found[one], _name_on(names, today()), members[one])
        for one, names in ever.items()
        if all(word in rules.folded(" ".join(" ".join(row.name.values()) for row in names)) for word in wanted)
    ]
    return sorted(rows, key=lambda row: str(row.name).casefold())


def _name_on(names: list[OrganisationName], day: dt.date) -> Text:
    return next((row.name for row in reversed(names) if row.valid_from <= day), names[0].name)


def members_of(organisation: Organisation, people: QuerySet[Person], day: dt.date) -> list[Affiliation]:
    """Who of these people belongs to an organisation on a day."""
    belonging = Affiliation.objects.on(day).filter(organisation=organisation, person__in=people)
    return list(belonging.select_related("person").order_by("person__latin_name"))


def affiliations_of(person: Person) -> list[Affiliation]:
    """Every organisation that a person belongs or belonged to, the latest first."""
    return list(person.affiliations.select_related("organisation").order_by("-valid_from", "id"))


def affiliation_in_registry(actor: Actor, edition: Forum | None, code: str, key: int) -> Affiliation:
    """One of a person's organisations, for the office."""
    person = person_in_registry(actor, edition, code)
    affiliation = person.affiliations.get(id=key)
    affiliation.edition_id = edition.id
    return affiliation


def speaks_for(person_id: UUID, organisation_id: UUID, on: dt.date) -> bool:
    """Whether a person may speak for an organisation on a day."""
    rows = Affiliation.objects.on(on).filter(person_id=person_id, organisation_id=organisation_id, speaks_for=True)
    return rows.exists()
