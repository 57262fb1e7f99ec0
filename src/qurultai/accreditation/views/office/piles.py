"""Piles of badges: asked for, printed in the background, fetched part by part."""

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.accreditation.actions.printing import UNDER_WAY, ask_pile, cancel_pile
from qurultai.accreditation.forms import PileForm
from qurultai.accreditation.policies import CREATE_BADGE, EXPORT_BADGES
from qurultai.accreditation.queries.badges import part_in_office, parts_of_run, run_in_office, runs_of
from qurultai.accreditation.queries.desks import desk_rows
from qurultai.accreditation.wording import RUNS, SIZES
from qurultai.editions.public import address
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@guard(CREATE_BADGE)
def piles(request: HttpRequest) -> HttpResponse:
    """The piles of late; by POST a new one."""
    form = PileForm(request.POST or None, desks=[one.name for one in desk_rows(request.edition)])
    if request.method == "POST" and form.is_valid():
        try:
            run = ask_pile(request.edition, by=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(address("badges_office:pile", request.edition, run=run.id))
    runs = [(run, RUNS[run.state], SIZES[run.size]) for run in runs_of(request.edition)]
    shown = {"form": form, "runs": runs}
    return render(request, "accreditation/office/piles.html", shown, status=422 if form.errors else 200)


@require_safe
@guard(CREATE_BADGE, load=run_in_office)
def pile(request: HttpRequest, run: object) -> HttpResponse:
    """One pile: how far it is, and its parts; htmx asks for the part that changes."""
    shown = {
        "run": run,
        "state": RUNS[run.state],
        "size": SIZES[run.size],
        "under_way": run.state in UNDER_WAY,
        "parts": parts_of_run(run),
    }
    template = "_pile.html" if request.htmx else "pile.html"
    return render(request, f"accreditation/office/{template}", shown)


@require_POST
@guard(CREATE_BADGE, load=run_in_office)
def stop(request: HttpRequest, run: object) -> HttpResponse:
    """Stop printing; what is printed stays."""
    try:
        cancel_pile(run, by=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Stopped. What is printed already can be fetched."))
    return redirect(address("badges_office:pile", request.edition, run=run.id))


@require_safe
@guard(EXPORT_BADGES, load=part_in_office)
def part(request: HttpRequest, found: object) -> HttpResponse:
    """One part as a PDF."""
    answer = HttpResponse(bytes(found.body), content_type="application/pdf")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    return answer
