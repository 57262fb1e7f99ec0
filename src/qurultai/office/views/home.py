"""What the secretariat sees first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qurultai.kit import access, clock
from qurultai.kit.access import guard
from qurultai.office import figures, queries
from qurultai.office.policies import LIST_EVENTS, READ_HOME


@guard(READ_HOME)
def home(request: HttpRequest) -> HttpResponse:
    """The forum in figures, and what needs somebody."""
    edition = request.edition
    shown = {"figures": figures.of(edition, request.actor), "days_left": (edition.starts_on - clock.now().date()).days}
    if access.allowed(LIST_EVENTS, request.actor, edition_id=edition.id):
        shown["stuck"] = queries.stuck_deliveries(edition.id).count()
        shown["events"] = queries.with_subjects(
            request.actor, edition, list(queries.events_visible_to(request.actor, edition.id)[:8])
        )
    return render(request, "office/home.html", shown)
