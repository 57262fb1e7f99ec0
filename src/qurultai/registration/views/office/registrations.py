"""The table of registrations, and one with its history and the decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.editions.public import address
from qurultai.kit import access
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.kit.limits import EXPORT, limited
from qurultai.kit.ui import tables
from qurultai.registration.actions.applying import correct_registration
from qurultai.registration.actions.refusals import AnswersWrong
from qurultai.registration.actions.reviewing import approve, ask_for_more, decide_many, refuse
from qurultai.registration.forms.applying import ApplicationForm
from qurultai.registration.forms.office import BulkForm, DecisionForm
from qurultai.registration.policies import (
    EXPORT_REGISTRATION,
    READ_REGISTRY,
    READ_TWINS,
    TRANSITION_REGISTRATION,
    UPDATE_REGISTRATION,
)
from qurultai.registration.queries.applications import files_of
from qurultai.registration.queries.asking import fields_shown
from qurultai.registration.queries.office import (
    all_listed,
    consents_of,
    listed,
    registration_in_office,
    registration_with_file,
    steps_of,
)
from qurultai.registration.queries.twins import twins_of
from qurultai.registration.views.application import file_answer, typed
from qurultai.registration.views.office.table import registrations_table
from qurultai.registration.wording import SOURCES, STATE_COLOURS, STATES, STEPS, answer_in_words

MOST_TICKED = 500


@require_safe
@guard(READ_REGISTRY)
def registrations(request: HttpRequest) -> HttpResponse:
    """All that were sent, searched, filtered and sorted as the address says."""
    table = registrations_table(request)
    wanted = tables.asked(request, table)
    found = listed(request.actor, request.edition, wanted, table.size)
    decides = access.allowed(TRANSITION_REGISTRATION, request.actor, edition_id=request.edition.id)
    shown = {"list": tables.shown(request, table, wanted, found, bulk=decides), "form": BulkForm(), "decides": decides}
    return render(request, "registration/office/registrations.html", shown)


@require_safe
@guard(EXPORT_REGISTRATION)
@limited(EXPORT)
def registrations_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The registrations that the table shows, all pages of them, for a spreadsheet."""
    table = registrations_table(request)
    wanted = tables.asked(request, table)
    rows = all_listed(request.actor, request.edition, wanted)
    return tables.file_of(wanted.columns, rows, kind, table.caption, f"registrations-{request.edition.slug}")


@require_POST
@guard(TRANSITION_REGISTRATION)
def bulk(request: HttpRequest) -> HttpResponse:
    """One decision on all that are ticked."""
    back = f"{address('registration_office:registrations', request.edition)}?{request.POST.get('query', '')[:2000]}"
    form, ticked = BulkForm(request.POST), request.POST.getlist("ticked")[:MOST_TICKED]
    if not form.is_valid() or not ticked:
        messages.error(request, _("Tick registrations and choose what shall become of them."))
        return redirect(back)
    try:
        said = form.cleaned_data
        count, left = decide_many(request.edition, ticked, said["what"], words=said["words"], by=request.actor)
    except Refusal as refusal:
        messages.error(request, _("Nothing was changed. %(why)s") % {"why": refusal})
        return redirect(back)
    messages.success(request, ngettext("%(n)s is decided.", "%(n)s are decided.", count) % {"n": count})
    if left:
        messages.warning(request, _("Left as they were: %(codes)s") % {"codes": ", ".join(left)})
    return redirect(back)


@require_safe
@guard(READ_REGISTRY, load=registration_in_office)
def registration(request: HttpRequest, row: Any) -> HttpResponse:
    """Everything about one registration."""
    return _page(request, row, DecisionForm())


def _page(request: HttpRequest, row: Any, form: DecisionForm, status: int = 200) -> HttpResponse:
    files = files_of(row)
    answers = [
        (field, answer_in_words(field, row.answers.get(field.key)), files.get(str(row.answers.get(field.key))))
        for field in fields_shown(row)
    ]
    shown = {
        "row": row,
        "state": STATES[row.state],
        "source": SOURCES[row.source],
        "survivor": row.merged_into,
        "twins": twins_of(row) if access.allowed(READ_TWINS, request.actor, row) else [],
        "colour": STATE_COLOURS[row.state],
        "answers": answers,
        "steps": [(step, STEPS.get(step.what, step.what)) for step in steps_of(row)],
        "consents": consents_of(row),
        "photo": files.get(row.photo),
        "form": form,
        "decides": access.allowed(TRANSITION_REGISTRATION, request.actor, row),
        "corrects": access.allowed(UPDATE_REGISTRATION, request.actor, row),
    }
    return render(request, "registration/office/registration.html", shown, status=status)


@require_POST
@guard(TRANSITION_REGISTRATION, load=registration_in_office)
def decision(request: HttpRequest, row: Any) -> HttpResponse:
    """Approve, ask for more, or do not approve."""
    form = DecisionForm(request.POST)
    if form.is_valid():
        what, words = form.cleaned_data["what"], form.cleaned_data["words"]
        try:
            if what == "approve":
                approve(row, by=request.actor)
            elif what == "refuse":
                refuse(row, by=request.actor)
            else:
                ask_for_more(row, words, by=request.actor)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Decided; the applicant is told by mail."))
            return redirect(address("registration_office:registration", request.edition, code=row.code))
    return _page(request, row, form, 422)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_REGISTRATION, load=registration_in_office)
def change(request: HttpRequest, row: Any) -> HttpResponse:
    """Correct what somebody wrote, for her."""
    problems: dict[str, object] = {}
    if request.method == "POST":
        try:
            correct_registration(row, typed(request, row), by=request.actor)
        except AnswersWrong as wrong:
            problems = wrong.problems
        except Refusal as refusal:
            problems = {"": str(refusal)}
        else:
            messages.success(request, _("Saved."))
            return redirect(address("registration_office:registration", request.edition, code=row.code))
        row.answers = row.answers | {k: v for k, v in typed(request, row).items() if not hasattr(row, k)}
    asked = [field for field in fields_shown(row) if field.type not in {"file", "photo"}]
    shown = {"row": row, "form": ApplicationForm(row, asked, problems), "asked": [field.key for field in asked]}
    return render(request, "registration/office/change.html", shown, status=422 if problems else 200)


@require_safe
@guard(READ_REGISTRY, load=registration_with_file)
def file(request: HttpRequest, row: Any) -> HttpResponse:
    """A file that somebody gave: a photograph as a picture, everything else as a download."""
    return file_answer(row.file)
