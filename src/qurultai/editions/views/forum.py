"""Settings, phases and next year's copy."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from qurultai.editions import queries
from qurultai.editions.actions.copying import copy_edition
from qurultai.editions.actions.forum import DatesRefused, SlugRefused, SlugTaken, ZoneUnknown, change_edition, set_phase
from qurultai.editions.addresses import address
from qurultai.editions.forms.forum import PHASES, CopyForm, EditionForm, PhaseForm
from qurultai.editions.models import Edition
from qurultai.editions.policies import READ_FORUM_SETTINGS, UPDATE_FORUM_SETTINGS
from qurultai.kit.access import guard


def _initial(edition: Edition) -> dict:
    return {
        field: getattr(edition, field) for field in ("name", "theme", "summary", "city", "starts_on", "ends_on")
    } | {
        "zone": edition.zone,
        "cancelled": edition.cancelled,
    }


@guard(READ_FORUM_SETTINGS, load=queries.edition_visible_to)
def overview(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What is fixed about the forum."""
    return _overview(request, edition, PhaseForm(), 200)


def _overview(request: HttpRequest, edition: Edition, form: PhaseForm, status: int) -> HttpResponse:
    names = dict(PHASES)
    phases = [(names[phase.kind], phase.starts_at, phase.ends_at) for phase in queries.phases_of(edition)]
    editions = [(other, address("editions:overview", other)) for other in queries.editions()]
    shown = {"phases": phases, "phase_form": form, "editions": editions}
    return render(request, "editions/overview.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@guard(UPDATE_FORUM_SETTINGS, load=queries.edition_visible_to)
def change(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Change names, dates, zone."""
    form = EditionForm(request.POST or None, initial=_initial(edition))
    if request.method == "POST" and form.is_valid():
        try:
            change_edition(edition, form.cleaned_data, by=request.actor)
        except DatesRefused as no:
            form.add_error("ends_on", str(no))
        except ZoneUnknown as no:
            form.add_error("zone", str(no))
        else:
            messages.success(request, _("Saved."))
            return redirect(address("editions:overview", edition))
    return render(request, "editions/change.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@guard(UPDATE_FORUM_SETTINGS, load=queries.edition_visible_to)
def copy(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Begin next year's edition with this one's venue, phases and staff."""
    form = CopyForm(request.POST or None, initial={"name": edition.name})
    if request.method == "POST" and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("slug", "name", "starts_on", "ends_on")}
        try:
            new = copy_edition(edition, **wanted, by=request.actor)
        except (SlugRefused, SlugTaken) as no:
            form.add_error("slug", str(no))
        except DatesRefused as no:
            form.add_error("ends_on", str(no))
        else:
            messages.success(request, _("The new edition is ready. This is its office."))
            return redirect(address("editions:overview", new))
    return render(request, "editions/copy.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@guard(UPDATE_FORUM_SETTINGS, load=queries.edition_visible_to)
def phase(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Open something from when until when."""
    form = PhaseForm(request.POST)
    if form.is_valid():
        try:
            set_phase(edition, **form.cleaned_data, by=request.actor)
        except DatesRefused:
            form.add_error("ends_at", _("A phase closes after it opens."))
        else:
            messages.success(request, _("Saved."))
            return redirect(address("editions:overview", edition))
    return _overview(request, edition, form, 422)
