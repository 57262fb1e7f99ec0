"""All reading of persons.

A person exists for a reader in a forum when she was entered in it or holds a role there; and everybody exists for
herself.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, UUIDField, Value, When

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.cldr import country_choices
from qurultai.people import rules
from qurultai.people.models import Affiliation, Person
from qurultai.people.policies import LIST_PEOPLE, READ_REGISTRY
from qurultai.people.queries.forum import Forum, today

PEOPLE_PAGE_QUERIES = 5
"""A page of the people list: count, people, organisations, their names, roles; whatever the number of people."""
SORTS = {"name": "name", "latin": "latin_name", "country": "country_place", "new": "made_at"}


def _in(people: QuerySet[Person], edition: Forum) -> QuerySet[Person]:
    return people.annotate(edition_id=Value(edition.id, output_field=UUIDField()))


def people_visible_to(actor: Actor, edition: Forum | None) -> QuerySet[Person]:
    """The people of a forum for whoever may list them; else only herself; nobody for nobody."""
    everybody = Person.objects.filter(erased_at=None)
    if edition is None:
        return everybody.filter(id=actor.person_id) if actor.signed_in else everybody.none()
    if access.allowed(LIST_PEOPLE, actor, edition_id=edition.id):
        of_forum = Q(added_in=edition.id) | Q(id__in=edition.grants.order_by().values("person_id"))
        return _in(everybody.filter(of_forum | Q(id=actor.person_id)), edition)
    return _in(everybody.filter(id=actor.person_id) if actor.signed_in else everybody.none(), edition)


def person_in_registry(actor: Actor, edition: Forum | None, code: str) -> Person:
    """A person for the office; she is not there for those who may not look into the registry."""
    if edition is None or not access.allowed(READ_REGISTRY, actor, edition_id=edition.id):
        raise Person.DoesNotExist
    return people_visible_to(actor, edition).get(code=code)


def myself(actor: Actor, edition: Forum | None) -> Person:
    """The person who asks."""
    mine = Person.objects.filter(id=actor.person_id)
    return (_in(mine, edition) if edition else mine).select_related("account").get()


def found(people: QuerySet[Person], query: str) -> QuerySet[Person]:
    """Those whose name, in whatever order and spelling, has every word of the query; and whose code it is."""
    if not query.strip():
        return people
    words = rules.words_of(query)
    named = Q() if words else Q(pk__in=[])
    for word in words:
        named &= Q(sought__contains=word)
    return people.filter(named | Q(code=query.strip().upper()[:12]))


def filtered(
    people: QuerySet[Person],
    edition: Forum,
    *,
    query: str = "",
    country: str = "",
    role: str = "",
    organisation: str = "",
) -> QuerySet[Person]:
    """The people that a list's search and filters ask for; unknown values find nobody."""
    if country:
        people = people.filter(country=country)
    if role:
        people = people.filter(id__in=edition.grants.order_by().filter(role=role).values("person_id"))
    if organisation:
        belonging = Affiliation.objects.on(today()).filter(organisation__code=organisation)
        people = people.filter(id__in=belonging.values("person_id"))
    return found(people, query)


def sorted_by(people: QuerySet[Person], sort: str) -> QuerySet[Person]:
    """In the order of one of SORTS, `-` before it for the other way round; by Latin spelling for anything else.

    By country only people who are `placed`.
    """
    field = SORTS.get(sort.removeprefix("-"), "latin_name")
    return people.order_by(f"-{field}" if sort.startswith("-") else field, "id")


def placed(people: QuerySet[Person]) -> QuerySet[Person]:
    """People with `country_place`: where the name of their country stands in the reader's alphabet."""
    places = [When(country=code, then=place) for place, (code, _name) in enumerate(country_choices(), 1)]
    return people.annotate(country_place=Case(*places, default=0, output_field=IntegerField()))


def countries_of(people: QuerySet[Person]) -> list[str]:
    """The countries that occur among people, as codes."""
    return sorted(people.exclude(country="").order_by().values_list("country", flat=True).distinct())


def languages_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The language in which each person wants to be written to."""
    return dict(Person.objects.filter(id__in=set(person_ids)).values_list("id", "language"))


def names_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The name of each person, as she writes it."""
    return dict(Person.objects.filter(id__in=set(person_ids)).values_list("id", "name"))


def people_named_to(actor: Actor, edition: Forum | None, person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of those of these people who exist for the reader."""
    return dict(people_visible_to(actor, edition).filter(id__in=set(person_ids)).values_list("id", "name"))


def addressee(person_id: UUID) -> Person:
    """The person as a letter addresses her: name, language, address. Raises Person.DoesNotExist."""
    return Person.objects.only("id", "name", "language", "email").get(id=person_id)


def with_address(person_ids: Iterable[UUID]) -> set[UUID]:
    """Those of them who can be written to; one query."""
    people = Person.objects.filter(id__in=set(person_ids)).exclude(email="")
    return set(people.values_list("id", flat=True))


def key_of_code(code: str) -> UUID | None:
    """The key of the person whose code somebody typed; None when nobody has it."""
    return Person.objects.filter(code=code.strip().upper()).values_list("id", flat=True).first()


def keys_by_source(source_keys: Iterable[str]) -> dict[str, UUID]:
    """The persons behind keys of an import."""
    return dict(Person.objects.filter(source_key__in=list(source_keys)).values_list("source_key", "id"))
