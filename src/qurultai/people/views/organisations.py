"""The office's organisations: list, one with its names through time, adding, changing, renaming."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qurultai.kit.access import guard
from qurultai.people import queries, words
from qurultai.people.actions.organisations import (
    NewOrganisation,
    add_organisation,
    change_organisation,
    rename_organisation,
)
from qurultai.people.forms.organisations import NameForm, NewOrganisationForm, OrganisationForm
from qurultai.people.policies import READ_REGISTRY, UPDATE_ORGANISATION

ON_A_PAGE = 50


@require_safe
@guard(READ_REGISTRY)
def organisations(request: HttpRequest) -> HttpResponse:
    """All of them, searched and filtered by the address."""
    asked = {"query": request.GET.get("q", "")[:200], "kind": request.GET.get("kind", "")[:20]}
    rows = queries.listed_organisations(request.actor, request.edition, **asked)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    columns = [{"label": _("Name")}, {"label": _("Kind")}, {"label": _("Country")}]
    columns.append({"label": _("People here"), "number": True})
    kinds = {row.organisation.code: words.KINDS.get(row.organisation.kind, "") for row in page}
    shown = {"page": page, "asked": asked, "columns": columns, "kinds": words.KINDS.items()}
    shown["rows"] = [(row, kinds[row.organisation.code]) for row in page]
    return render(request, "people/organisations.html", shown)


@require_safe
@guard(READ_REGISTRY, load=queries.organisation_in_registry)
def organisation(request: HttpRequest, organisation: object) -> HttpResponse:
    """One: its names through time, and who of this forum belongs to it."""
    day = queries.today()
    visible = queries.people_visible_to(request.actor, request.edition)
    shown = {
        "organisation": organisation,
        "name": queries.organisation_name_at(organisation.id, day),
        "names": sorted(organisation.names.all(), key=lambda row: row.valid_from, reverse=True),
        "first_day": queries.ALWAYS,
        "kind": words.KINDS.get(organisation.kind, ""),
        "members": queries.members_of(organisation, visible, day),
    }
    return render(request, "people/organisation.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_ORGANISATION)
def new_organisation(request: HttpRequest) -> HttpResponse:
    """Enter one."""
    form = NewOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {field: form.cleaned_data[field] for field in ("name", "kind", "country", "website")}
        made = add_organisation(NewOrganisation(**values), by=request.actor, edition_id=request.edition.id)
        messages.success(request, _("Saved."))
        return redirect(f"../{made.code}/")
    shown = {"form": form, "heading": _("New organisation"), "back": "../"}
    return render(request, "people/form.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_ORGANISATION, load=queries.organisation_in_registry)
def change(request: HttpRequest, organisation: object) -> HttpResponse:
    """Change kind, country or site."""
    fields = ("kind", "country", "website")
    form = OrganisationForm(request.POST or None, initial={field: getattr(organisation, field) for field in fields})
    if request.method == "POST" and form.is_valid():
        changes = {field: form.cleaned_data[field] for field in fields}
        change_organisation(organisation, changes, by=request.actor, edition_id=request.edition.id)
        messages.success(request, _("Saved."))
        return redirect("../")
    shown = {"form": form, "heading": _("Change the organisation"), "back": "../"}
    return render(request, "people/form.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_ORGANISATION, load=queries.organisation_in_registry)
def rename(request: HttpRequest, organisation: object) -> HttpResponse:
    """Give it another name from a day on."""
    known = queries.organisation_name_at(organisation.id, queries.today())
    form = NameForm(request.POST or None, initial={"name": known, "since": queries.today()})
    if request.method == "POST" and form.is_valid():
        name, since = form.cleaned_data["name"], form.cleaned_data["since"]
        rename_organisation(organisation, name, since=since, by=request.actor, edition_id=request.edition.id)
        messages.success(request, _("Saved."))
        return redirect("../")
    shown = {"form": form, "heading": _("A new name"), "back": "../"}
    return render(request, "people/form.html", shown, status=422 if form.errors else 200)
