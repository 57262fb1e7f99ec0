"""What builders of categories and forms see."""

from collections.abc import Collection
from uuid import UUID

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.registration.models import Category, Edition, Field, Form, Registration
from qurultai.registration.policies import READ_CATEGORIES


def category_in_office(actor: Actor, edition: Edition | None, code: str) -> Category:
    """A category of the forum at hand. Raises Category.DoesNotExist."""
    _check(actor, edition, Category)
    return Category.objects.select_related("form").get(edition=edition, code=code)


def form_in_office(actor: Actor, edition: Edition | None, code: str) -> Form:
    """The newest version of a form of the forum at hand. Raises Form.DoesNotExist."""
    _check(actor, edition, Form)
    newest = Form.objects.filter(edition=edition, code=code).order_by("-version").first()
    if newest is None:
        raise Form.DoesNotExist
    return newest


def field_in_office(actor: Actor, edition: Edition | None, code: str, key: str) -> Field:
    """A question of a form. Raises Field.DoesNotExist."""
    field = form_in_office(actor, edition, code).fields.select_related("form").get(key=key)
    field.edition_id = edition.id
    return field


def _check(actor: Actor, edition: Edition | None, kind: type) -> None:
    if edition is None or not access.allowed(READ_CATEGORIES, actor, edition_id=edition.id):
        raise kind.DoesNotExist


def forms_of(edition: Edition) -> list[Form]:
    """The newest version of each form, by name; one query."""
    newest: dict[str, Form] = {}
    for form in Form.objects.filter(edition=edition).order_by("-version"):
        newest.setdefault(form.code, form)
    return sorted(newest.values(), key=lambda form: str(form.name))


def fields_of(form: Form) -> list[Field]:
    """Its questions in their order."""
    return list(form.fields.all())


def is_answered(form: Form) -> bool:
    """Whether somebody has answered this version, so that a change makes the next one."""
    return Registration.objects.filter(form=form).exists()


def a_blank_application(edition: Edition, form: Form) -> Registration:
    """An application that exists nowhere, to look at a form."""
    row = Registration(edition=edition, form=form)
    row.link = ""
    return row


def other_editions(actor: Actor, edition: Edition) -> list[Edition]:
    """Forums whose categories can be copied: those in which she may see them, newest first."""
    rows = Edition.objects.exclude(pk=edition.pk).filter(pk__in=Category.objects.values("edition"))
    return [row for row in rows if access.allowed(READ_CATEGORIES, actor, edition_id=row.id)]


def questions_by_form(keys: Collection[UUID]) -> dict[UUID, list[Field]]:
    """The questions of several forms, in their order; one query."""
    found: dict[UUID, list[Field]] = {}
    for field in Field.objects.filter(form__in=keys):
        found.setdefault(field.form_id, []).append(field)
    return found
