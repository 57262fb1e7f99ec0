"""The problems desk: incidents and alarms, each with what gates told; and the quotas of organisations."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.kit.access import guard
from qurultai.kit.limits import EXPORT, limited
from qurultai.kit.ui import tables
from qurultai.onsite import wording
from qurultai.onsite.actions.problems import resolve_problem, set_quota
from qurultai.onsite.forms import NoteForm, QuotaForm
from qurultai.onsite.policies import EXPORT_SCANS, LIST_SCANS, UPDATE_PROBLEM, UPDATE_QUOTA
from qurultai.onsite.queries import office
from qurultai.onsite.queries.evidence import instant
from qurultai.onsite.views.office.tables import problems_table, zone_name


def _table(request: HttpRequest, rows: list, path: str, files: str) -> tables.Table:
    return problems_table(office.zones_of(request.edition), request.edition.tz, _about(request, rows), path, files)


def _about(request: HttpRequest, rows: list) -> Callable[[object], str]:
    """Whose badge a problem is about, or which scans."""
    named = office.badges_named(request.edition, [row.serial for row in rows])

    def words(problem: object) -> str:
        if problem.serial is not None:
            badge = named.get(problem.serial)
            return f"{badge.name} · {problem.serial}" if badge else str(problem.serial)
        if problem.kind == "unread":
            return "—"
        place = {"first": problem.first, "last": problem.last}
        alone = problem.first == problem.last
        return _("scan %(first)s") % place if alone else _("scans %(first)s to %(last)s") % place

    return words


def _found(request: HttpRequest, wanted: tables.Asked) -> object:
    asked = {"kind": wanted["kind"], "state": wanted["state"], "words": wanted.words}
    return office.problems_visible_to(request.actor, request.edition, **asked)


@require_safe
@guard(LIST_SCANS)
def problems(request: HttpRequest) -> HttpResponse:
    """All of them, newest first."""
    wanted = tables.asked(request, _table(request, [], "", ""))
    part = tables.sliced(_found(request, wanted), "at", wanted, 50, downwards=wanted.downwards)
    table = _table(request, part.rows, request.path, f"{request.path}list.{{}}")
    wanted = tables.asked(request, table)
    return render(request, "onsite/problems.html", {"list": tables.shown(request, table, wanted, part)})


@require_safe
@guard(EXPORT_SCANS)
@limited(EXPORT)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The list as it is filtered."""
    rows = list(_found(request, tables.asked(request, _table(request, [], "", ""))).order_by("at", "pk"))
    table = _table(request, rows, "", "")
    wanted = tables.asked(request, table)
    return tables.file_of(wanted.columns, rows, kind, table.caption, f"problems-{request.edition.slug}")


@require_safe
@guard(LIST_SCANS, load=office.problem_in_office)
def problem(request: HttpRequest, problem: object) -> HttpResponse:
    """One of them, with all that gates told of this badge in this zone."""
    return render(request, "onsite/problem.html", _shown(request, problem, NoteForm(initial={"note": problem.note})))


@require_POST
@guard(UPDATE_PROBLEM, load=office.problem_in_office)
def resolution(request: HttpRequest, problem: object) -> HttpResponse:
    """Somebody says what it was."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render(request, "onsite/problem.html", _shown(request, problem, form), status=422)
    resolve_problem(problem, form.cleaned_data["note"], by=request.actor)
    messages.success(request, _("Saved."))
    return redirect("../../")


def _shown(request: HttpRequest, problem: object, form: NoteForm) -> dict[str, object]:
    heads = (_("When"), _("Gate"), _("Device"), _("Way"), _("Shown"), _("By the guard"))
    scans = [
        {"row": scan, "at": instant(scan.at), "way": wording.DIRECTIONS[scan.direction],
         "shown": wording.COLOURS[scan.verdict]}
        for scan in office.scans_of_badge(request.edition, problem.serial, problem.zone)
    ]  # fmt: skip
    return {
        "problem": problem,
        "what": wording.KINDS[problem.kind],
        "about": _about(request, [problem])(problem),
        "state": wording.STATES[problem.state],
        "zone": zone_name(office.zones_of(request.edition), problem.zone),
        "scans": scans,
        "columns": [{"label": head} for head in heads],
        "form": form,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_QUOTA)
def quotas(request: HttpRequest) -> HttpResponse:
    """How many of each organisation may be inside, and how many are."""
    zones = office.zones_of(request.edition)
    form = QuotaForm(request.POST or None, organisations=office.organisations_on(request.edition), zones=zones)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        set_quota(request.edition, told["organisation"], told["zone"], told["most"], by=request.actor)
        messages.success(request, _("Saved. Devices follow at their next contact."))
        return redirect(".")
    rows = [
        {"filled": one, "zone": zone_name(zones, one.quota.zone), "full": one.inside >= one.quota.most}
        for one in office.quotas_visible_to(request.actor, request.edition)
    ]
    heads = (_("Organisation"), _("Zone"), _("Inside now"), _("At most"), _("Step"))
    shown = {"form": form, "rows": rows, "count": len(rows), "columns": [{"label": head} for head in heads]}
    return render(request, "onsite/quotas.html", shown, status=422 if form.errors else 200)


@require_POST
@guard(UPDATE_QUOTA, load=office.quota_in_office)
def quota_removal(request: HttpRequest, quota: object) -> HttpResponse:
    """As many as come."""
    set_quota(quota.edition, quota.organisation_id, quota.zone, None, by=request.actor)
    messages.success(request, _("Saved. Devices follow at their next contact."))
    return redirect("../../")
