"""Planning by the machine: start, progress, the proposal as a difference, accept, undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.editions.public import address
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.programme.actions.planning import accept_plan, ask_plan, cancel_plan, set_plan_frame, undo_plan
from qurultai.programme.forms.planning import FrameForm, PlanForm
from qurultai.programme.policies import TRANSITION_SESSION
from qurultai.programme.queries.planning import frame_of
from qurultai.programme.queries.planning.proposals import DECIDED, run_in_office, runs_of, shifts_of, told_by
from qurultai.programme.queries.planning.words import said
from qurultai.programme.queries.planning.worth import is_worse, worth
from qurultai.programme.queries.unpublished import unpublished
from qurultai.programme.queries.versions import versions
from qurultai.programme.wording import RUN_STATES

UNDER_WAY = ("waiting", "running")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(TRANSITION_SESSION)
def plan(request: HttpRequest) -> HttpResponse:
    """Earlier runs, and the form for a new one."""
    form = PlanForm(request.POST or None, initial={"fewest_moves": bool(versions(request.edition.id))})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            run = ask_plan(request.edition, by=request.actor, **form.cleaned_data)
        except Refusal as no:
            refusal = no
        else:
            return redirect(address("programme_office:run", request.edition, run=run.id))
    frame = frame_of(request.edition)
    shown = {
        "form": form,
        "refusal": refusal,
        "runs": [(run, RUN_STATES[run.state]) for run in runs_of(request.edition)],
        "frame_form": FrameForm(initial={name: getattr(frame, name) for name in FrameForm.base_fields}),
    }
    return render(request, "programme/office/plan.html", shown, status=_status(form, refusal))


def _status(form: object, refusal: Refusal | None) -> int:
    return refusal.status if refusal else 422 if form.errors else 200


@require_POST
@guard(TRANSITION_SESSION)
def frame(request: HttpRequest) -> HttpResponse:
    """Which hours planning may use."""
    form = FrameForm(request.POST)
    if not form.is_valid():
        shown = {"form": form, "heading": _("Hours"), "back": address("programme_office:plan", request.edition)}
        return render(request, "programme/office/form.html", shown, status=422)
    set_plan_frame(request.edition, form.cleaned_data, by=request.actor)
    messages.success(request, _("Saved."))
    return redirect(address("programme_office:plan", request.edition))


@require_safe
@guard(TRANSITION_SESSION, load=run_in_office)
def run(request: HttpRequest, found: object) -> HttpResponse:
    """One run: its progress, then its proposal; htmx asks for the part that changes."""
    template = "_run.html" if request.htmx else "run.html"
    return render(request, f"programme/office/{template}", _shown(found))


def _shown(found: object, refusal: Refusal | None = None) -> dict[str, object]:
    proposal = found.proposal or {}
    shifts = shifts_of(found) if found.state in ("proposed", *DECIDED) else []
    return {
        "run": found,
        "state": RUN_STATES[found.state],
        "under_way": found.state in UNDER_WAY,
        "line": found.progress[-1] if found.progress else None,
        "shifts": shifts,
        "told": told_by(found, shifts) if found.state in ("proposed", "accepted") else 0,
        "decided": found.state in DECIDED,
        "worse": is_worse(found),
        "reasons": said(found.edition, proposal.get("reasons", ())),
        "worth": worth(found) if found.proposal else [],
        "unpublished": unpublished(found.edition) if found.state in DECIDED else 0,
        "refusal": refusal,
    }


def _decided(request: HttpRequest, found: object, decide: object, words: str) -> HttpResponse:
    try:
        decide(found, by=request.actor)
    except Refusal as refusal:
        return render(request, "programme/office/run.html", _shown(found, refusal), status=refusal.status)
    messages.success(request, words)
    return redirect(address("programme_office:run", request.edition, run=found.id))


@require_POST
@guard(TRANSITION_SESSION, load=run_in_office)
def accept(request: HttpRequest, found: object) -> HttpResponse:
    """Put every session where the proposal has it."""
    return _decided(request, found, accept_plan, _("The plan is accepted. You can undo it as one step."))


@require_POST
@guard(TRANSITION_SESSION, load=run_in_office)
def undo(request: HttpRequest, found: object) -> HttpResponse:
    """Put everything back."""
    return _decided(request, found, undo_plan, _("Everything is back where it was."))


@require_POST
@guard(TRANSITION_SESSION, load=run_in_office)
def cancel(request: HttpRequest, found: object) -> HttpResponse:
    """Stop the run, or put its proposal aside."""
    return _decided(request, found, cancel_plan, _("Put aside. Nothing was changed."))
