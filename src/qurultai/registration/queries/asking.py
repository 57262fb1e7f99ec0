"""Which questions are asked of a registration."""

from uuid import UUID

from django.db.models import QuerySet

from qurultai.kit.prepared import prepared
from qurultai.registration import rules
from qurultai.registration.models import Field, Registration


def questions_of(registration: Registration) -> list[Field]:
    """The fields of the version that was answered, or of the category's present one; one query, then none."""
    form_id = registration.form_id or registration.category.form_id
    known = registration.__dict__.get("asked_fields")
    if known is None or known[0] != form_id:
        known = registration.__dict__["asked_fields"] = (form_id, _fields_of(form_id) if form_id else [])
    return known[1]


def fields_shown(registration: Registration, *, everything: bool = False) -> list[Field]:
    """The fields that apply to her answers, in their order; `everything`: also those that do not."""
    fields = questions_of(registration)
    if everything:
        return fields
    keys = {one.key for one in rules.answers.shown([field.question for field in fields], registration.answers)}
    return [field for field in fields if field.key in keys]


@prepared
def _fields_of(form_id: UUID) -> QuerySet[Field]:
    return Field.objects.filter(form_id=form_id).order_by("position", "id")
