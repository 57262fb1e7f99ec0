"""The office's organisations: list, one with its names through time, adding, changing, renaming."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qurultai.kit.access import guard
from qurultai.kit.cldr import alphabetical, country_name
from qurultai.kit.limits import EXPORT, limited
from qurultai.kit.ui import tables
from qurultai.people import queries, words
from qurultai.people.actions.organisations import (
    NewOrganisation,
    add_organisation,
    change_organisation,
    rename_organisation,
)
from qurultai.people.forms.organisations import NameForm, NewOrganisationForm, OrganisationForm
from qurultai.people.policies import READ_REGISTRY, UPDATE_ORGANISATION
from qurultai.people.views.tables import organisations_table

ORDERS = {
    "name": lambda row: str(row.name).casefold(),
    "kind": lambda row: row.organisation.kind,
    "country": lambda row: alphabetical()(country_name(row.organisation.country)),
    "members": lambda row: row.members,
}


def _found(request: HttpRequest, wanted: tables.Asked) -> list[queries.ListedOrganisation]:
    rows = queries.listed_organisations(request.actor, request.edition, query=wanted.words, kind=wanted["kind"])
    return sorted(rows, key=ORDERS[wanted.by], reverse=wanted.downwards)


@require_safe
@guard(READ_REGISTRY)
def organisations(request: HttpRequest) -> HttpResponse:
    """All of them, searched and filtered by the address."""
    table = organisations_table(request.path, request.path.removesuffix("organisations/"))
    wanted = tables.asked(request, table)
    part = tables.portion(_found(request, wanted), wanted, table.size, table.key)
    return render(request, "people/organisations.html", {"list": tables.shown(request, table, wanted, part)})


@require_safe
@guard(READ_REGISTRY)
@limited(EXPORT)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The list as it is filtered, for a spreadsheet."""
    table = organisations_table("", "")
    wanted = tables.asked(request, table)
    name = f"organisations-{request.edition.slug}"
    return tables.file_of(wanted.columns, _found(request, wanted), kind, table.caption, name)


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
    form = NameForm(request.POST or None, of=organisation.id, initial={"name": known, "since": queries.today()})
    if request.method == "POST" and form.is_valid():
        name, since = form.cleaned_data["name"], form.cleaned_data["since"]
        rename_organisation(organisation, name, since=since, by=request.actor, edition_id=request.edition.id)
        messages.success(request, _("Saved."))
        return redirect("../")
    shown = {"form": form, "heading": _("A new name"), "back": "../"}
    return render(request, "people/form.html", shown, status=422 if form.errors else 200)
