"""Copying last year's categories and forms."""

from uuid import UUID

from qurultai.kit import access, clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.registration.actions.forms import copy_fields
from qurultai.registration.events import CategoriesChanged
from qurultai.registration.models import Category, Edition, Form
from qurultai.registration.policies import READ_CATEGORIES, UPDATE_CATEGORIES

COPIED = ("number", "code", "name", "description", "colour", "approval", "capacity", "walk_up", "position")


@action
def copy_categories(last: Edition, edition: Edition, *, by: Actor) -> int:
    """Categories with their quotas and forms as they stand in another forum; those there are already stay as they are.

    Returns how many are new.
    """
    access.require(UPDATE_CATEGORIES, by, edition_id=edition.id)
    access.require(READ_CATEGORIES, by, edition_id=last.id)
    known = Category.objects.filter(edition=edition).values_list("code", "number")
    codes, numbers = {code for code, _ in known}, {number for _, number in known}
    forms: dict[UUID, Form] = {}
    made = 0
    for row in Category.objects.filter(edition=last).select_related("form"):
        if row.code in codes or row.number in numbers:
            continue
        form = None
        if row.form is not None:
            form = forms.get(row.form.pk) or _copied(row.form, edition)
            forms[row.form.pk] = form
        new = Category(edition=edition, form=form, **{name: getattr(row, name) for name in COPIED})
        new.save(force_insert=True)
        journal.record(CategoriesChanged(edition.id, new.id), by=by, edition_id=edition.id)
        made += 1
    return made


def _copied(form: Form, edition: Edition) -> Form:
    made = Form.objects.create(edition=edition, name=form.name, made_at=clock.now())
    copy_fields(form, made)
    return made
