"""The office's people: list, export, one person, adding and changing."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qurultai.kit import access
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.kit.limits import EXPORT, limited
from qurultai.kit.ui import tables
from qurultai.people import queries
from qurultai.people.actions.persons import NewPerson, add_person, change_person, note_export
from qurultai.people.forms.organisations import AffiliationForm
from qurultai.people.forms.persons import AccountForm, NewPersonForm, PersonForm
from qurultai.people.policies import CREATE_PERSON, READ_CONTACT, READ_REGISTRY, UPDATE_PERSON
from qurultai.people.views.tables import for_a_file, people_table, roles_of
from qurultai.people.words import who_may


def _found(request: HttpRequest, wanted: tables.Asked) -> object:
    visible = queries.people_visible_to(request.actor, request.edition)
    filters = {name: wanted[name][:20] for name in ("country", "role", "organisation")}
    people = queries.filtered(visible, request.edition, query=wanted.words, **filters)
    return queries.placed(people) if wanted.by == "country" else people


@require_safe
@guard(READ_REGISTRY)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody in this forum, searched, filtered and sorted by the address."""
    table = people_table(request, request.path)
    wanted = tables.asked(request, table)
    field = queries.SORTS[wanted.by]
    part = tables.sliced(_found(request, wanted), field, wanted, table.size, downwards=wanted.downwards)
    part = replace(part, rows=queries.listed(part.rows, request.edition))
    shown = {"list": tables.shown(request, table, wanted, part, bulk=True)}
    return render(request, "people/people.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(READ_REGISTRY, recent=True)
@limited(EXPORT)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The list as it is filtered, or those ticked in it, for a spreadsheet; with addresses for those who may."""
    edition = request.edition
    table = people_table(request, request.path.rpartition("/")[0] + "/")
    wanted = tables.asked(request, table)
    found = queries.sorted_by(_found(request, wanted), wanted.sort)
    if request.method == "POST":
        found = found.filter(code__in=request.POST.getlist("ticked")[:500])
    columns = for_a_file(request, wanted.columns)
    rows = queries.listed(found, edition)
    contacts = any(column.key == "email" for column in columns)
    note_export(len(rows), contacts, by=request.actor, edition_id=edition.id)
    made = tables.file_of(columns, rows, kind, table.caption, f"people-{edition.slug}")
    if request.method == "POST":
        # A streamed answer is not kept with its idempotency key: addresses are written down nowhere else.
        return StreamingHttpResponse([made.content], headers=dict(made.headers))
    return made


@require_safe
@guard(READ_REGISTRY, load=queries.person_in_registry)
def person(request: HttpRequest, person: object) -> HttpResponse:
    """One person: her data, her organisations, and how she signs in."""
    return person_page(request, person)


def affiliation_form(request: HttpRequest, data: object = None) -> AffiliationForm:
    """The form that says to which organisation a person belongs."""
    url = f"{request.path.split('/office/', 1)[0]}/office/people/organisations/choices/"
    look_up = queries.organisations_to_choose(request.actor, request.edition)
    return AffiliationForm(data, url=url, look_up=look_up)


def person_page(request: HttpRequest, person: object, status: int = 200, **forms: object) -> HttpResponse:
    """The person's page, with a form as it was sent when something in it has to be mended."""
    actor, edition = request.actor, request.edition
    belonging = queries.affiliations_of(person)
    names = queries.organisation_names_at([one.organisation_id for one in belonging], queries.today())
    (row,) = queries.listed([person], edition)
    contacts, may_change = (access.allowed(permission, actor, person) for permission in (READ_CONTACT, UPDATE_PERSON))
    shown = {
        "person": person,
        "contacts": contacts,
        "roles": roles_of(row),
        "belonging": [(one, names.get(one.organisation_id)) for one in belonging],
        "affiliation_form": affiliation_form(request),
        "account": queries.account_of(person),
        "account_form": AccountForm(initial={"email": person.email if contacts else ""}),
        "may_change": may_change,
        "who_may": [] if may_change else who_may(UPDATE_PERSON),
    }
    return render(request, "people/person.html", shown | forms, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(CREATE_PERSON)
def new_person(request: HttpRequest) -> HttpResponse:
    """Enter somebody."""
    form = NewPersonForm(request.POST or None, initial={"language": "ru"})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in NewPerson.__dataclass_fields__ if name in form.cleaned_data}
        try:
            made = add_person(NewPerson(**values), by=request.actor, edition_id=request.edition.id)
        except Refusal as refusal:
            form.add_error("email" if "address" in refusal.code else None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(f"../{made.code}/")
    shown = {"form": form, "heading": _("New person"), "back": "../"}
    return render(request, "people/form.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_PERSON, load=queries.person_in_registry)
def change(request: HttpRequest, person: object) -> HttpResponse:
    """Change what is public about somebody."""
    fields = ("name", "latin_name", "country", "language", "position", "biography")
    form = PersonForm(request.POST or None, initial={field: getattr(person, field) for field in fields})
    if request.method == "POST" and form.is_valid():
        change_person(person, {field: form.cleaned_data[field] for field in fields}, by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("../")
    shown = {"form": form, "heading": person.name, "back": "../"}
    return render(request, "people/form.html", shown, status=422 if form.errors else 200)
