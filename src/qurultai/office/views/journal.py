"""The journal of what happened."""

import csv
import datetime as dt
import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from qurultai.editions.public import address
from qurultai.kit import access
from qurultai.kit.access import guard
from qurultai.kit.limits import EXPORT, limited
from qurultai.kit.models import Event
from qurultai.kit.ui import tables
from qurultai.office import actions, queries
from qurultai.office.policies import EXPORT_EVENTS, LIST_EVENTS, READ_EVENT

CHUNK = 500
"""After so many rows of a long list it is asked again whether the reader still may."""


def journal_table(request: HttpRequest) -> tables.Table:
    """The journal: when, what and who."""
    tz = request.edition.tz
    kinds = queries.kinds_of_events(request.edition.id)
    may_export = access.allowed(EXPORT_EVENTS, request.actor, edition_id=request.edition.id)
    beginning = address("office:journal", request.edition)
    return tables.Table(
        name="journal",
        caption=_("Journal"),
        columns=[
            tables.Column("what", _("What happened"), lambda e: tables.link(f"{beginning}{e.id}/", e.title)),
            tables.Column("about", _("About"), lambda e: e.about or "—"),
            tables.Column("when", _("When"), lambda e: tables.moment(e.happened_at, tz), sortable=True),
            tables.Column("who", _("Who"), lambda e: e.actor_name or _("the installation")),
            tables.Column("kind", _("Code"), lambda e: e.type, by_default=False),
        ],
        filters=[
            tables.Filter("kind", _("What happened"), _("Everything"), kinds),
            tables.Filter("day", _("Day")),
        ],
        order="-when",
        files=f"{beginning}export.csv" if may_export else "",
    )


def _asked(request: HttpRequest) -> tuple[str, str]:
    """The kind and the day that the filters name; a day that is none counts as no filter."""
    day = request.GET.get("day", "")
    try:
        day = dt.date.fromisoformat(day).isoformat() if day else ""
    except ValueError:
        day = ""
    return request.GET.get("kind", "")[:120], day


@guard(LIST_EVENTS)
def journal(request: HttpRequest) -> HttpResponse:
    """Facts, newest first."""
    table = journal_table(request)
    wanted = tables.asked(request, table)
    found = queries.events_visible_to(request.actor, request.edition.id, *_asked(request))
    part = tables.sliced(found, "seq", wanted, table.size, downwards=wanted.downwards)
    queries.with_subjects(request.actor, request.edition, part.rows)
    shown = {
        "list": tables.shown(request, table, wanted, part),
        "stuck": queries.stuck_deliveries(request.edition.id),
    }
    return render(request, "office/journal.html", shown)


@guard(READ_EVENT, load=queries.event_visible_to)
def event(request: HttpRequest, event: Event) -> HttpResponse:
    """One fact with its values and where it was delivered."""
    payload = json.dumps(event.payload, ensure_ascii=False, indent=2)
    named = queries.with_subjects(request.actor, request.edition, [event])[0]
    shown = {"event": named, "payload": payload, "deliveries": event.deliveries.all()}
    return render(request, "office/event.html", shown)


@guard(EXPORT_EVENTS)
@limited(EXPORT)
def export(request: HttpRequest) -> HttpResponse:
    """The journal as CSV, row by row; no cell can act as a formula."""
    writer = csv.writer(_Echo())
    rows = queries.events_visible_to(request.actor, request.edition.id, *_asked(request)).iterator(chunk_size=CHUNK)

    def lines():
        yield "\ufeff" + writer.writerow(["seq", "happened_at", "type", "actor_id", "payload"])
        for number, e in enumerate(rows, 1):
            if number % CHUNK == 0 and not request.still_may(EXPORT_EVENTS):
                yield writer.writerow(["", "", "access withdrawn: the list stops here", "", ""])
                return
            values = json.dumps(e.payload, ensure_ascii=False)
            yield writer.writerow([e.seq, e.happened_at.isoformat(), e.type, e.actor_id or "", values])

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="journal-{request.edition.slug}.csv"'
    return answer


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


@require_POST
@guard(LIST_EVENTS)
def retrial(request: HttpRequest) -> HttpResponse:
    """Try the stuck deliveries again."""
    count = actions.try_again(request.edition.id, by=request.actor)
    messages.success(request, _("Deliveries tried again: %(count)s.") % {"count": count})
    return redirect(address("office:journal", request.edition))
