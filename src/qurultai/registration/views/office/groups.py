"""The office's groups, and rows of people for a category."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qurultai.editions.public import address
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.kit.limits import EXPORT, limited
from qurultai.kit.ui import tables
from qurultai.registration.actions.groups import add_group, change_group
from qurultai.registration.forms.groups import GroupForm, OfficeRowsForm, QuotaForm
from qurultai.registration.policies import CREATE_GROUP, EXPORT_REGISTRATION, FILL_REGISTRY, READ_CATEGORIES
from qurultai.registration.queries.badges import categories_of
from qurultai.registration.queries.building import category_in_office
from qurultai.registration.queries.groups import group_visible_to, listed, matching
from qurultai.registration.views.office.table import groups_table
from qurultai.registration.views.rows import take_rows, template_answer


@require_http_methods(["GET", "HEAD", "POST"])
@guard(CREATE_GROUP)
def groups(request: HttpRequest) -> HttpResponse:
    """All groups with their quotas, and a new one."""
    form = GroupForm(request.POST or None, categories=categories_of(request.edition))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"category": form.there[form.cleaned_data["category"]]}
        try:
            add_group(request.edition, by=request.actor, language=get_language() or "en", **said)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The group is created."))
            return redirect(address("registration_office:groups", request.edition))
    table = groups_table(request)
    wanted = tables.asked(request, table)
    found = listed(request.actor, request.edition, wanted, table.size)
    shown = {"list": tables.shown(request, table, wanted, found), "form": form}
    return render(request, "registration/office/groups.html", shown, status=422 if form.errors else 200)


@require_safe
@guard(EXPORT_REGISTRATION)
@limited(EXPORT)
def groups_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The groups that the table shows, all pages of them, for a spreadsheet."""
    table = groups_table(request)
    wanted = tables.asked(request, table)
    rows = matching(request.actor, request.edition, wanted)
    return tables.file_of(wanted.columns, rows, kind, table.caption, f"groups-{request.edition.slug}")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(CREATE_GROUP, load=group_visible_to)
def group(request: HttpRequest, found: Any) -> HttpResponse:
    """Change a group's name or quota."""
    form = QuotaForm(request.POST or None, initial={"name": found.name, "capacity": found.capacity})
    back = address("registration_office:groups", request.edition)
    if request.method == "POST" and form.is_valid():
        try:
            change_group(found, by=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("capacity", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    shown = {"form": form, "heading": found.name, "back": back}
    return render(request, "registration/office/form.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(FILL_REGISTRY)
def rows(request: HttpRequest) -> HttpResponse:
    """Register people by spreadsheet."""
    categories = categories_of(request.edition)
    form = OfficeRowsForm(request.POST or None, request.FILES or None, categories=categories)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        category = form.there[form.cleaned_data["category"]]
        problems = take_rows(request, form, category)
        if not problems:
            return redirect(address("registration_office:registrations", request.edition))
    shown = {"form": form, "problems": problems, "categories": categories}
    return render(request, "registration/office/rows.html", shown, status=422 if problems or form.errors else 200)


@require_safe
@guard(READ_CATEGORIES, load=category_in_office)
def category_template(request: HttpRequest, found: Any) -> HttpResponse:
    """The spreadsheet of a category to fill in."""
    return template_answer(found)
