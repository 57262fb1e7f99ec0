"""All reading of people. `edition` is the forum at hand: what knows its `id` and its `grants` of roles to people.

A person exists for a reader in a forum when she was entered in it or holds a role there; and everybody exists for
herself.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db.models import Manager, Q, QuerySet, UUIDField, Value

from qurultai.kit import access, clock
from qurultai.kit.access import NOBODY, Actor
from qurultai.kit.text import Text
from qurultai.people import rules
from qurultai.people.models import Account, Affiliation, ApiToken, Organisation, OrganisationName, Person, SignInLink
from qurultai.people.policies import LIST_ORGANISATIONS, LIST_PEOPLE, LIST_TOKENS, READ_REGISTRY

PEOPLE_PAGE_QUERIES = 5
"""A page of the people list: count, people, organisations, their names, roles; whatever the number of people."""
SORTS = {"name": "name", "latin": "latin_name", "country": "country", "new": "made_at"}


class Forum(Protocol):
    """An edition as people see it."""

    id: UUID
    grants: Manager


def _in(people: QuerySet[Person], edition: Forum) -> QuerySet[Person]:
    return people.annotate(edition_id=Value(edition.id, output_field=UUIDField()))


def people_visible_to(actor: Actor, edition: Forum | None) -> QuerySet[Person]:
    """The people of a forum for whoever may list them; else only herself; nobody for nobody."""
    everybody = Person.objects.all()
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
    """Those whose name, in whatever order and spelling, has every word of the query."""
    for word in rules.words_of(query):
        people = people.filter(sought__contains=word)
    return people


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
        belonging = Affiliation.objects.on(clock.now().date()).filter(organisation__code=organisation)
        people = people.filter(id__in=belonging.values("person_id"))
    return found(people, query)


def sorted_by(people: QuerySet[Person], sort: str) -> QuerySet[Person]:
    """In the order of one of SORTS, `-` before it for the other way round; by Latin spelling for anything else."""
    field = SORTS.get(sort.removeprefix("-"), "latin_name")
    return people.order_by(f"-{field}" if sort.startswith("-") else field, "id")


def countries_of(people: QuerySet[Person]) -> list[str]:
    """The countries that occur among people, as codes."""
    return sorted(people.exclude(country="").order_by().values_list("country", flat=True).distinct())


@dataclass(frozen=True)
class Listed:
    """A person as a list shows her."""

    person: Person
    organisations: tuple[Text, ...]
    roles: tuple[str, ...]


def listed(people: Iterable[Person], edition: Forum) -> list[Listed]:
    """People with their present organisations and roles: three queries whatever their number."""
    people, today = list(people), clock.now().date()
    belonging, ids = defaultdict(list), [person.id for person in people]
    for person_id, organisation_id in (
        Affiliation.objects.on(today)
        .filter(person_id__in=ids)
        .order_by("id")
        .values_list("person_id", "organisation_id")
    ):
        belonging[person_id].append(organisation_id)
    names = organisation_names_at({one for many in belonging.values() for one in many}, today)
    roles = defaultdict(list)
    for person_id, role in edition.grants.filter(person_id__in=ids).order_by("role").values_list("person_id", "role"):
        roles[person_id].append(role)
    return [
        Listed(person, tuple(names[one] for one in belonging[person.id]), tuple(roles[person.id])) for person in people
    ]


def organisations_visible_to(actor: Actor, edition: Forum | None) -> QuerySet[Organisation]:
    """All organisations for whoever may list them: editions of a series share them; else none."""
    if edition is None or not access.allowed(LIST_ORGANISATIONS, actor, edition_id=edition.id):
        return Organisation.objects.none()
    return Organisation.objects.annotate(edition_id=Value(edition.id, output_field=UUIDField()))


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


def members_of(organisation: Organisation, people: QuerySet[Person], day: dt.date) -> list[Affiliation]:
    """Who of these people belongs to an organisation on a day."""
    belonging = Affiliation.objects.on(day).filter(organisation=organisation, person__in=people)
    return list(belonging.select_related("person").order_by("person__latin_name"))


def affiliations_of(person: Person) -> list[Affiliation]:
    """Every organisation that a person belongs or belonged to, the latest first."""
    return list(person.affiliations.select_related("organisation").order_by("-valid_from", "id"))


def speaks_for(person_id: UUID, organisation_id: UUID, on: dt.date) -> bool:
    """Whether a person may speak for an organisation on a day."""
    rows = Affiliation.objects.on(on).filter(person_id=person_id, organisation_id=organisation_id, speaks_for=True)
    return rows.exists()


def languages_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The language in which each person wants to be written to."""
    return dict(Person.objects.filter(id__in=set(person_ids)).values_list("id", "language"))


def names_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The name of each person, as she writes it."""
    return dict(Person.objects.filter(id__in=set(person_ids)).values_list("id", "name"))


def language_of_address(email: str) -> str | None:
    """The language of whoever signs in with an address; None for nobody."""
    return Account.objects.filter(email=email.lower()).values_list("person__language", flat=True).first()


def name_behind_link(secret: str) -> str | None:
    """Whom a sign-in link would sign in, while it is good; looking does not spend it."""
    now, spent = clock.now(), Q(used_at__isnull=False)
    good = SignInLink.objects.exclude(spent).filter(secret_hash=rules.hash_of(secret), expires_at__gt=now)
    return good.values_list("person__name", flat=True).first()


def tokens_visible_to(actor: Actor, edition: Forum | None) -> QuerySet[ApiToken]:
    """The forum's tokens for its owner, my own for me; the secret is nowhere."""
    if edition is None or not actor.signed_in:
        return ApiToken.objects.none()
    tokens = ApiToken.objects.filter(edition_id=edition.id).select_related("person")
    all_of_them = access.allowed(LIST_TOKENS, actor, ApiToken(edition_id=edition.id))
    return tokens if all_of_them else tokens.filter(person_id=actor.person_id)


def token_visible_to(actor: Actor, edition: Forum | None, code: str) -> ApiToken:
    """One of them."""
    return tokens_visible_to(actor, edition).get(code=code)


def token_of(header: str) -> ApiToken | None:
    """The good token behind an `Authorization: Bearer …` header, read anew on every request (I9); None for any other.

    Whoever composes the actor takes the roles of its person in its edition only, and its scopes.
    """
    scheme, _space, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret.startswith(rules.TOKEN_PREFIX):
        return None
    good = ApiToken.objects.filter(secret_hash=rules.hash_of(secret.strip()), expires_at__gt=clock.now())
    return good.filter(person__account__is_active=True).first()


def actor_of_token(token: ApiToken, owner: Actor) -> Actor:
    """The owner narrowed to what a token may: her roles in its forum, its scopes. Nobody when it is not hers."""
    if owner.person_id != token.person_id:
        return NOBODY
    roles = {edition: held for edition, held in owner.roles.items() if edition == token.edition_id}
    return Actor(owner.person_id, roles, frozenset(token.scopes))
