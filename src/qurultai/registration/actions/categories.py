"""Categories and their quotas."""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify

from qurultai.kit import access, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.text import Text
from qurultai.registration.actions.places import promote
from qurultai.registration.actions.refusals import CategoryInUse, NameMissing, NumberTaken, QuotaBelowUsed
from qurultai.registration.events import CategoriesChanged
from qurultai.registration.models import Category, Edition, Registration
from qurultai.registration.policies import UPDATE_CATEGORIES

CHANGEABLE = ("number", "code", "name", "description", "colour", "approval", "form", "capacity", "walk_up")


@action
def add_category(edition: Edition, name: Text, *, by: Actor, **more: object) -> Category:
    """A category with the next free number and place in the order; by hand and without a limit unless it is said."""
    access.require(UPDATE_CATEGORIES, by, edition_id=edition.id)
    if not name:
        raise NameMissing
    taken = set(Category.objects.filter(edition=edition).values_list("number", flat=True))
    last = Category.objects.filter(edition=edition).aggregate(last=Max("position"))["last"]
    more.setdefault("number", next(number for number in range(1, 257) if number not in taken))
    more.setdefault("code", slugify(name.best("en"), allow_unicode=False)[:40] or f"category-{more['number']}")
    category = Category(edition=edition, name=name, position=0 if last is None else last + 1, **more)
    _saved(category)
    journal.record(CategoriesChanged(edition.id, category.id), by=by, edition_id=edition.id)
    return category


@action
def change_category(category: Category, changes: Mapping[str, object], *, by: Actor) -> Category:
    """Change its names, number, look, form, rule or quota; more places are given to those who wait.

    Raises NameMissing, NumberTaken, QuotaBelowUsed.
    """
    category = Category.objects.select_for_update().get(pk=category.pk)
    access.require(UPDATE_CATEGORIES, by, category)
    changed = [name for name in CHANGEABLE if name in changes and getattr(category, name) != changes[name]]
    if not changed:
        return category
    for name in changed:
        setattr(category, name, changes[name])
    if not category.name:
        raise NameMissing
    if category.capacity is not None and category.used > category.capacity:
        raise QuotaBelowUsed(used=category.used)
    _saved(category, changed)
    if "capacity" in changed:
        promote(category, by)
    fact = CategoriesChanged(category.edition_id, category.id, tuple(sorted(changed)))
    journal.record(fact, by=by, edition_id=category.edition_id)
    return category


def _saved(category: Category, fields: Sequence[str] | None = None) -> None:
    try:
        with transaction.atomic():
            category.save(update_fields=fields, force_insert=fields is None)
    except IntegrityError as twin:
        raise NumberTaken from twin


@action
def order_categories(edition: Edition, codes: Sequence[str], *, by: Actor) -> None:
    """Show them in this order; those that are not named follow as they were."""
    access.require(UPDATE_CATEGORIES, by, edition_id=edition.id)
    places = {code: number for number, code in enumerate(codes)}
    rows = list(Category.objects.select_for_update().filter(edition=edition).order_by("position", "number"))
    rows.sort(key=lambda row: places.get(row.code, len(places)))
    for number, row in enumerate(rows):
        row.position = number
    Category.objects.bulk_update(rows, ["position"])
    if rows:
        fact = CategoriesChanged(edition.id, rows[0].id, ("position",))
        journal.record(fact, by=by, edition_id=edition.id)


@action
def remove_category(category: Category, *, by: Actor) -> None:
    """Take away a category in which nobody ever registered. Raises CategoryInUse."""
    category = Category.objects.select_for_update().get(pk=category.pk)
    access.require(UPDATE_CATEGORIES, by, category)
    if Registration.objects.filter(category=category).exists():
        raise CategoryInUse
    key = category.pk
    category.delete()
    journal.record(CategoriesChanged(category.edition_id, key, ("removed",)), by=by, edition_id=category.edition_id)
