"""Categories with their quotas: made, changed, ordered, copied from another forum."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from qurultai.editions.public import address
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.registration.actions.categories import (
    add_category,
    change_category,
    order_categories,
    remove_category,
)
from qurultai.registration.actions.copying import copy_categories
from qurultai.registration.forms.office import PLAIN, CategoryForm, CopyForm
from qurultai.registration.policies import READ_CATEGORIES, UPDATE_CATEGORIES
from qurultai.registration.queries.building import category_in_office, forms_of, other_editions
from qurultai.registration.queries.office import quotas_of
from qurultai.registration.views.office.moving import moved
from qurultai.registration.wording import APPROVALS


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(address("registration_office:categories", request.edition))


@require_http_methods(["GET", "HEAD"])
@guard(READ_CATEGORIES)
def categories(request: HttpRequest) -> HttpResponse:
    """All of them in their order, with their quotas."""
    editions = other_editions(request.actor, request.edition)
    shown = {
        "quotas": [(quota, APPROVALS[quota.category.approval]) for quota in quotas_of(request.edition)],
        "copy": CopyForm(editions=editions) if editions else None,
    }
    return render(request, "registration/office/categories.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_CATEGORIES)
def new_category(request: HttpRequest) -> HttpResponse:
    """A new category."""
    form = CategoryForm(request.POST or None, forms_there=forms_of(request.edition))
    if request.method == "POST" and form.is_valid():
        try:
            add_category(request.edition, by=request.actor, **form.wanted())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The category is created."))
            return _back(request)
    return _form(request, form, _("New category"))


def _form(request: HttpRequest, form: Any, heading: str) -> HttpResponse:
    back = address("registration_office:categories", request.edition)
    shown = {"form": form, "heading": heading, "back": back}
    return render(request, "registration/office/form.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_CATEGORIES, load=category_in_office)
def category(request: HttpRequest, found: Any) -> HttpResponse:
    """Change a category; more places are given at once to those who wait."""
    known = {name: getattr(found, name) for name in ("number", *PLAIN)}
    known["form"] = found.form.code if found.form else ""
    form = CategoryForm(request.POST or None, initial=known, forms_there=forms_of(request.edition))
    if request.method == "POST" and form.is_valid():
        try:
            change_category(found, form.wanted(), by=request.actor)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return _back(request)
    return _form(request, form, str(found.name))


@require_POST
@guard(UPDATE_CATEGORIES, load=category_in_office)
def removal(request: HttpRequest, found: Any) -> HttpResponse:
    """Take away a category in which nobody registered."""
    remove_category(found, by=request.actor)
    messages.success(request, _("The category is removed."))
    return _back(request)


@require_POST
@guard(UPDATE_CATEGORIES)
def order(request: HttpRequest) -> HttpResponse:
    """Put one up or down, or all in the order in which they were dragged."""
    codes = [quota.category.code for quota in quotas_of(request.edition)]
    order_categories(request.edition, moved(codes, request.POST), by=request.actor)
    return _back(request)


@require_POST
@guard(UPDATE_CATEGORIES)
def copies(request: HttpRequest) -> HttpResponse:
    """Take over what another forum has."""
    form = CopyForm(request.POST, editions=other_editions(request.actor, request.edition))
    if form.is_valid():
        last = form.there[form.cleaned_data["edition"]]
        count = copy_categories(last, request.edition, by=request.actor)
        said = ngettext("%(n)s category is copied.", "%(n)s categories are copied.", count) % {"n": count}
        messages.success(request, said)
    return _back(request)
