"""The office's invitations: a table, new ones by rows, waves that are sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.editions.public import address
from qurultai.kit import access
from qurultai.kit.access import guard
from qurultai.kit.cldr import country_name
from qurultai.kit.errors import Refusal
from qurultai.kit.limits import EXPORT, limited
from qurultai.kit.sheet_reading import rows_of
from qurultai.kit.ui import tables
from qurultai.registration.actions.importing import RowsWrong, applicants_of
from qurultai.registration.actions.invitations import draft_invitations, send_wave
from qurultai.registration.forms.invitations import InviteForm
from qurultai.registration.policies import CREATE_INVITATION, EXPORT_REGISTRATION, READ_INVITATION, SEND_INVITATION
from qurultai.registration.queries.badges import categories_of
from qurultai.registration.queries.invitations import listed, matching, waves_of
from qurultai.registration.queries.office import category_names
from qurultai.registration.wording import INVITATION_COLOURS, INVITATION_STATES


def _table(request: HttpRequest, waves: list[tuple[int, int]]) -> tables.Table:
    states = {key: (str(name), INVITATION_COLOURS[key]) for key, name in INVITATION_STATES.items()}
    name = pgettext("of a person", "Name")
    categories = list(category_names(request.edition).values())
    exports = access.allowed(EXPORT_REGISTRATION, request.actor, edition_id=request.edition.id)
    files = address("registration_office:invitations_list", request.edition, kind="KIND").replace("KIND", "{}")
    return tables.Table(
        name="invitations",
        caption=_("Invitations"),
        columns=[
            tables.Column("name", name, lambda row: row.name, sortable=True),
            tables.Column("number", _("Letter No."), lambda row: row.number or "—", number=True),
            tables.Column("wave", _("Wave"), lambda row: row.wave, sortable=True, number=True),
            tables.Column("organisation", _("Organisation"), lambda row: row.organisation or "—"),
            tables.Column("country", _("Country"), lambda row: country_name(row.country), by_default=False),
            tables.Column("category", _("Category"), lambda row: row.category.name),
            tables.Column(
                "state", _("State"), lambda row: tables.badge(*states[row.state]), lambda row: states[row.state][0]
            ),
        ],
        filters=[
            tables.Filter("state", _("State"), _("All states"), [(key, words) for key, (words, _c) in states.items()]),
            tables.Filter("category", _("Category"), _("All categories"), categories),
            tables.Filter("wave", _("Wave"), _("All waves"), [(str(wave), str(wave)) for wave, _n in waves]),
        ],
        search=_("Search by name, organisation or address"),
        order="name",
        files=files if exports else "",
    )


@require_safe
@guard(READ_INVITATION)
def invitations(request: HttpRequest) -> HttpResponse:
    """All of them, and the waves that wait to be sent."""
    waves = waves_of(request.edition)
    table = _table(request, waves)
    wanted = tables.asked(request, table)
    found = listed(request.actor, request.edition, wanted, table.size)
    shown = {
        "list": tables.shown(request, table, wanted, found),
        "waves": [(wave, drafted) for wave, drafted in waves if drafted],
        "sends": access.allowed(SEND_INVITATION, request.actor, edition_id=request.edition.id),
    }
    return render(request, "registration/office/invitations.html", shown)


@require_safe
@guard(EXPORT_REGISTRATION)
@limited(EXPORT)
def invitations_file(request: HttpRequest, kind: str) -> HttpResponse:
    """What the table shows, for a spreadsheet."""
    table = _table(request, waves_of(request.edition))
    wanted = tables.asked(request, table)
    rows = matching(request.actor, request.edition, wanted).order_by("name", "pk")
    return tables.file_of(wanted.columns, rows, kind, table.caption, f"invitations-{request.edition.slug}")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(CREATE_INVITATION)
def invite(request: HttpRequest) -> HttpResponse:
    """Draft invitations by rows."""
    form = InviteForm(request.POST or None, request.FILES or None, categories=categories_of(request.edition))
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        category = form.there[said["category"]]
        try:
            people = applicants_of(category, [], rows_of(form.body))
            more = {name: said[name] for name in ("wave", "language", "rank")}
            count = draft_invitations(category, people, by=request.actor, **more)
        except RowsWrong as wrong:
            problems = [str(problem) for problem in wrong.problems]
        except Refusal as refusal:
            problems = [str(refusal)]
        else:
            said_so = ngettext("%(n)s invitation is drafted.", "%(n)s invitations are drafted.", count) % {"n": count}
            messages.success(request, said_so)
            return redirect(address("registration_office:invitations", request.edition))
    shown = {"form": form, "problems": problems}
    return render(request, "registration/office/invite.html", shown, status=422 if problems or form.errors else 200)


@require_POST
@guard(SEND_INVITATION)
def wave(request: HttpRequest, number: int) -> HttpResponse:
    """Send what is drafted in a wave."""
    count = send_wave(request.edition, number, by=request.actor)
    said = ngettext("%(n)s invitation is sent.", "%(n)s invitations are sent.", count) % {"n": count}
    messages.success(request, said)
    return redirect(address("registration_office:invitations", request.edition))
