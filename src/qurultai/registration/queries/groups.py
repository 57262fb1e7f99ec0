"""Groups as their heads and the office see them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.registration.models import Category, Edition, Field, Group, Registration
from qurultai.registration.policies import CREATE_GROUP

HIDDEN = ("draft", "merged")
"""Nobody yet, and nobody any more."""


def groups_visible_to(actor: Actor, edition: Edition | None) -> QuerySet[Group]:
    """All groups of the forum for the office, her own for their head; nobody else sees any."""
    if edition is None or not actor.signed_in:
        return Group.objects.none()
    rows = Group.objects.filter(edition=edition).select_related("category", "head")
    office = access.allowed(CREATE_GROUP, actor, edition_id=edition.id)
    return rows if office else rows.filter(head_id=actor.person_id)


def group_visible_to(actor: Actor, edition: Edition | None, code: str) -> Group:
    """One of them. Raises Group.DoesNotExist."""
    found = groups_visible_to(actor, edition).get(code=code)
    found.category.edition = found.edition = edition
    return found


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a group, as its head sees her."""

    code: str
    name: str
    email: str
    country: str
    state: str
    photo: bool


def members_of(group: Group) -> list[Member]:
    """Its people, by name; one query."""
    rows = Registration.objects.filter(group=group).exclude(state__in=HIDDEN).order_by("latin_name", "name", "id")
    columns = ("code", "name", "email", "country", "state", "photo")
    return [Member(*row[:5], bool(row[5])) for row in rows.values_list(*columns)]


def member_of(actor: Actor, edition: Edition | None, code: str, member: str) -> Registration:
    """One of them. Raises DoesNotExist."""
    group = group_visible_to(actor, edition, code)
    rows = Registration.objects.select_related("category", "group", "edition").exclude(state__in=HIDDEN)
    return rows.get(group=group, code=member)


def fields_of_category(category: Category) -> list[Field]:
    """What its form asks."""
    return list(Field.objects.filter(form_id=category.form_id)) if category.form_id else []
