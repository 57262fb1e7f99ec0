"""The API of registration, for another program: what is open, registering somebody, and what became of it."""

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema, Status

from qurultai.kit.access import OPEN, guard
from qurultai.kit.api import InLanguage, Language, Plain, Words, in_words, language_of
from qurultai.kit.middleware import problem
from qurultai.registration.actions.integrating import register_one
from qurultai.registration.actions.refusals import AnswersWrong
from qurultai.registration.policies import FILL_REGISTRY, READ_REGISTRY
from qurultai.registration.queries.applications import open_with_forms
from qurultai.registration.queries.badges import category_of
from qurultai.registration.queries.building import questions_by_form
from qurultai.registration.queries.office import registration_in_office
from qurultai.registration.rules.answers import HEAD

router = Router(tags=["registration"])
Line = Annotated[Plain, Field(max_length=200)]
Answer = bool | Annotated[Plain, Field(max_length=5000)] | Annotated[list[Line], Field(max_length=100)]


class QuestionOut(Schema):
    """One question of a form; it is asked when `shown_field` was answered with one of `shown_values` (none: anything).

    Questions for files, photographs and identity documents are answered by the guest herself.
    """

    key: str
    type: str
    label: Words
    required: bool
    choices: list[str]
    shown_field: str
    shown_values: list[str]


class CategoryOut(Schema):
    """As what one can register, with what is asked."""

    code: str
    name: Words
    description: Words
    approval: Literal["automatic", "by_hand"] = Field(description="`automatic`: at once, while there are places")
    full: bool = Field(description="Whoever comes now is put on the waiting list")
    questions: list[QuestionOut]


class RegistrationIn(Schema):
    """Whom to register, and as what; `answers` by the keys of the category's questions."""

    key: UUID = Field(description="Made by your program; the same key again is the same registration")
    category: Annotated[Plain, Field(max_length=40)]
    name: Line
    country: Annotated[Plain, Field(max_length=2, description="ISO 3166-1, two letters")]
    latin_name: Line = ""
    organisation: Line = ""
    position: Line = ""
    email: Annotated[Plain, Field(max_length=254)] = ""
    language: Language = "en"
    answers: Annotated[dict[Annotated[Plain, Field(max_length=40)], Answer], Field(max_length=200)] = {}


class RegistrationOut(Schema):
    """What became of a registration."""

    code: str
    state: Literal["submitted", "needs_info", "waiting", "approved", "refused", "withdrawn", "merged"]
    category: str
    name: str
    submitted_at: dt.datetime | None
    changed_at: dt.datetime
    merged_into: str | None = Field(description="The code of the one that lives, when two were one person's")


@router.get("/editions/{edition}/registration/categories", response=list[CategoryOut], operation_id="list_categories")
@guard(OPEN)
def categories(request: HttpRequest, edition: str, *, language: InLanguage = None) -> list[dict[str, Any]]:
    """The categories that anybody may apply in, with their questions; two queries."""
    rows, spoken = open_with_forms(request.edition), language_of(request, language)
    asked = questions_by_form({row.form_id for row in rows if row.form_id})
    return [_category(row, asked.get(row.form_id, []), spoken) for row in rows]


def _category(row: Any, fields: list[Any], language: Language | None) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": in_words(row.name, language),
        "description": in_words(row.description, language),
        "approval": row.approval,
        "full": row.capacity is not None and row.used >= row.capacity,
        "questions": [
            {
                "key": field.key,
                "type": field.type,
                "label": in_words(field.label, language),
                "required": field.required,
                "choices": [choice["key"] for choice in field.choices],
                "shown_field": field.shown_field,
                "shown_values": field.shown_values,
            }
            for field in fields
            if field.type != "heading"
        ],
    }


@router.post(
    "/editions/{edition}/registrations",
    response={200: RegistrationOut, 201: RegistrationOut},
    operation_id="register",
)
@guard(FILL_REGISTRY)
def register(request: HttpRequest, edition: str, wanted: RegistrationIn) -> Status | HttpResponse:
    """Register somebody and send it: 201 the first time, 200 with what there is when the key came before.

    422 `registration_answers` names what is missing or wrong in `answers`, by key.
    """
    category = category_of(request.edition, wanted.category)
    head = {name: getattr(wanted, name) for name in HEAD}
    try:
        made, new = register_one(
            category, dict(wanted.answers) | head, key=wanted.key, email=wanted.email, language=wanted.language,
            by=request.actor,
        )  # fmt: skip
    except AnswersWrong as wrong:
        return problem(422, wrong.code, str(wrong), answers=dict(wrong.problems))
    return Status(201 if new else 200, _told(made))


@router.get("/editions/{edition}/registrations/{code}", response=RegistrationOut, operation_id="read_registration")
@guard(READ_REGISTRY)
def registration(request: HttpRequest, edition: str, code: str) -> dict[str, Any]:
    """What became of a registration that was sent."""
    return _told(registration_in_office(request.actor, request.edition, code))


def _told(row: Any) -> dict[str, Any]:
    return {
        "code": row.code,
        "state": row.state,
        "category": row.category.code,
        "name": row.name,
        "submitted_at": row.submitted_at,
        "changed_at": row.changed_at,
        "merged_into": row.merged_into.code if row.merged_into_id else None,
    }
