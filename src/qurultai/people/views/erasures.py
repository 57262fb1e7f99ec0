"""The office's requests for erasure, and the acts of what was erased."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.kit.limits import EXPORT, limited
from qurultai.kit.ui import tables
from qurultai.kit.ui.tables import Column
from qurultai.people.actions.erasing import erase_person, set_request_aside
from qurultai.people.forms.erasures import AnswerForm
from qurultai.people.policies import LIST_REQUESTS, TRANSITION_REQUEST
from qurultai.people.queries.erasing import act_visible_to, acts_visible_to, request_visible_to, requests_visible_to
from qurultai.people.words import ACTS, REQUESTS, erased_in_words

MOST = 200
"""So many requests and acts a page shows; the file has all acts."""


@require_safe
@guard(LIST_REQUESTS)
def erasures(request: HttpRequest) -> HttpResponse:
    """What was asked, and the acts."""
    asked = requests_visible_to(request.actor, request.edition)[:MOST]
    acts = acts_visible_to(request.actor, request.edition)
    shown = {
        "asked": [(one, REQUESTS[one.state]) for one in asked],
        "acts": [(one, ACTS[one.kind], sum(one.counts.values())) for one in acts[:MOST]],
        "count": acts.count(),
        "asked_columns": [
            {"label": _("Request")}, {"label": _("Whose")}, {"label": _("Asked on")}, {"label": _("State")},
        ],
        "act_columns": [
            {"label": _("Act")}, {"label": _("What was erased")}, {"label": _("Things")}, {"label": _("When")},
            {"label": _("By whom")},
        ],
    }  # fmt: skip
    return render(request, "people/erasures.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(TRANSITION_REQUEST, load=request_visible_to, recent=True)
def answer(request: HttpRequest, asked: object) -> HttpResponse:
    """Carry one out, which asks for its code, or set it aside."""
    form, refusal = AnswerForm(request.POST or None, code=asked.code), None
    if request.method == "POST" and form.is_valid():
        try:
            return _answered(request, asked, form.cleaned_data["do"])
        except Refusal as no:
            refusal = no
    shown = {"asked": asked, "state": REQUESTS[asked.state], "form": form, "refusal": refusal}
    status = refusal.status if refusal else 422 if form.errors else 200
    return render(request, "people/erasure.html", shown, status=status)


def _answered(request: HttpRequest, asked: object, what: str) -> HttpResponse:
    if what == "erase":
        act = erase_person(asked, by=request.actor)
        messages.success(
            request, _("Everything is erased. The act has the number %(number)s.") % {"number": act.number}
        )
        return redirect(f"../../acts/{act.number}/")
    set_request_aside(asked, by=request.actor)
    messages.success(request, _("The request is set aside."))
    return redirect("../../")


@require_safe
@guard(LIST_REQUESTS, load=act_visible_to)
def act(request: HttpRequest, found: object) -> HttpResponse:
    """One act, made to be printed as well."""
    shown = {"act": found, "kind": ACTS[found.kind], "lines": erased_in_words(found.counts)}
    return render(request, "people/erasure_act.html", shown)


@require_safe
@guard(LIST_REQUESTS)
@limited(EXPORT)
def acts_file(request: HttpRequest, kind: str) -> HttpResponse:
    """All acts for a spreadsheet."""
    columns = (
        Column("number", _("Act"), lambda one: one.number),
        Column("kind", _("What was erased"), lambda one: ACTS[one.kind]),
        Column("things", _("Things"), lambda one: sum(one.counts.values())),
        Column("when", _("When"), lambda one: _moment(request, one)),
        Column("who", _("By whom"), _who),
        Column("digest", _("Digest"), lambda one: one.digest),
    )
    rows = acts_visible_to(request.actor, request.edition)
    return tables.file_of(columns, rows, kind, _("Acts of erasure"), f"erasures-{request.edition.slug}")


def _moment(request: HttpRequest, one: object) -> str:
    return date_format(one.erased_at.astimezone(request.edition.tz), "DATETIME_FORMAT")


def _who(one: object) -> str:
    return one.erased_by.name if one.erased_by else _("the installation")
