"""Security's table of people, and decisions made on the screen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from qurultai.accreditation.actions.batches import decide
from qurultai.accreditation.policies import EXPORT_CLEARANCES, LIST_CLEARANCES, TRANSITION_CLEARANCE
from qurultai.accreditation.queries.clearances import all_listed, clearances_visible_to, listed, waiting_count
from qurultai.accreditation.rules.clearances import OUTCOMES
from qurultai.accreditation.views.office.tables import clearances_table
from qurultai.editions.public import address
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.kit.limits import EXPORT, limited
from qurultai.kit.ui import tables

MOST_TICKED = 500


@require_safe
@guard(LIST_CLEARANCES)
def clearances(request: HttpRequest) -> HttpResponse:
    """Everybody whom security is asked about, searched, filtered and sorted as the address says."""
    table = clearances_table(request)
    wanted = tables.asked(request, table)
    found = listed(request.actor, request.edition, wanted, table.size)
    shown = {
        "list": tables.shown(request, table, wanted, found, bulk=True),
        "waiting": waiting_count(request.edition),
    }
    return render(request, "accreditation/office/clearances.html", shown)


@require_safe
@guard(EXPORT_CLEARANCES)
@limited(EXPORT)
def clearances_file(request: HttpRequest, kind: str) -> HttpResponse:
    """What the table shows, all pages of it, for a spreadsheet."""
    table = clearances_table(request)
    wanted = tables.asked(request, table)
    rows = all_listed(request.actor, request.edition, wanted)
    return tables.file_of(wanted.columns, rows, kind, table.caption, f"clearances-{request.edition.slug}")


@require_POST
@guard(TRANSITION_CLEARANCE)
def decisions(request: HttpRequest) -> HttpResponse:
    """Security's word on the ticked people."""
    back = f"{address('accreditation_office:clearances', request.edition)}?{request.POST.get('query', '')[:2000]}"
    ticked, outcome = request.POST.getlist("ticked")[:MOST_TICKED], request.POST.get("outcome")
    if not ticked or outcome not in OUTCOMES:
        messages.error(request, _("Tick people and choose what was decided."))
        return redirect(back)
    rows = clearances_visible_to(request.actor, request.edition).filter(registration__code__in=ticked)
    try:
        count = decide(request.edition, {row.pk: outcome for row in rows}, by=request.actor)
    except Refusal as refusal:
        messages.error(request, _("Nothing was changed. %(why)s") % {"why": refusal})
        return redirect(back)
    messages.success(request, ngettext("%(n)s decision is kept.", "%(n)s decisions are kept.", count) % {"n": count})
    return redirect(back)
