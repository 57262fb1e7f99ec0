"""The office's people: list, export, one person, adding and changing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qurultai.kit import access
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.people import queries, sheets, words
from qurultai.people.actions.persons import NewPerson, add_person, change_person, note_export
from qurultai.people.forms.organisations import AffiliationForm
from qurultai.people.forms.persons import AccountForm, NewPersonForm, PersonForm
from qurultai.people.policies import CREATE_PERSON, EXPORT_CONTACT, READ_CONTACT, READ_REGISTRY, UPDATE_PERSON

ON_A_PAGE = 50
"""So many people on a page."""
FILTERS = ("country", "role", "organisation")


def _asked(request: HttpRequest) -> dict[str, str]:
    asked = {name: request.GET.get(name, "")[:20] for name in FILTERS}
    return asked | {"query": request.GET.get("q", "")[:200].replace("\0", "")}


@require_safe
@guard(READ_REGISTRY)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody in this forum, searched, filtered and sorted by the address."""
    asked, sort = _asked(request), request.GET.get("sort", "")[:20]
    visible = queries.people_visible_to(request.actor, request.edition)
    found = queries.sorted_by(queries.filtered(visible, request.edition, **asked), sort)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": [(row, _role_names(row)) for row in queries.listed(page.object_list, request.edition)],
        "asked": asked,
        "roles": words.ROLES.items(),
        "countries": queries.countries_of(visible),
        "search": request.GET.urlencode(),
        "columns": [
            {"key": "name", "label": _("Full name"), "sortable": True},
            {"key": "latin", "label": _("Latin"), "sortable": True},
            {"key": "country", "label": _("Country"), "sortable": True},
            {"label": _("Organisation")},
            {"label": _("Roles")},
        ],
    }
    return render(request, "people/people.html", shown)


def _role_names(row: queries.Listed) -> list[str]:
    return [str(words.ROLES.get(role, role)) for role in row.roles]


@require_safe
@guard(READ_REGISTRY)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The list as it is filtered, for a spreadsheet; with addresses only for those who may export them."""
    edition = request.edition
    if kind not in {"csv", "xlsx"}:
        raise Http404
    contacts = access.allowed(EXPORT_CONTACT, request.actor, edition_id=edition.id)
    visible = queries.people_visible_to(request.actor, edition)
    found = queries.sorted_by(queries.filtered(visible, edition, **_asked(request)), request.GET.get("sort", "")[:20])
    head = [_("Code"), _("Full name"), _("Latin"), _("Country"), _("Organisation"), _("Position"), _("Roles")]
    head += [_("E-mail address"), _("Telephone")] if contacts else []
    rows = [_cells(row, contacts) for row in queries.listed(found, edition)]
    note_export(len(rows), contacts, by=request.actor, edition_id=edition.id)
    made = sheets.as_csv(head, rows) if kind == "csv" else sheets.as_xlsx(head, rows, _("People"))
    answer = HttpResponse(made, content_type=sheets.CSV if kind == "csv" else sheets.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="people-{edition.slug}.{kind}"'
    return answer


def _cells(row: queries.Listed, contacts: bool) -> list[str]:
    person = row.person
    cells = [person.code, person.name, person.latin_name, person.country]
    cells += ["; ".join(str(name) for name in row.organisations), str(person.position)]
    cells.append("; ".join(_role_names(row)))
    return [*cells, person.email, person.phone] if contacts else cells


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
    contacts = access.allowed(READ_CONTACT, actor, person)
    shown = {
        "person": person,
        "contacts": contacts,
        "roles": _role_names(row),
        "belonging": [(one, names.get(one.organisation_id)) for one in belonging],
        "affiliation_form": affiliation_form(request),
        "account": queries.account_of(person),
        "account_form": AccountForm(initial={"email": person.email if contacts else ""}),
        "may_change": access.allowed(UPDATE_PERSON, actor, person),
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
