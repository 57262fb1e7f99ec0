"""Forms built without code: questions added, changed, ordered, removed, and looked at as a guest sees them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.editions.public import address
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.registration.actions.forms import (
    NewField,
    add_field,
    add_form,
    change_field,
    order_fields,
    remove_field,
)
from qurultai.registration.forms.applying import ApplicationForm
from qurultai.registration.forms.office import FieldForm, NewFormForm
from qurultai.registration.policies import READ_CATEGORIES, UPDATE_CATEGORIES
from qurultai.registration.queries.building import (
    a_blank_application,
    field_in_office,
    fields_of,
    form_in_office,
    forms_of,
    is_answered,
)
from qurultai.registration.views.office.moving import moved
from qurultai.registration.wording import TYPES


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_CATEGORIES)
def forms(request: HttpRequest) -> HttpResponse:
    """All forms, and a new one."""
    form = NewFormForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = add_form(request.edition, form.cleaned_data["name"], by=request.actor)
        return _to(request, made.code)
    shown = {"forms": forms_of(request.edition), "form": form}
    return render(request, "registration/office/forms.html", shown, status=422 if form.errors else 200)


def _to(request: HttpRequest, code: str) -> HttpResponse:
    return redirect(address("registration_office:form", request.edition, code=code))


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_CATEGORIES, load=form_in_office)
def form(request: HttpRequest, found: Any) -> HttpResponse:
    """Its questions in their order, and a new one."""
    fields = fields_of(found)
    new = FieldForm(request.POST or None, before=fields)
    if request.method == "POST" and new.is_valid():
        try:
            add_field(found, NewField(type=new.cleaned_data["type"], **new.wanted()), by=request.actor)
        except Refusal as refusal:
            new.add_error(None, str(refusal))
        else:
            messages.success(request, _("The question is added."))
            return _to(request, found.code)
    names = {field.key: field.label for field in fields}
    shown = {
        "found": found,
        "rows": [(field, TYPES[field.type], names.get(field.shown_field)) for field in fields],
        "form": new,
        "answered": is_answered(found),
    }
    return render(request, "registration/office/form_fields.html", shown, status=422 if new.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_CATEGORIES, load=field_in_office)
def field(request: HttpRequest, found: Any) -> HttpResponse:
    """Change one question."""
    before = [one for one in fields_of(found.form) if one.position < found.position]
    form = FieldForm(request.POST or None, before=before, asked=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_field(found, form.wanted(), by=request.actor)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return _to(request, found.form.code)
    back = address("registration_office:form", request.edition, code=found.form.code)
    shown = {"form": form, "heading": str(found.label), "back": back}
    return render(request, "registration/office/form.html", shown, status=422 if form.errors else 200)


@require_POST
@guard(UPDATE_CATEGORIES, load=field_in_office)
def field_removal(request: HttpRequest, found: Any) -> HttpResponse:
    """Ask a question no more; answers that were given stay with those who gave them."""
    remove_field(found, by=request.actor)
    messages.success(request, _("The question is removed."))
    return _to(request, found.form.code)


@require_POST
@guard(UPDATE_CATEGORIES, load=form_in_office)
def order(request: HttpRequest, found: Any) -> HttpResponse:
    """Put a question up or down, or all in the order in which they were dragged."""
    keys = [one.key for one in fields_of(found)]
    order_fields(found, moved(keys, request.POST), by=request.actor)
    return _to(request, found.code)


@require_safe
@guard(READ_CATEGORIES, load=form_in_office)
def preview(request: HttpRequest, found: Any) -> HttpResponse:
    """The form as a guest sees it, all questions shown."""
    asked = fields_of(found)
    shown = {"found": found, "form": ApplicationForm(a_blank_application(request.edition, found), asked)}
    return render(request, "registration/office/preview.html", shown)
