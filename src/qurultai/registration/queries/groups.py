"""Groups as their heads and the office see them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.ui.tables import Asked, Slice, sliced
from qurultai.registration.models import Category, Edition, Field, Group, Registration
from qurultai.registration.policies import CREATE_GROUP

SORTS = {"name": "name", "used": "used", "capacity": "capacity", "country": "country"}
PAGE = 100
HIDDEN = ("draft", "merged")
"""Nobody yet, and nobody any more."""


def groups_visible_to(actor: Actor, edition: Edition | None) -> QuerySet[Group]:
    """All groups of the forum for the office, her own for their head; nobody else sees any."""
    if edition is None or not actor.signed_in:
        return Group.objects.none()
    rows = Group.objects.filter(edition=edition).select_related("category", "head")
    office = access.allowed(CREATE_GROUP, actor, edition_id=edition.id)
    return rows if office else rows.filter(head_id=actor.person_id)


def listed(actor: Actor, edition: Edition, asked: Asked, size: int) -> Slice:
    """A page of the office's groups; two queries whatever their number."""
    return sliced(matching(actor, edition, asked), SORTS[asked.by], asked, size, downwards=asked.downwards)


def matching(actor: Actor, edition: Edition, asked: Asked) -> QuerySet[Group]:
    """Those that fit the words and filters, in the order that is asked for."""
    rows = groups_visible_to(actor, edition)
    rows = rows.filter(**{name: asked[name] for name in ("kind", "country") if asked[name]})
    if asked["category"]:
        rows = rows.filter(category__code=asked["category"])
    for word in asked.words.split()[:6]:
        rows = rows.filter(Q(name__icontains=word) | Q(head__name__icontains=word) | Q(code=word.upper()))
    way = "-" if asked.downwards else ""
    return rows.order_by(f"{way}{SORTS[asked.by]}", f"{way}pk")


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


def members_of(group: Group, words: str = "", state: str = "", page: int = 1) -> tuple[list[Member], bool]:
    """A page of its people by name, those with these words and in this state; and whether there are more. One query."""
    rows = Registration.objects.filter(group=group).exclude(state__in=HIDDEN).order_by("latin_name", "name", "id")
    rows = rows.filter(state=state) if state else rows
    for word in words.split()[:6]:
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(code=word.upper()))
    columns = ("code", "name", "email", "country", "state", "photo")
    start = (page - 1) * PAGE
    found = [Member(*row[:5], bool(row[5])) for row in rows.values_list(*columns)[start : start + PAGE + 1]]
    return found[:PAGE], len(found) > PAGE


def member_of(actor: Actor, edition: Edition | None, code: str, member: str) -> Registration:
    """One of them. Raises DoesNotExist."""
    group = group_visible_to(actor, edition, code)
    rows = Registration.objects.select_related("category", "group", "edition").exclude(state__in=HIDDEN)
    return rows.get(group=group, code=member)


def fields_of_category(category: Category) -> list[Field]:
    """What its form asks."""
    return list(Field.objects.filter(form_id=category.form_id)) if category.form_id else []
